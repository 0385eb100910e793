"""The small sign over a counter: one interface, the protocols that are sold, and one of our own."""
