"""The whole hall on one machine, to look at and to try: all programs as real processes, a printer that is not there."""
