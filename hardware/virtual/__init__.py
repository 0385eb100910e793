"""Devices that are not there and behave as if they were, byte by byte."""
