"""Two threads of one program meet the rules for the first time at the same moment: the feed's and the worker's."""

from __future__ import annotations

import subprocess
import sys

from shared.hours_form import HoursForm
from shared.settings import HallForm, PriorityForm, pack

#: The module is loaded anew each time, so that its forms are met for the first time each time.
_PLAY = """
import importlib, sys, threading
import shared.settings as settings
sys.setswitchinterval(1e-6)
kept = sys.argv[1]
for _ in range(60):
    settings = importlib.reload(settings)
    ready = threading.Barrier(4)
    def read():
        ready.wait()
        settings.unpack(kept)
    threads = [threading.Thread(target=read) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
"""


def test_rules_may_be_read_by_several_threads_at_once() -> None:
    normal = PriorityForm(code="normal", name_vi="Thường", name_en="Normal")
    kept = pack(HallForm(id="h", name_vi="Trung tâm", name_en="Centre", hours=HoursForm(), priority=(normal,)))
    done = subprocess.run([sys.executable, "-c", _PLAY, kept], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
