"""The staff's PIN: five tries, then a lock that doubles, and that no restart and no unplugging shortens."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from shared import pins
from shared.pin_check import Locked, Opened, PinCheck, Tried, Wrong, pin_check

RIGHT, WRONG = "271828", "314159"


@pytest.fixture(scope="session")
def kept() -> str:
    """What motcua.toml has of the right PIN, but made to be checked fast."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(RIGHT)


class Staff:
    """Somebody at a kiosk whose two clocks are moved by hand, and who may switch it off and on."""

    def __init__(self, file: Path, kept: str) -> None:
        self.file = file
        self.kept = kept
        self.at = 50.0
        self.epoch = 1_800_000_000.0
        self.start()

    def start(self) -> None:
        self.check = PinCheck(self.kept, file=self.file, at_seconds=self.at, epoch=lambda: self.epoch)

    def tries(self, digits: str, times: int = 1) -> Tried:
        return [self.check.try_pin(digits, self.at) for _ in range(times)][-1]

    def wait(self, seconds: float) -> None:
        self.at += seconds
        self.epoch += seconds

    def switch_off_and_on(self, *, after: float = 0.0) -> None:
        """The machine's seconds begin anew; the time of day goes on."""
        self.epoch += after
        self.at = 3.0
        self.start()


@pytest.fixture
def staff(tmp_path: Path, kept: str) -> Staff:
    return Staff(tmp_path / "state" / "staff-pin-kiosk-1.json", kept)


def test_the_right_pin_opens(staff: Staff) -> None:
    assert staff.tries(RIGHT) == Opened()


def test_each_wrong_one_leaves_fewer_and_the_fifth_locks_for_a_minute(staff: Staff) -> None:
    assert [staff.tries(WRONG) for _ in range(5)] == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Locked(60)]


@pytest.mark.parametrize("digits", ["", "abc", "1" * 5_000, "２７１８２８", " 271828", "271828\0"])
def test_what_is_no_pin_is_a_wrong_one(staff: Staff, digits: str) -> None:
    assert staff.tries(digits) == Wrong(4)


def test_while_it_is_locked_the_right_pin_opens_nothing(staff: Staff) -> None:
    staff.tries(WRONG, 5)
    staff.wait(59.5)
    assert (staff.tries(RIGHT), staff.check.locked_for(staff.at)) == (Locked(1), 1)
    staff.wait(0.5)
    assert staff.tries(RIGHT) == Opened()


def test_each_lock_is_twice_the_one_before_up_to_an_hour(staff: Staff) -> None:
    locks = []
    for _ in range(9):
        locked = staff.tries(WRONG, 5)
        assert isinstance(locked, Locked)
        locks.append(locked.seconds)
        staff.wait(locked.seconds)
    assert locks == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_the_right_pin_forgets_what_was_wrong_before_it(staff: Staff) -> None:
    staff.tries(WRONG, 5)
    staff.wait(60)
    staff.tries(WRONG, 4)
    assert staff.tries(RIGHT) == Opened()
    staff.switch_off_and_on()
    assert staff.tries(WRONG, 5) == Locked(60)


def test_a_restart_gives_no_try_back(staff: Staff) -> None:
    staff.tries(WRONG, 4)
    staff.switch_off_and_on()
    assert staff.tries(WRONG) == Locked(60)


def test_a_restart_ends_no_lock_and_makes_none_longer(staff: Staff) -> None:
    staff.tries(WRONG, 5)
    staff.switch_off_and_on(after=20.0)
    assert staff.tries(RIGHT) == Locked(40)
    staff.switch_off_and_on(after=41.0)
    assert staff.tries(RIGHT) == Opened()


@pytest.mark.parametrize("jump", [-50 * 365 * 86_400.0, -30.0])
def test_a_clock_that_was_put_back_while_it_was_off_locks_for_no_longer_than_the_lock(
    staff: Staff, jump: float
) -> None:
    staff.tries(WRONG, 5)
    staff.switch_off_and_on(after=jump)
    assert staff.tries(RIGHT) == Locked(60)
    staff.wait(60)
    assert staff.tries(RIGHT) == Opened()


def test_a_clock_that_is_put_on_while_it_runs_ends_no_lock(staff: Staff) -> None:
    staff.tries(WRONG, 5)
    staff.epoch += 86_400
    assert staff.tries(RIGHT) == Locked(60)


def test_pulling_the_plug_while_a_pin_is_checked_wins_no_try(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def plug(_digits: str, _kept: str) -> bool:
        raise SystemExit

    with monkeypatch.context() as pulled:
        pulled.setattr(pins, "fits", plug)
        with pytest.raises(SystemExit):
            staff.tries(RIGHT)
    staff.switch_off_and_on()
    assert staff.tries(WRONG) == Wrong(3)


@pytest.mark.parametrize("rubbish", ["", "{}", "[1]", '{"wrong": -9, "locks": 0, "until": 0}', '{"wrong": "x"}'])
def test_a_damaged_count_is_no_way_round_a_lock(staff: Staff, rubbish: str) -> None:
    staff.tries(WRONG)
    staff.file.write_text(rubbish, encoding="utf-8")
    staff.switch_off_and_on()
    assert staff.tries(RIGHT) == Locked(60)
    staff.wait(60)
    assert staff.tries(RIGHT) == Opened()


def test_where_nothing_can_be_kept_the_limit_holds_until_the_restart(
    tmp_path: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    staff = Staff(tmp_path / "state" / "pin.json", kept)
    (tmp_path / "state").write_text("a file where a folder should be", encoding="utf-8")
    assert staff.tries(WRONG, 5) == Locked(60)
    assert "cannot be kept" in caplog.text


def test_no_log_line_has_the_digits_and_every_wrong_try_has_one(staff: Staff, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    staff.tries(WRONG, 5)
    staff.tries(RIGHT)
    assert sum("wrong staff PIN" in one for one in caplog.messages) == 5
    assert sum("while locked" in one for one in caplog.messages) == 1
    assert WRONG not in caplog.text
    assert RIGHT not in caplog.text


def test_ten_at_once_have_five_tries_between_them(staff: Staff) -> None:
    given: list[Tried] = []
    threads = [threading.Thread(target=lambda: given.append(staff.tries(WRONG))) for _ in range(10)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(isinstance(one, Wrong) for one in given) == 4
    assert sum(isinstance(one, Locked) for one in given) == 6


def test_without_a_pin_there_is_nothing_to_try() -> None:
    assert pin_check("", "kiosk-1", 0.0) is None


def test_a_kiosk_keeps_its_count_where_systemd_keeps_its_state(
    tmp_path: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    check = pin_check(kept, "sảnh/tầng 1", 0.0)
    assert check is not None
    check.try_pin(WRONG, 0.0)
    assert [one.name for one in tmp_path.iterdir()] == ["staff-pin-sảnh-tầng-1.json"]
