"""Every field of the sample hall, in both languages, on both papers: 740 slips through the printer, read back."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from hardware.escpos.encode import Encoder
from hardware.escpos.profile import PAPER_58MM, PAPER_80MM, PrinterProfile
from hardware.escpos.profiles import find_profile
from hardware.slip import Number, Qr, Slip, TextLine
from tests.hardware.paper import Paper, printed
from tests.hardware.reading import Seen, ink_of, look, read_lines, read_numbers
from tests.hardware.sample_hall import slips
from tests.hardware.samples import read_qr

ALIKE = 0.95
pytestmark = pytest.mark.soak


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A slip, what came out of the printer, and what can be seen on it."""

    slip: Slip
    paper: Paper
    seen: Seen

    @property
    def label(self) -> str:
        return next(item.text for item in self.slip.items if isinstance(item, Number))

    @property
    def words(self) -> str:
        return " ".join(item.text for item in self.slip.items if isinstance(item, TextLine))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """All slips of the hall in one language on one paper."""

    language: str
    profile: PrinterProfile
    sheets: tuple[Sheet, ...]


@pytest.fixture(
    scope="module",
    params=[("vi", PAPER_80MM), ("en", PAPER_80MM), ("vi", PAPER_58MM), ("en", PAPER_58MM)],
    ids=lambda param: f"{param[0]}-{param[1].name}",
)
def pile(request: pytest.FixtureRequest) -> Pile:
    language, profile = request.param
    encoder = Encoder(profile)
    sheets = []
    for slip in slips(language):
        paper = printed(encoder.encode(slip), profile.width)
        sheets.append(Sheet(slip=slip, paper=paper, seen=look(paper.slip)))
    assert len(sheets) == 185
    return Pile(language=language, profile=profile, sheets=tuple(sheets))


def test_each_code_is_read_back_to_the_letter(pile: Pile) -> None:
    for sheet in pile.sheets:
        assert [read_qr(sheet.paper.slip)] == [item.payload for item in sheet.slip.items if isinstance(item, Qr)]


def test_nothing_is_cut_off_or_runs_beyond_the_paper(pile: Pile) -> None:
    for sheet in pile.sheets:
        assert sheet.paper.reports == ()
        dark = np.asarray(sheet.paper.slip) < 128
        margin = (sheet.paper.slip.width - pile.profile.width) // 2
        assert not dark[:, :margin].any()
        assert not dark[:, -margin:].any()
        rows = np.flatnonzero(dark.any(axis=1))
        assert rows[0] > 8
        assert rows[-1] < sheet.paper.slip.height - 8
        assert sheet.paper.slip.height < 220 * 8


def test_each_number_is_read_back_to_the_digit(pile: Pile, tmp_path: Path) -> None:
    read = read_numbers((sheet.seen.number for sheet in pile.sheets), tmp_path)
    assert read == [sheet.label for sheet in pile.sheets]


def test_the_words_of_each_slip_are_read_back(pile: Pile, tmp_path: Path) -> None:
    read = read_lines((line for sheet in pile.sheets for line in sheet.seen.lines), pile.language, tmp_path)
    worst, said, meant = min(_judged(sheet, read) for sheet in pile.sheets)
    assert worst >= ALIKE, f"{said!r} was {meant!r}"


def _judged(sheet: Sheet, read: dict[bytes, str]) -> tuple[float, str, str]:
    said = " ".join(filter(None, (read[ink_of(line)] for line in sheet.seen.lines)))
    return SequenceMatcher(None, said, sheet.words, autojunk=False).ratio(), said, sheet.words


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["TM-T20III-serial", "TM-T88V-serial"])
def test_letters_of_the_printers_own_fit_the_paper_too(name: str, language: str) -> None:
    profile = find_profile(name, where="")
    encoder = Encoder(profile)
    for slip in slips(language):
        data = encoder.encode(slip)
        assert len(data) < 1_000
        assert printed(data, profile.width).reports == ()
