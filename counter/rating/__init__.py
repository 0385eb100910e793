"""The panel in front of the citizen: whose counter this is and who is called, and what he thought of his visit."""
