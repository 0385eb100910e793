"""Codes held before the hall: the bytes of a scanner, and what they say."""
