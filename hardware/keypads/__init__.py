"""Call units with keys and lamps, and what they say on the wire."""
