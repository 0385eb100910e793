"""Where a kiosk that gives no numbers sends people: to kiosks that live and print at this moment, and to no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hardware.virtual.printer import VirtualPrinter
from kiosk.elsewhere import Elsewhere
from kiosk.lock import Lock, Reason
from kiosk.state import AwayBody, ConfirmBody, OutBody, Page
from kiosk.wording import notice_words
from shared.domain.station import SILENT_AFTER, Station, StationsNow
from shared.feed import Away
from shared.hall import Hall
from tests.conftest import MORNING, FakeClock
from tests.kiosk.conftest import Kiosk, OpenKiosk
from tests.kiosk.fakes import FakeSeconds
from tests.shared.stations import EMPTY, READY, station

DEFAULT = "Xin đến máy lấy số khác hoặc quầy hướng dẫn."
SETTING = "Xin sang quầy hướng dẫn ở sảnh."
HERE = "Mời ông/bà lấy số ở máy khác:"
NOBODY = "Các máy lấy số khác cũng đang tạm ngừng. Xin gặp nhân viên ở quầy hướng dẫn."
UPSTAIRS = station("kiosk-2", devices=(READY,), place_vi="Tầng 2", place_en="Second floor")


@pytest.fixture
def seconds() -> FakeSeconds:
    return FakeSeconds()


@pytest.fixture
def elsewhere(seconds: FakeSeconds) -> Elsewhere:
    return Elsewhere(own="kiosk-1", told={"vi": SETTING}, seconds=seconds)


def at_eight(*stations: Station) -> StationsNow:
    return StationsNow(at=MORNING, stations=stations)


def test_while_nothing_is_known_the_settings_speak_and_without_them_the_usual_words(elsewhere: Elsewhere) -> None:
    assert (elsewhere.words("vi"), elsewhere.places("vi")) == (SETTING, ())
    assert Elsewhere(own="kiosk-1").words("vi") == DEFAULT
    elsewhere.learn(at_eight(station(devices=(READY,))))
    assert elsewhere.words("vi") == SETTING, "it knows only itself"


def test_a_kiosk_that_is_well_is_named_by_its_place_in_the_citizens_language(elsewhere: Elsewhere) -> None:
    elsewhere.learn(at_eight(station(devices=(READY,), place_vi="Đây"), UPSTAIRS))
    assert (elsewhere.words("vi"), elsewhere.places("vi")) == (HERE, ("Tầng 2",))
    assert elsewhere.places("en") == ("Second floor",)
    elsewhere.learn(at_eight(replace(UPSTAIRS, place_en="")))
    assert elsewhere.places("en") == ("Tầng 2",)
    elsewhere.learn(at_eight(replace(UPSTAIRS, place_vi="", place_en="")))
    assert elsewhere.places("vi") == ("Máy kiosk-2",)


def test_one_place_is_named_once_and_never_more_than_three(elsewhere: Elsewhere) -> None:
    many = [replace(UPSTAIRS, name=f"kiosk-{n}", place_vi=f"Tầng {n // 2}") for n in range(2, 12)]
    elsewhere.learn(at_eight(*many))
    assert elsewhere.places("vi") == ("Tầng 5", "Tầng 1", "Tầng 2"), "by name, kiosk-10 first"


def test_where_all_others_are_ill_nobody_is_sent_to_one_by_the_settings(elsewhere: Elsewhere) -> None:
    elsewhere.learn(at_eight(replace(UPSTAIRS, devices=(EMPTY,))))
    assert (elsewhere.words("vi"), elsewhere.places("vi")) == (NOBODY, ())


def test_what_was_learnt_grows_old_while_nobody_looks(elsewhere: Elsewhere, seconds: FakeSeconds) -> None:
    young = replace(UPSTAIRS, name="kiosk-3", place_vi="Tầng 3")
    elsewhere.learn(at_eight(replace(UPSTAIRS, at=MORNING - timedelta(seconds=20)), young))
    assert elsewhere.places("vi") == ("Tầng 2", "Tầng 3")
    seconds.forward(16)
    assert elsewhere.places("vi") == ("Tầng 3",), "the other has been silent for 36 s by now"
    seconds.forward(SILENT_AFTER.total_seconds())
    assert (elsewhere.words("vi"), elsewhere.places("vi")) == (SETTING, ()), "nothing is known any more"


# -- on real kiosks --------------------------------------------------------------------------------------------------


def out(kiosk: Kiosk) -> tuple[str, tuple[str, ...]]:
    """What stands on the page that is really shown."""
    state = kiosk.face.presenter.state
    assert isinstance(state.body, OutBody), kiosk.page
    shown = kiosk.words("say").replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert shown == " ".join(notice_words(state.page, state.body, state.language))
    return state.body.elsewhere, state.body.places


@pytest.fixture
def locked(open_kiosk: OpenKiosk) -> Kiosk:
    """A kiosk that its staff have locked."""
    lock = Lock(None)
    lock.lock(Reason.NO_PAPER)
    kiosk = open_kiosk(lock=lock, elsewhere_vi=SETTING)
    kiosk.wait_for(Page.OUT_OF_SERVICE)
    return kiosk


@pytest.fixture
def other(open_kiosk: OpenKiosk, device: VirtualPrinter) -> Kiosk:
    """Another one that works."""
    kiosk = open_kiosk(device, name="kiosk-2", place_vi="Sảnh tầng 2", place_en="Second floor lobby")
    kiosk.wait_for(Page.HOME)
    return kiosk


def soon(locked: Kiosk, other: Kiosk, good: Callable[[], bool]) -> None:
    """Both do what they do every ten seconds."""

    def looked() -> bool:
        other.face.heart.beat()
        locked.face.heart.beat()
        locked.face.others.look()
        locked.face.presenter.tick()
        return good()

    locked.bot.waitUntil(looked, timeout=10_000)


def test_the_page_follows_the_other_kiosk_while_it_stands(
    locked: Kiosk, other: Kiosk, device: VirtualPrinter, sqlite_hall: Hall
) -> None:
    soon(locked, other, lambda: out(locked) == (HERE, ("Sảnh tầng 2",)))
    device.change(paper_mm=0.0)
    soon(locked, other, lambda: out(locked) == (NOBODY, ()))
    device.change(paper_mm=80_000.0)
    soon(locked, other, lambda: out(locked) == (HERE, ("Sảnh tầng 2",)))
    locked.tap("language")
    assert out(locked)[1] == ("Second floor lobby",)
    locked.tap("language")
    locked.face.presenter.told(Away(reason="cable cut"))
    assert out(locked) == (SETTING, ()), "while the store is away nothing is known"
    assert {one.name: one.locked for one in sqlite_hall.stations().stations} == {"kiosk-1": True, "kiosk-2": False}


def test_a_kiosk_that_dies_or_is_ended_is_taken_off_the_page(
    locked: Kiosk, other: Kiosk, clock: FakeClock, sqlite_hall: Hall
) -> None:
    soon(locked, other, lambda: out(locked)[1] == ("Sảnh tầng 2",))
    locked.seconds.forward(36)
    locked.face.presenter.tick()
    assert out(locked) == (SETTING, ())
    locked.bot.waitUntil(lambda: _looks(locked, clock) and out(locked) == (NOBODY, ()))
    soon(locked, other, lambda: out(locked)[1] == ("Sảnh tầng 2",))
    other.face.presenter.told(Away(reason="cable cut"))
    other.face.stop()
    locked.bot.waitUntil(lambda: _looks(locked, clock) and out(locked) == (SETTING, ()))
    assert [one.name for one in sqlite_hall.stations().stations] == ["kiosk-1"]


def _looks(kiosk: Kiosk, clock: FakeClock) -> bool:
    """36 s later, in which no other kiosk has beaten."""
    clock.forward(seconds=36)
    kiosk.face.others.look()
    kiosk.face.presenter.tick()
    return True


def test_who_would_get_no_paper_is_told_where_he_would(open_kiosk: OpenKiosk, other: Kiosk, sqlite_hall: Hall) -> None:
    with VirtualPrinter() as empty:
        empty.change(paper_mm=0.0)
        kiosk = open_kiosk(empty)
        kiosk.wait_for(Page.HOME)
        soon(kiosk, other, lambda: _ill(sqlite_hall) == ["kiosk-1"])
        kiosk.go_to_confirm()
        body = kiosk.face.presenter.state.body
        assert isinstance(body, ConfirmBody)
        assert body.notes[0].endswith("Cần phiếu giấy, xin lấy số ở: Sảnh tầng 2.")
        kiosk.face.stop()


def _ill(hall: Hall) -> list[str]:
    return [one.name for one in hall.stations().stations if EMPTY in one.devices]


def test_while_the_store_is_away_the_settings_say_where_else_to_go(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(elsewhere_vi=SETTING)
    kiosk.wait_for(Page.HOME)
    kiosk.face.presenter.told(Away(reason="cable cut"))
    body = kiosk.face.presenter.state.body
    assert isinstance(body, AwayBody)
    assert body.elsewhere == SETTING
    assert kiosk.words("say").replace("\N{NO-BREAK SPACE}", " ").endswith(SETTING)
