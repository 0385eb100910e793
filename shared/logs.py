"""Logs: one line an event on standard error, and a file that rolls over. No citizen's data is ever written."""

from __future__ import annotations

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

_FORM: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FILE_BYTES: Final = 5_000_000


def start(program: str, *, folder: Path | None = None) -> None:
    """Log to standard error, and to `folder`/`program`.log if a folder is given. Unexpected errors are critical.

    The level is INFO, or what the environment variable MOTCUA_LOG names.
    """
    root = logging.getLogger()
    root.setLevel(os.environ.get("MOTCUA_LOG", "INFO").upper())
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{program}.log"
        handlers.append(RotatingFileHandler(path, maxBytes=_FILE_BYTES, backupCount=5, encoding="utf-8"))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORM))
        root.addHandler(handler)
    sys.excepthook = _log_bug


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("motcua").critical("a bug", exc_info=(kind, error, trace))
