"""Saved while it runs, put back whole, into either kind of store."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from shared.domain.errors import ConfigError
from shared.hall import Hall
from shared.store.audit import audit
from shared.store.backup import back_up, restore
from tests.conftest import FakeClock


def _some_work(hall: Hall, command: Callable[[], UUID]) -> None:
    for _ in range(3):
        hall.issue("VP01", command=command(), actor="kiosk-1")
    hall.open_counter(1, command=command(), actor="counter-1")
    called = hall.call_next(1, command=command(), actor="counter-1")
    hall.serve(1, called.id, command=command(), actor="counter-1")


def test_a_restored_hall_is_the_same_and_goes_on_counting(
    hall: Hall, store_url: str, tmp_path: Path, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    _some_work(hall, command)
    back_up(store_url, tmp_path / "saved")
    other_url = f"sqlite:///{tmp_path}/restored.db"
    restore(tmp_path / "saved", other_url)
    other = Hall(other_url, hall.id, clock=clock)
    assert other.now() == hall.now()
    assert other.issue("VP01", command=command(), actor="kiosk-1").ticket.label == "A004"
    other.close()
    assert audit(other_url, hall.id).findings == ()


def test_a_backup_moves_a_hall_between_kinds_of_store(
    sqlite_hall: Hall, sqlite_url: str, store_url: str, tmp_path: Path, clock: FakeClock, command: Callable[[], UUID]
) -> None:
    _some_work(sqlite_hall, command)
    back_up(sqlite_url, tmp_path / "saved")
    target = store_url if store_url != sqlite_url else f"sqlite:///{tmp_path}/other.db"
    restore(tmp_path / "saved", target)
    moved = Hall(target, sqlite_hall.id, clock=clock)
    assert moved.now() == sqlite_hall.now()
    moved.close()


def test_a_backup_taken_while_tickets_are_issued_is_one_consistent_view(
    hall: Hall, store_url: str, tmp_path: Path, clock: FakeClock
) -> None:
    stop = threading.Event()

    def issue_on() -> None:
        busy = Hall(store_url, hall.id, clock=clock)
        while not stop.is_set():
            busy.issue("VP01", command=uuid4(), actor="kiosk-1")
        busy.close()

    thread = threading.Thread(target=issue_on)
    thread.start()
    try:
        for n in range(3):
            back_up(store_url, tmp_path / f"saved-{n}")
    finally:
        stop.set()
        thread.join()
    for n in range(3):
        url = f"sqlite:///{tmp_path}/restored-{n}.db"
        restore(tmp_path / f"saved-{n}", url)
        assert audit(url, hall.id).findings == ()


def test_a_store_that_holds_a_hall_is_not_overwritten(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    before = sqlite_hall.now()
    back_up(sqlite_url, tmp_path / "saved")
    with pytest.raises(ConfigError, match="already holds a hall"):
        restore(tmp_path / "saved", sqlite_url)
    assert sqlite_hall.now() == before


def test_a_cut_backup_is_refused_and_leaves_the_store_empty(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    back_up(sqlite_url, tmp_path / "saved")
    whole = (tmp_path / "saved").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    target = f"sqlite:///{tmp_path}/restored.db"
    with pytest.raises(ConfigError, match="not a whole backup"):
        restore(tmp_path / "cut", target)
    restore(tmp_path / "saved", target)


def test_a_backup_without_its_foot_is_refused(sqlite_hall: Hall, sqlite_url: str, tmp_path: Path) -> None:
    back_up(sqlite_url, tmp_path / "saved")
    lines = gzip.decompress((tmp_path / "saved").read_bytes()).splitlines(keepends=True)
    (tmp_path / "footless").write_bytes(gzip.compress(b"".join(lines[:-1])))
    with pytest.raises(ConfigError, match="not whole"):
        restore(tmp_path / "footless", f"sqlite:///{tmp_path}/restored.db")


@pytest.mark.parametrize(
    "content",
    [b"", b"not gzip", gzip.compress(b'{"format": "other"}\n'), gzip.compress(b"")],
    ids=["empty", "not gzip", "of another program", "nothing in it"],
)
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ConfigError):
        restore(tmp_path / "file", f"sqlite:///{tmp_path}/restored.db")


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    head = b'{"format": "motcua-backup-1", "revision": "9999", "made_at": "2030-01-01T00:00:00Z"}\n'
    (tmp_path / "file").write_bytes(gzip.compress(head))
    with pytest.raises(ConfigError, match="newer program"):
        restore(tmp_path / "file", f"sqlite:///{tmp_path}/restored.db")
