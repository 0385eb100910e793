"""`motcua ratings`: what citizens thought of their visits, so that no answer leads back to one of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from shared.cli.terminal import Station, language, told
from shared.domain.ratings import BEST, FEWEST, WORST, Figures, Line, total
from shared.domain.ratings import told as may_be_told
from shared.hall import Hall
from shared.store.reference import Reference

_DAYS = 30
_SCORES = range(BEST, WORST - 1, -1)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(
    help=told("Người dân đánh giá lượt phục vụ thế nào, theo ngày và cơ quan, đến hết ngày hôm qua. Không có tên ai.")
)
@click.option("--from", "first", type=_DAY, help=told("Từ ngày này (mặc định: 30 ngày gần nhất)."))
@click.option("--to", "last", type=_DAY, help=told("Đến ngày này; không bao giờ gồm hôm nay."))
@click.option(
    "--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help=told("Ghi các dòng này vào một tệp CSV.")
)
@click.pass_obj
def ratings(station: Station, first: datetime | None, last: datetime | None, file: Path | None) -> None:
    """Few answers are told only together with others: see `shared.domain.ratings.told`."""
    hall = Hall(station.url(), station.hall_id())
    try:
        reference = hall.reference()
        yesterday = reference.rules.calendar.business_day(datetime.now(UTC)) - timedelta(days=1)
        end = min(last.date(), yesterday) if last else yesterday
        begin = first.date() if first else end - timedelta(days=_DAYS - 1)
        tallies = hall.ratings(begin, end)
    finally:
        hall.close()
    if not tallies:
        click.echo(told("Không có đánh giá nào từ {first} đến {last}.").format(first=_said(begin), last=_said(end)))
        return
    place = {code: number for number, code in enumerate(reference.agencies)}
    lines = sorted(
        may_be_told(tallies), key=lambda one: (len(one.agencies), place.get(one.agencies[0], len(place)), one.days)
    )
    if file is not None:
        _write(file, lines, reference)
        click.echo(told("Đã ghi {rows} dòng vào {file}.").format(rows=len(lines), file=file))
        return
    whole = total(tallies)
    every = ("", told("tất cả"), *_cells(whole))
    rows: list[tuple[str, ...]] = [_heads(), *(_row(one, reference) for one in lines), every]
    for text in _table(rows, left=2):
        click.echo(text)
    if not whole.few and (whole.praised or whole.faulted):
        click.echo()
        for text in _table(_of_reasons(whole, reference), left=1):
            click.echo(text)
    if any(len(one.days) > 1 or len(one.agencies) > 1 or one.figures.few for one in lines):
        click.echo()
        click.echo(
            told("Dưới {fewest} câu trả lời thì chỉ được gộp lại, để không ai bị nhận ra.").format(fewest=FEWEST)
        )


def _heads() -> tuple[str, ...]:
    asked = (told("đã hỏi"), told("trả lời"), told("tỷ lệ"), told("trung bình"))
    return told("ngày"), told("cơ quan"), *asked, *map(str, _SCORES)


def _row(line: Line, reference: Reference) -> tuple[str, ...]:
    days = _said(line.days[0])
    if len(line.days) > 1:
        days = told("{days} ngày gộp lại").format(days=len(line.days))
    return days, _agencies(line, reference), *_cells(line.figures)


def _agencies(line: Line, reference: Reference) -> str:
    if len(line.agencies) > 1:
        return told("{agencies} cơ quan gộp lại").format(agencies=len(line.agencies))
    known = reference.agencies.get(line.agencies[0])
    return known.name(language()) if known else line.agencies[0]


def _cells(figures: Figures) -> tuple[str, ...]:
    rate = "–" if figures.rate is None else f"{figures.rate:.0%}"
    if figures.few or figures.mean is None:
        return str(figures.asked), str(figures.answered), rate, *("–" for _ in (0, *_SCORES))
    scores = (str(figures.scores[score - WORST]) for score in _SCORES)
    return str(figures.asked), str(figures.answered), rate, f"{figures.mean:.1f}", *scores


def _of_reasons(figures: Figures, reference: Reference) -> list[tuple[str, ...]]:
    """How often each reason was named, by who was satisfied and by who was not."""
    names = {one.code: one.name(language()) for one in reference.rules.desk.rating.reasons}
    rows: list[tuple[str, ...]] = [(told("lý do"), told("hài lòng"), told("chưa hài lòng"))]
    for code in _codes(figures, reference):
        praised, faulted = figures.praised.get(code, 0), figures.faulted.get(code, 0)
        rows.append((names.get(code, code), str(praised), str(faulted)))
    return rows


def _codes(figures: Figures, reference: Reference) -> list[str]:
    """The hall's reasons, and those it had once."""
    ours = [one.code for one in reference.rules.desk.rating.reasons]
    return list(dict.fromkeys((*ours, *figures.praised, *figures.faulted)))


def _write(file: Path, lines: Sequence[Line], reference: Reference) -> None:
    """A spreadsheet knows by the mark at the beginning that it is UTF-8. What may not be told is empty."""
    whole = Figures()
    for one in lines:
        whole = whole.plus(one.figures)
    codes = _codes(whole, reference)
    heads = ["first_day", "last_day", "days", "agencies", "name", "asked", "answered", "rate", "mean"]
    heads += [f"score_{score}" for score in _SCORES]
    heads += [f"{kind}_{code}" for kind in ("praised", "faulted") for code in codes]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out)
        table.writerow(heads)
        table.writerows(_fields(one, codes, reference) for one in lines)


def _fields(line: Line, codes: Iterable[str], reference: Reference) -> list[object]:
    figures = line.figures
    days = [line.days[0].isoformat(), line.days[-1].isoformat(), len(line.days)]
    asked = [figures.asked, figures.answered, "" if figures.rate is None else round(figures.rate, 3)]
    row: list[object] = [*days, " ".join(line.agencies), _agencies(line, reference), *asked]
    if not figures.few:
        row.append("" if figures.mean is None else round(figures.mean, 2))
        row += [figures.scores[score - WORST] for score in _SCORES]
        row += [named.get(code, 0) for named in (figures.praised, figures.faulted) for code in codes]
    return row


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _table(rows: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """Columns, the first `left` of which begin at the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
