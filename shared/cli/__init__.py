"""`motcua`: founding, checking, changing and saving a hall from a terminal."""

from shared.cli.main import main

__all__ = ["main"]
