"""The English catalogue says everything the programs say, and no sentence for people bypasses it."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from shared import text

ROOT: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("kiosk", "counter", "display", "hardware", "shared")
FOLDER: Final = Path(text.__file__).parent / "locale" / "en" / "LC_MESSAGES"
CURE: Final = "run `make words`, translate the empty lines of motcua.po, run it again"

#: The keywords of packaging/words.
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2), "told": None}

#: The Vietnamese letters that English has not, composed.
VIETNAMESE: Final = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")

#: Vietnamese that is data or a name, and must be the same in every language: by file, what may stand there.
DATA: Final[dict[str, frozenset[str] | None]] = {
    "kiosk/views/header.py": frozenset({"Tiếng Việt"}),  # a language's name in itself
    "counter/phrases.py": frozenset({"Tiếng Việt"}),
    "counter/rating/window.py": frozenset({"Một Cửa"}),
    "counter/giving.py": frozenset({"Tiếng Việt"}),
    "counter/help.py": frozenset({"English / Tiếng Việt"}),
    "counter/citizen_screen.py": frozenset({"Một Cửa"}),
    "counter/examples.py": None,  # names as officers may have them
    "counter/examples_of_emergencies.py": None,  # the same
    "counter/examples_with_staff.py": None,  # the same
    "kiosk/window.py": frozenset({"Một Cửa"}),  # the name of the program
    "display/following.py": frozenset({"Một Cửa"}),
    "display/presenter.py": frozenset({"Một Cửa"}),
    "shared/ui/setting_page.py": frozenset({"Một Cửa"}),
    "shared/catalogue/published.py": None,  # what columns are called in tables of other systems
    "shared/cli/figures.py": frozenset({"Hệ thống một cửa điện tử"}),  # the source's own name, as it is shown
    "shared/domain/desk.py": None,  # names in both languages, as a hall writes its own
    "shared/lines.py": None,  # words after or before which a line of a Vietnamese name may break
    "hardware/escpos/codepage.py": None,  # a printer's table of letters
    "hardware/test_slip.py": frozenset({"ĂÂĐÊÔƠƯ ắằẳẵặ ếềểễệ ốồổỗộ"}),  # the letters of a test slip
    "shared/search/typed.py": None,  # words that find nothing, or little
    "shared/speech.py": None,  # how each language reads numbers and letters aloud
    "kiosk/telex.py": None,  # the letters keys make
    "display/examples.py": None,  # names and notices as halls write them
    "kiosk/examples.py": None,  # sentences as they might stand on a page
}


def identifier(message: Message) -> str:
    """The Vietnamese of a message, the singular where it has a plural."""
    return str(message.id[0] if message.pluralizable else message.id)


def translations(message: Message) -> tuple[str, ...]:
    """The English of a message, every form of it."""
    return tuple(message.string or ()) if message.pluralizable else (str(message.string),)


def forms(message: Message) -> tuple[str, ...]:
    """Every sentence of a message, Vietnamese and English."""
    ours = tuple(message.id) if message.pluralizable else (str(message.id),)
    return ours + translations(message)


def messages(catalog: Catalog) -> list[Message]:
    """All but the heading."""
    return [message for message in catalog if message.id]


def read_the_po() -> Catalog:
    with (FOLDER / "motcua.po").open("rb") as file:
        return read_po(file, locale="en")


PO: Final = read_the_po()


def said_in_the_code() -> set[str | tuple[str, ...]]:
    """What packaging/words would gather."""
    found: set[str | tuple[str, ...]] = set()
    for room in ROOMS:
        for _file, _line, message, _comments, _context in extract_from_dir(str(ROOT / room), keywords=KEYWORDS):
            found.add(message)
    return found


def fields(sentence: str) -> list[tuple[str, str, str]]:
    """The {named} fields of a sentence with their conversions and formats. ValueError where it cannot be formatted."""
    parsed = string.Formatter().parse(sentence)
    return sorted((name, conversion or "", spec or "") for _, name, spec, conversion in parsed if name is not None)


def test_the_catalogue_has_what_the_programs_say_and_nothing_else() -> None:
    said = said_in_the_code()
    known = {message.id for message in messages(PO)}
    assert said - known == set(), CURE
    assert known - said == set(), CURE
    assert not PO.obsolete, CURE


def test_every_message_has_its_english() -> None:
    empty = [
        identifier(message)
        for message in messages(PO)
        if message.fuzzy
        or not all(one.strip() for one in translations(message))
        or (message.pluralizable and len(translations(message)) != PO.num_plurals)
    ]
    assert empty == [], CURE


def test_english_and_vietnamese_are_filled_with_the_same_values() -> None:
    for message in messages(PO):
        wanted = fields(identifier(message))
        assert all(name.isidentifier() for name, _conversion, _format in wanted), "fields have names"
        for one in forms(message):
            assert fields(one) == wanted, one


def test_the_letters_are_composed() -> None:
    for one in chain.from_iterable(map(forms, messages(PO))):
        assert unicodedata.is_normalized("NFC", one), one


def test_english_ends_as_the_vietnamese_ends() -> None:
    for message in messages(PO):
        ours = identifier(message)
        for one in translations(message):
            assert len(one) - len(one.lstrip()) == len(ours) - len(ours.lstrip()), one
            assert one == one.rstrip(), one
            for mark in (".", "…", "?", ":"):
                assert one.endswith(mark) == ours.endswith(mark), one


def test_what_is_compiled_is_what_was_written() -> None:
    with (FOLDER / "motcua.mo").open("rb") as file:
        compiled = sorted(map(forms, messages(read_mo(file))))
    assert compiled == sorted(map(forms, messages(PO))), CURE


def test_the_programs_read_this_catalogue() -> None:
    assert text.words("en").gettext("Gọi lại") == "Call again"
    assert text.words("en").ngettext("{n} giây", "{n} giây", 1) != text.words("en").ngettext("{n} giây", "{n} giây", 2)


def vietnamese_outside_gettext(code: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string with Vietnamese letters that neither is a docstring nor goes through gettext."""
    tree = ast.parse(code)
    excused: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            excused.add(id(node.value))
        if isinstance(node, ast.Call) and _called(node) in KEYWORDS:
            excused.update(id(one) for one in node.args)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in excused or not isinstance(node.value, str):
            continue
        said = unicodedata.normalize("NFC", node.value)
        if len(said) > 1 and VIETNAMESE.search(said):  # one letter alone is no word to anybody
            yield node.lineno, node.value


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def test_no_vietnamese_reaches_people_past_the_catalogue() -> None:
    escaped = []
    for file in chain.from_iterable((ROOT / room).rglob("*.py") for room in ROOMS):
        place = file.relative_to(ROOT).as_posix()
        allowed = DATA.get(place, frozenset())
        if allowed is not None:
            found = vietnamese_outside_gettext(file.read_text(encoding="utf-8"))
            escaped += [f"{place}:{line}: {said}" for line, said in found if said not in allowed]
    assert escaped == []


