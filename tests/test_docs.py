"""What the documents name is there, and what is there a newcomer finds in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from itertools import chain
from pathlib import Path
from typing import Final

import click
import pytest

from shared.cli.main import motcua

ROOT: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("kiosk", "counter", "display", "hardware", "shared")
#: What is read to learn how things are; decisions and changes tell how they were, too.
DOCUMENTS: Final = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
EVERY: Final = [*DOCUMENTS, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
_COMMAND: Final = r"^(?:sudo (?:-u motcua )?)?(?:[\w./]+/)?motcua ([a-z][a-z-]+)"
_CODE: Final = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def code_of(document: Path) -> Iterator[str]:
    """Whatever stands there as code, in a line or as a block."""
    for block, inline in _CODE.findall(document.read_text(encoding="utf-8")):
        yield from (block or inline).splitlines()


def settings() -> ConfigParser:
    read = ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return read


def headings(document: Path) -> set[str]:
    """The anchors that a document has."""
    found = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_that_is_named_exists(document: Path) -> None:
    tops = {one.name for one in ROOT.iterdir()}
    words = chain.from_iterable(re.findall(r"(?<![\w./~-])[\w.-]+(?:/[\w.*-]*)+", line) for line in code_of(document))
    paths = {word.rstrip(".") for word in words if word.split("/")[0] in tops - {"build", "dist"}}
    # A decision goes by its number, and files by what they have in common.
    assert [one for one in sorted(paths) if not list(ROOT.glob(one.rstrip("/") + "*"))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_module_that_is_named_exists(document: Path) -> None:
    lines = list(code_of(document))
    alone = {word for line in lines for word in re.findall(r"(?<![\w/.-])[a-z_]+\.py\b", line)}
    run = {word for line in lines for word in re.findall(r"python -m ([\w.]+)", line) if word.split(".")[0] in ROOMS}
    missed = [one for one in sorted(alone) if not any(list((ROOT / room).rglob(one)) for room in ROOMS)]
    for word in sorted(run):
        place = ROOT / word.replace(".", "/")
        missed += [] if place.with_suffix(".py").exists() or (place / "__main__.py").exists() else [word]
    assert missed == []


@pytest.mark.parametrize("document", EVERY, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not link.startswith("https://") and (not target.exists() or (anchor and anchor not in headings(target))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(document: Path) -> None:
    lines = [line for line in code_of(document) if not line.lstrip().startswith("#")]
    wanted = {word for line in lines for word in re.findall(_COMMAND, line)}
    assert wanted <= set(motcua.list_commands(click.Context(motcua)))
    goals = {word for line in lines for word in re.findall(r"^make ([a-z]+)", line)}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert goals <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_program_has_its_place_in_the_readme() -> None:
    scripts = re.findall(r"^(motcua-\w+) =", settings()["options.entry_points"]["console_scripts"], re.MULTILINE)
    assert scripts
    readme = "\n".join(code_of(ROOT / "README.md"))
    assert [one for one in scripts if one not in readme] == []


def test_every_room_is_on_the_map() -> None:
    named = set(chain.from_iterable(re.findall(r"[\w/]+", line) for line in code_of(ROOT / "docs" / "architecture.md")))
    rooms = {one.parent for room in ROOMS for one in (ROOT / room).rglob("*.py") if one.parent.name != "versions"}
    assert [one for one in map(name_of, sorted(rooms)) if f"{one}/" not in named] == []


def test_the_order_of_the_house_is_told_as_it_is_kept() -> None:
    kept = settings()["importlinter:contract:shared"]["layers"].replace("|", ",").strip().splitlines()
    told = re.search(r"the order is (.*?);", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.DOTALL)
    assert told is not None
    layers = [re.findall(r"\w+", layer) for layer in told[1].split("›")]
    assert layers == [re.findall(r"\w+", layer) for layer in kept]


@pytest.mark.parametrize("room", [*ROOMS, "benchmarks"])
def test_every_module_says_what_it_is_for(room: str) -> None:
    sources = {one: one.read_text(encoding="utf-8") for one in (ROOT / room).rglob("*.py")}
    assert [name_of(one) for one, text in sources.items() if text and not ast.get_docstring(ast.parse(text))] == []
