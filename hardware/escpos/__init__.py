"""The language of ticket printers: slips to bytes, and the bytes that come back to a status."""