def test_every_exception_is_still_needed() -> None:
    for place, allowed in DATA.items():
        found = {said for _line, said in vietnamese_outside_gettext((ROOT / place).read_text(encoding="utf-8"))}
        assert found if allowed is None else found == allowed, place


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Gọi lại")',
        'label.setText(f"Quầy {number}")',
        '_("Quầy {name}").format(name="một")',
        'words(language).gettext("a" if x else "Đóng")',
        'label.setText("' + unicodedata.normalize("NFD", "Mở") + '")',
        'log.warning("Mất kết nối")',
        'NAMES = {"open": "Mở quầy"}',
    ],
)
def test_a_string_past_gettext_is_noticed(code: str) -> None:
    assert list(vietnamese_outside_gettext(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""Lấy số."""',
        'def f():\n    """Lấy số."""',
        '_("Gọi lại")',
        'words("en").ngettext("{n} phút", "{n} phút", n)',
        'told("Đã nạp.")',
        'label.setText("Straße – naïf")',
        'letter.replace("đ", "d")',
    ],
)
def test_what_goes_through_gettext_or_is_no_vietnamese_is_let_pass(code: str) -> None:
    assert not list(vietnamese_outside_gettext(code))


def test_no_sentence_hides_in_an_f_string_where_nobody_gathers_it() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert hidden == []
