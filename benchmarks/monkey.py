"""A monkey plays at the kiosk for 20,000 steps, in a process of its own: python -m benchmarks.monkey SEED STEPS"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from shared.ui import fonts
from tests.kiosk.monkey import playing

SEEDS: Final = (11, 12, 13)
STEPS: Final = 20_000


def measure(seed: int) -> tuple[dict[str, float], str]:
    """Its figures, or what it found and how it came to it."""
    command = [sys.executable, "-W", "error", "-m", "benchmarks.monkey", str(seed), str(STEPS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {}, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), ""


def main() -> None:
    """Play, and print the figures as one line of JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    fonts.register()
    seed, steps = map(int, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder, playing(seed=seed, folder=Path(folder)) as monkey:
        figures = monkey.play(steps)
    print(json.dumps({**asdict(figures), "growth": figures.growth}))
    application.quit()


if __name__ == "__main__":
    main()
