"""Sound without Qt: clips and how loud they are, voices, what has been rendered, and the loudspeaker."""
