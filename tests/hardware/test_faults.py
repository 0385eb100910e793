"""What must hold whatever goes wrong: no slip is believed that is not on paper, and nobody waits for ever."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from hardware.deadline import Deadline
from hardware.escpos.conversation import Patience
from hardware.escpos.status import Learnt, Paper
from hardware.printers import open_printer
from hardware.printing import Outcome, PrintResult, Proof, SlipPrinter, Trouble, Wanted
from hardware.ticket_slip import ticket_slip
from hardware.virtual.condition import Build, Changes, ProcessIds
from hardware.virtual.ports import PtyPort
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.roll import HEAD_TO_KNIFE
from shared.domain.errors import DeviceAway
from tests.hardware.desk import BUILDS, LINES, WITH_IDS, WITHOUT_IDS, Desk, desk, is_whole, perfect_slip
from tests.hardware.samples import HURRY, STATUS_URL, facts, read_qr, vietnamese_slip

STREAM = 15_000  # bytes of the sample slip with all that is asked around it, rounded up


@pytest.fixture(scope="module")
def perfect() -> Image.Image:
    return perfect_slip()


def until(true: Callable[[], bool], seconds: float = 2.0) -> bool:
    deadline = Deadline.after(seconds)
    while not true():
        if deadline.passed():
            return False
        time.sleep(0.005)
    return True


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("line", LINES)
def test_the_mains_fail_after_each_kilobyte_and_no_slip_is_believed_that_is_not_whole(
    line: str, build: Build, tmp_path: Path, perfect: Image.Image
) -> None:
    seen = set()
    with desk(line, tmp_path, build) as at:
        for after in range(0, STREAM + 2_048, 1_024):
            cuts = at.device.cuts
            at.device.change(dies_after=after)
            result = at.printer.print(vietnamese_slip())
            seen.add(result.outcome)
            if result.outcome is Outcome.CONFIRMED:
                assert at.device.cuts == cuts + 1
                assert is_whole(at.device.slips[-1], perfect)
            elif result.outcome is Outcome.FAILED_BEFORE_SEND:
                assert (result.bytes_sent, at.device.cuts) == (0, cuts)
            at.mains_come_back()
            assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
            assert is_whole(at.device.slips[-1], perfect)
    assert Outcome.UNKNOWN in seen


@pytest.mark.parametrize("build", BUILDS)
def test_paper_that_ends_anywhere_in_a_slip_is_never_a_confirmed_slip(
    build: Build, tmp_path: Path, perfect: Image.Image
) -> None:
    whole_mm = perfect.height / 8
    with desk("tcp", tmp_path, build) as at:
        for paper_mm in (1, 60, whole_mm - 15, whole_mm - 0.5, whole_mm + 1):
            at.device.change(paper_mm=paper_mm)
            cuts = at.device.cuts
            result = at.printer.print(vietnamese_slip())
            came_out = at.device.cuts - cuts
            assert came_out == (paper_mm > whole_mm)
            assert result.outcome is (Outcome.CONFIRMED if came_out else Outcome.UNKNOWN)
            assert result.trouble is (None if came_out else Trouble.PAPER_OUT)
            at.device.change(paper_mm=80_000)
            assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
            assert is_whole(at.device.slips[-1], perfect)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("line", LINES)
def test_a_byte_lost_on_the_line_spoils_one_slip_and_not_the_next(
    line: str, build: Build, tmp_path: Path, perfect: Image.Image
) -> None:
    with desk(line, tmp_path, build) as at:
        for after in range(0, STREAM, 1_777):
            cuts = at.device.cuts
            at.device.change(drops_after=after)
            at.printer.print(vietnamese_slip())
            assert at.device.cuts <= cuts + 1
            at.device.change(drops_after=None)
            assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
            assert is_whole(at.device.slips[-1], perfect)


@pytest.mark.parametrize("build", BUILDS)
def test_connections_that_end_by_a_reset_lose_nothing(build: Build, tmp_path: Path, perfect: Image.Image) -> None:
    with desk("tcp", tmp_path, build) as at:
        at.device.change(resets=True, noise=True)
        for count in range(1, 6):
            assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
            at.printer.close()
            assert at.device.cuts == count
            assert is_whole(at.device.slips[-1], perfect)


@pytest.mark.parametrize("build", BUILDS)
def test_messages_between_all_answers_disturb_nothing(build: Build, tmp_path: Path, perfect: Image.Image) -> None:
    with desk("pty", tmp_path, build) as at:
        at.device.change(noise=True)
        assert at.printer.status().ready
        assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
        assert is_whole(at.device.slips[-1], perfect)
        at.device.change(cover_open=True)
        assert at.printer.print(vietnamese_slip()).trouble is Trouble.COVER_OPEN
        assert at.device.reports == ()


def timed(printer: SlipPrinter) -> tuple[PrintResult, float]:
    started = time.monotonic()
    result = printer.print(vietnamese_slip())
    return result, time.monotonic() - started


FIRST_ANSWERS: list[tuple[str, Changes, Outcome]] = [
    (line, changes, Outcome.FAILED_BEFORE_SEND)
    for line in LINES
    for changes in (Changes(silent=True), Changes(holds_after=0), Changes(dribbles_after=0), Changes(dies_after=0))
]
LATE_ANSWERS: list[tuple[str, Changes, Outcome]] = [
    (line, changes, Outcome.UNKNOWN)
    for line in LINES
    for changes in (Changes(holds_after=6_000), Changes(dribbles_after=6_000), Changes(dies_after=6_000))
]


def test_three_seconds_are_enough_to_know_that_a_printer_is_dead_silent_held_or_dribbling(tmp_path: Path) -> None:
    with ExitStack() as stack:
        desks = []
        for number, (line, _changes, _outcome) in enumerate(FIRST_ANSWERS + LATE_ANSWERS):
            folder = tmp_path / str(number)
            folder.mkdir()
            desks.append(stack.enter_context(desk(line, folder, BUILDS[number % 2], patience=Patience())))
        pool = stack.enter_context(ThreadPoolExecutor(3))  # more at once would time this machine, not the printers
        before = pool.map(timed, [at.printer for at in desks])
        assert {result.outcome for result, _seconds in before} == {Outcome.CONFIRMED}
        for at, (_line, changes, _outcome) in zip(desks, FIRST_ANSWERS + LATE_ANSWERS, strict=True):
            at.device.change(**changes)
        found = list(pool.map(timed, [at.printer for at in desks]))
        for (line, changes, outcome), (result, seconds) in zip(FIRST_ANSWERS + LATE_ANSWERS, found, strict=True):
            assert result.outcome is outcome, (line, changes)
            assert seconds < 3, (line, changes, result.trouble)
            assert (result.bytes_sent == 0) is (outcome is Outcome.FAILED_BEFORE_SEND)


@pytest.mark.parametrize("scheme", ["tcp", "serial", "usblp"])
def test_a_printer_that_is_plugged_in_again_is_ready_within_five_seconds(scheme: str, tmp_path: Path) -> None:
    port = None if scheme == "tcp" else PtyPort(tmp_path / "printer")
    device = VirtualPrinter(line=port)
    device.start()
    printer = open_printer(device.url if port is None else f"{scheme}://{port.path}")

    def ready() -> bool:
        try:
            return printer.status().ready
        except DeviceAway:
            return False

    assert ready()
    device.stop()
    assert not ready()
    assert not ready()
    device.start()
    assert until(ready, seconds=5)
    printer.close()
    device.stop()


# which proof


def test_an_id_proves_a_slip_and_the_printer_then_tells_changes_by_itself(tmp_path: Path) -> None:
    with desk("tcp", tmp_path, WITH_IDS) as at:
        assert at.printer.heard() is None
        result = at.printer.print(vietnamese_slip())
        assert (result.outcome, result.proof) == (Outcome.CONFIRMED, Proof.PROCESS_ID)
        for changes, paper, cover in (
            (Changes(cover_open=True), Paper.OK, True),
            (Changes(cover_open=False, paper_mm=100), Paper.LOW, False),
            (Changes(paper_mm=0), Paper.OUT, False),
        ):
            at.device.change(**changes)
            assert until(lambda: (live := at.printer.heard()) is not None and live.learnt is Learnt.AUTOMATIC)
            assert until(
                lambda paper=paper, cover=cover: (
                    (live := at.printer.heard()) is not None  # type: ignore[misc]
                    and (live.paper, live.cover_open) == (paper, cover)
                )
            )
        at.device.stop()
        assert until(lambda: at.printer.heard() is None)


def test_a_printer_without_ids_is_proven_by_the_fence_and_remembered(tmp_path: Path) -> None:
    with desk("pty", tmp_path, WITHOUT_IDS) as at:
        for _time in range(2):
            assert at.printer.print(vietnamese_slip()).proof is Proof.FENCE
        status = at.printer.status()
        assert status.learnt is Learnt.REAL_TIME
        assert at.device.reports == ()


@pytest.mark.parametrize("wanted", [Wanted.AUTO, Wanted.FENCE])
def test_a_printer_that_takes_the_question_for_an_id_as_text_prints_nothing_of_it(
    wanted: Wanted, tmp_path: Path, perfect: Image.Image
) -> None:
    with desk("tcp", tmp_path, Build(process_ids=ProcessIds.PRINTED), wanted=wanted) as at:
        assert at.printer.print(vietnamese_slip()).proof is Proof.FENCE
        assert at.device.slips[0].tobytes() == perfect.tobytes()


def test_a_printer_that_answers_no_fence_is_busy_unless_weaker_proof_is_asked_for(tmp_path: Path) -> None:
    deaf = Build(answers_fence=False)
    with desk("tcp", tmp_path, deaf) as at:
        result = at.printer.print(vietnamese_slip())
        assert (result.outcome, result.trouble) == (Outcome.FAILED_BEFORE_SEND, Trouble.BUSY)
    with desk("tcp", tmp_path, deaf, wanted=Wanted.NONE) as at:
        result = at.printer.print(vietnamese_slip())
        assert (result.outcome, result.trouble) == (Outcome.UNKNOWN, Trouble.NO_PROOF)


def test_proof_by_status_waits_for_the_paper_and_sees_what_goes_wrong(tmp_path: Path, perfect: Image.Image) -> None:
    deaf = Build(answers_fence=False, mm_per_second=2_000)
    with desk("pty", tmp_path, deaf, patience=replace(HURRY, paper_speed=200), wanted=Wanted.STATUS) as at:
        at.device.change(paper_mm=80)
        assert at.printer.print(vietnamese_slip()).outcome is Outcome.UNKNOWN
        at.device.change(paper_mm=80_000)
        result = at.printer.print(vietnamese_slip())
        assert (result.outcome, result.proof) == (Outcome.CONFIRMED, Proof.STATUS)
        assert is_whole(at.device.slips[-1], perfect)
        at.device.change(dies_after=9_000)
        assert at.printer.print(vietnamese_slip()).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("recovers", [True, False])
def test_the_stale_half_of_a_slip_is_cleared_where_the_printer_can(recovers: bool, tmp_path: Path) -> None:
    with desk("tcp", tmp_path, recovers=recovers) as at:
        at.device.change(paper_mm=60)
        assert at.printer.print(vietnamese_slip()).outcome is Outcome.UNKNOWN
        at.device.change(cover_open=True, paper_mm=80_000)
        assert at.printer.print(vietnamese_slip()).trouble is Trouble.COVER_OPEN
        at.device.change(cover_open=False)
        assert at.printer.print(vietnamese_slip()).outcome is Outcome.CONFIRMED
        assert at.device.cuts == (1 if recovers else 2)
        assert read_qr(at.device.slips[-1]) == STATUS_URL


# slow printers


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("line", LINES)
def test_a_slow_motor_with_a_small_buffer_is_waited_for(
    line: str, build: Build, tmp_path: Path, perfect: Image.Image
) -> None:
    slow = replace(build, mm_per_second=500, buffer_bytes=4_096)
    with desk(line, tmp_path, slow, patience=Patience()) as at:
        result = at.printer.print(vietnamese_slip())
        assert result.outcome is Outcome.CONFIRMED
        assert result.elapsed > 0.9 * perfect.height / 8 / 500
        assert at.device.cuts == 1
        assert is_whole(at.device.slips[-1], perfect)


def test_a_slow_line_takes_its_time_and_is_waited_for(tmp_path: Path, perfect: Image.Image) -> None:
    rate = 23_040
    with desk("pty", tmp_path, Build(bytes_per_second=rate), patience=Patience(bytes_per_second=rate)) as at:
        result = at.printer.print(vietnamese_slip())
        assert result.outcome is Outcome.CONFIRMED
        assert result.elapsed > 0.9 * result.bytes_sent / rate
        assert is_whole(at.device.slips[-1], perfect)


# many


@pytest.mark.soak
@pytest.mark.parametrize("build", BUILDS)
def test_a_thousand_slips_through_a_serial_line_full_of_noise_are_a_thousand_slips(
    build: Build, tmp_path: Path
) -> None:
    with desk("pty", tmp_path, build) as at:
        at.device.change(noise=True)
        for number in range(1, 501):
            slip = ticket_slip(facts(label=f"C{number:03}", qr=f"http://mc.vn/{number}"), "vi")
            assert at.printer.print(slip).outcome is Outcome.CONFIRMED
            assert read_qr(at.device.slips[-1]) == f"http://mc.vn/{number}"
        assert at.device.cuts == 500
        assert at.device.reports == ()


@pytest.mark.soak
@pytest.mark.parametrize("build", BUILDS)
def test_whatever_happens_a_job_is_believed_at_most_once_and_only_with_its_slip(
    build: Build, tmp_path: Path, perfect: Image.Image
) -> None:
    """A kiosk's day of mishaps: tried again only where nothing was sent, and left alone when nobody knows."""
    chance = random.Random(1130)
    outcomes = []
    with desk("tcp", tmp_path, build) as at:
        for number in range(30):
            slip = ticket_slip(facts(label=f"C{number:03}", qr=f"http://mc.vn/{number}"), "vi")
            at.device.change(**_mishap(chance))
            confirmed = 0
            for _try in range(3):
                result = at.printer.print(slip)
                outcomes.append(result.outcome)
                if result.outcome is Outcome.CONFIRMED:
                    confirmed += 1
                    assert read_qr(last_part(at.device.slips[-1], perfect)) == f"http://mc.vn/{number}"
                if result.outcome is not Outcome.FAILED_BEFORE_SEND:
                    break
                _mend(at)
            assert confirmed <= 1
            _mend(at)
    assert len(set(outcomes)) == 3


def last_part(slip: Image.Image, perfect: Image.Image) -> Image.Image:
    """What was printed last on a slip that begins with the half of another."""
    return slip.crop((0, slip.height - perfect.height + HEAD_TO_KNIFE, slip.width, slip.height))


def _mishap(chance: random.Random) -> Changes:
    somewhere = chance.randrange(STREAM)
    return chance.choice(
        (
            Changes(noise=True),
            Changes(dies_after=somewhere),
            Changes(paper_mm=chance.uniform(0, 150)),
            Changes(cutter_jam=True),
            Changes(cover_open=True),
            Changes(resets=True),
        )
    )


def _mend(at: Desk) -> None:
    at.device.change(noise=False, dies_after=None, paper_mm=80_000, cutter_jam=False, cover_open=False, resets=False)
    at.mains_come_back()
