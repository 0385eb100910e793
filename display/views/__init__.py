"""The painted parts of the board: each keeps what it shows and repaints only what changed, from cached pictures."""
