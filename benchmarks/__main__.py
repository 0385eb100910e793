"""`make bench`: the timings the project promises, measured on this machine and held against their targets.

python -m benchmarks [NAME ...]     verbs history race board lobby day voice kiosk restart paper forecast key keypad
                                    kills morning monkey; or all
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import (
    board,
    call_unit,
    forecast,
    key,
    kills,
    kiosk,
    lobby,
    lobby_day,
    monkey,
    morning,
    paper,
    restart,
    slips,
    verbs,
    voice,
)
from benchmarks.history import add
from tests.postgres import PostgresServer

_OLD: Final = (0, 100_000, 1_000_000)
_KILLS: Final = 40  # on each of
_KILLED_ON: Final = ("sqlite", "sqlite", "sqlite", "sqlite", "postgresql")
_missed: list[str] = []


@contextmanager
def places() -> Iterator[Callable[[str, str], str]]:
    """Makes store addresses: (kind, name) -> address of a store that does not exist yet."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = PostgresServer(Path(folder) / "cluster")
        server.create()
        server.start()

        def place(kind: str, name: str) -> str:
            return server.database(name) if kind == "postgresql" else f"sqlite:///{folder}/{name}.db"

        try:
            yield place
        finally:
            server.stop()


def hold(what: str, value: float, most: float, unit: str = "") -> None:
    """Print a figure beside its target."""
    met = value <= most
    if not met:
        _missed.append(what)
    print(f"  {'ok  ' if met else 'MISS'} {what:<58} {value:8.2f}{unit}  (at most {most:g}{unit})", flush=True)


def bench_verbs(place: Callable[[str, str], str]) -> None:
    print("Verbs against the same SQL on the bare driver (medians of 600, in turn)")
    for kind in ("sqlite", "postgresql"):
        hall = verbs.found(place(kind, "ours"))
        twin_url = place(kind, "twin")
        verbs.found(twin_url).close()
        verbs.align(hall, twin_url)
        recorder = verbs.Recorder()
        twin = verbs.BareDriver(twin_url)
        verbs.fill(hall)
        ours, bare = verbs.against_bare_driver(hall, recorder, twin, rounds=600)
        for verb, mine, drivers in zip(("issue", "call_next"), ours.medians(), bare.medians(), strict=True):
            print(f"       {kind} {verb}: {mine * 1e3:.3f} ms, bare driver {drivers * 1e3:.3f} ms")
            hold(f"{kind} {verb}: times the bare driver", mine / drivers, 2.0)
        recorder.stop()
        hall.close()
        twin.close()


def bench_history(place: Callable[[str, str], str]) -> None:
    print("Verbs with 0, 100 thousand and 1 million old tickets (medians of 600, in turn)")
    for kind in ("sqlite", "postgresql"):
        halls = {}
        for old in _OLD:
            url = place(kind, f"old{old}")
            hall = verbs.found(url)
            add(url, hall.id, old)
            verbs.fill(hall)
            halls[old] = hall
        times = verbs.with_history(halls, rounds=600)
        for position, verb in enumerate(("issue", "call_next")):
            found = [times[old].medians()[position] for old in _OLD]
            print(f"       {kind} {verb}: " + ", ".join(f"{one * 1e3:.3f} ms" for one in found))
            hold(f"{kind} {verb}: slowest over fastest", max(found) / min(found), 1.15)
        for hall in halls.values():
            hall.close()


def bench_race(place: Callable[[str, str], str]) -> None:
    print("Race: 8 issuing and 8 calling processes, 2,000 tickets, one of them killed every 0.1 s")
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "benchmarks.race", place(kind, "race"), folder, "--tickets", "2000"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not done.stdout:
            print(done.stderr)
            hold(f"{kind}: the race ended", 1, 0)
            continue
        verdict = json.loads(done.stdout)
        print(
            f"       {kind}: {verdict['tickets']} tickets, {verdict['events']} journal rows, {verdict['kills']} kills, "
            f"{verdict['asked_again']} commands asked again, {verdict['seconds']:.0f} s"
        )
        for wrong in verdict["wrong"][:5]:
            print(f"       {wrong}")
        hold(f"{kind}: doubled, lost, skipped or unexplained", len(verdict["wrong"]), 0)


def bench_board(place: Callable[[str, str], str]) -> None:
    print("From the counter's commit to the board's repaint in another process (100 calls)")
    for kind, most in (("sqlite", 60.0), ("postgresql", 40.0)):
        found = board.measure(place(kind, "board"), calls=100)
        print(
            f"       {kind}: median {found.median_ms:.1f} ms, p95 {found.p95_ms:.1f} ms, worst {found.worst_ms:.1f} ms"
        )
        hold(f"{kind}: p95", found.p95_ms, most, " ms")


def bench_lobby(place: Callable[[str, str], str]) -> None:
    print(f"The lobby screen: {lobby.COUNTERS} counters open, {lobby.WAITING} waiting, 1920x1080, without a screen")
    for layout in ("calls", "zone"):
        found = lobby.measure(place("sqlite", f"lobby-{layout}"), layout=layout, seconds=20)
        hold(f"{layout}: start to the right picture, median of 5", found.start_ms, 2000, " ms")
        hold(f"{layout}: load at rest, of one core", found.idle, 3, " %")
        hold(f"{layout}: load with a call every two seconds", found.animated, 30, " %")
        if found.films is None:
            print(f"       {layout}: no ffmpeg here, so the load of a film was not measured")
        else:
            print(f"       {layout}: load while a film of 1920x1080 plays as it came: {found.films[0]:.0f} %")
            hold(f"{layout}: load while it plays from its smaller copy", found.films[1], 30, " %")
        print(f"       {layout}: {found.resident_mb:.0f} MB resident")


def bench_day(_place: Callable[[str, str], str]) -> None:
    print(f"A board for {lobby_day.HOURS} hours of its clock: {lobby_day.VISITS} visits, every look painted")
    found = lobby_day.measure()
    print("       MB: " + " ".join(f"{one:.0f}" for one in found.resident_mb))
    hold(f"memory more than after {lobby_day.WARM} hours", found.growth_mb, 5, " MB")
    hold(f"objects more than after {lobby_day.WARM} hours", found.more_objects, 500)


def bench_voice(place: Callable[[str, str], str]) -> None:
    print("The voice: from the counter's commit to the first sample at the loudspeaker of another process (20 calls)")
    for kind in ("sqlite", "postgresql"):
        found = voice.measure(place(kind, "voice"), calls=20)
        print(
            f"       {kind}: median {found.median_ms:.0f} ms, worst {found.worst_ms:.0f} ms; the loudspeaker's program "
            f"is started after {found.given_p95_ms:.0f} ms (p95)"
        )
        hold(f"{kind}: p95", found.p95_ms, 250, " ms")
        hold(f"{kind}: given to the loudspeaker, p95", found.given_p95_ms, 150, " ms")
    hold("joining a sentence in memory, median of 100", found.join_ms, 5, " ms")
    print(f"       all clips of two languages: {found.making_s:.1f} s, {found.again_s:.2f} s at the next start")
    print(f"       a full sentence: {found.sentence_s:.1f} s behind its chime of 1.05 s")


def bench_kiosk(place: Callable[[str, str], str]) -> None:
    print("The kiosk")
    found = kiosk.measure(place("sqlite", "kiosk"))
    hold("start to first paint, median of 5", found.first_paint_ms, 1500, " ms")
    print(f"       search over {found.keystrokes} keystrokes: median {found.key_median_ms:.2f} ms")
    hold("search: slowest keystroke", found.key_worst_ms, 10, " ms")
    hold("search: a pasted page", found.page_ms, 100, " ms")
    hold("search: the index of a province", found.index_ms, 200, " ms")


def bench_restart(place: Callable[[str, str], str]) -> None:
    print(f"The kiosk killed (SIGKILL) and started anew as its unit says, RestartSec {restart.restart_sec():g} s")
    took = sorted(restart.measure(place("sqlite", "restart"), kills=7))
    print(f"       from the kill to the first page: median {took[len(took) // 2]:.2f} s, fastest {took[0]:.2f} s")
    hold("from the kill to the first page, slowest of 7", took[-1], 3.0, " s")


def bench_paper(place: Callable[[str, str], str]) -> None:
    print("Paper: 30 tickets at the real kiosk, a virtual printer at USB's speed, without the paper's own time")
    found = paper.measure(place("sqlite", "paper"), tickets=30)
    print(f"       touch to the committed ticket, p95: {found.committed_p95_ms:.1f} ms")
    hold("slips on the wire before their ticket was committed", found.before_commit, 0)
    hold("touch to first byte on the wire, p95", found.first_byte_p95_ms, 50, " ms")
    hold("touch to first byte of the slip, p95", found.slip_p95_ms, 100, " ms")
    print(f"       touch to proof: median {found.confirmed_median_ms:.0f} ms")
    hold("touch to proof, p95", found.confirmed_p95_ms, 700, " ms")
    figures = slips.measure()
    hold("standard 80 mm slip", figures.standard, 15_000, " bytes")
    print(f"       first slip of an encoder: {figures.first_ms:.0f} ms; slowest of 184 more: {figures.worst_ms:.0f} ms")
    hold("each slip after it, median of 184", figures.next_ms, 15, " ms")
    print(
        f"       longest slip of the sample hall: {figures.bytes_80mm} bytes at 80 mm, {figures.bytes_58mm} at 58 mm, "
        f"{figures.bytes_letters} as letters ({figures.seconds_letters_at_9600:.2f} s at 9600 baud)"
    )


def bench_forecast(place: Callable[[str, str], str]) -> None:
    print("The promised wait")
    hold("40 ahead, 5 counters, median of 200", forecast.cost_ms(), 15, " ms")
    for kind in ("sqlite", "postgresql"):
        start = forecast.start(place(kind, "learnt"))
        print(f"       {kind}: 20 days of {start.rows} journal rows, {start.read} of them read")
        hold(f"{kind}: reading what is learnt from", start.history_ms, 2000, " ms")
        hold(f"{kind}: reading the last day, and learning", start.learning_ms, 3000, " ms")
    for name, told in forecast.evaluations():
        in_line = forecast.waited(told)
        print(f"     {name}: {len(told)} told, {len(in_line)} of them waited")
        for line in forecast.table(told):
            print(f"       {line}")
        for whose, off, most in forecast.coverages(name, told):
            hold(f"{name}: 80 % interval off, {whose}", off, most, " %")
        hold(f"{name}: error over the better rule of thumb's", forecast.over_rules(in_line), forecast.MOST[name])


def bench_kills(place: Callable[[str, str], str]) -> None:
    print("Kills: the kiosk dies while it gives a number, is started again, and everything is accounted for")
    all_hits: Counter[kills.Moment] = Counter()
    for seed, kind in enumerate(_KILLED_ON, start=1):
        with tempfile.TemporaryDirectory() as folder:
            toll = kills.Campaign(place(kind, f"kills{seed}"), Path(folder), seed=seed).run(_KILLS)
        states = ", ".join(f"{number} {state}" for state, number in toll.states.items())
        print(
            f"       {kind}: {toll.kills} kills, {toll.tickets} tickets ({states}), {toll.slips} slips, "
            f"{toll.scraps} torn; from a restart to the next number in the hand {median(toll.next_ms):.0f} ms"
        )
        all_hits += toll.hits
        for wrong in toll.wrong[:5]:
            print(f"       {wrong}")
        hold(f"{kind}: not accounted for", len(toll.wrong), 0)
    print("       died " + ", ".join(f"{moment.value} {all_hits[moment]}" for moment in kills.Moment))


def bench_key(place: Callable[[str, str], str]) -> None:
    print(f"From the officer's key to the number, while {key.OTHERS + 1} counters work on PostgreSQL (60 calls)")
    found = key.measure(place("postgresql", "key"), calls=60)
    print(f"       {found.rows_a_second:.0f} journal rows a second meanwhile")
    print(f"       own desk: median {found.own_median_ms:.1f} ms; board: median {found.board_median_ms:.1f} ms")
    hold("key to the number on the own desk, p95", found.own_p95_ms, 50, " ms")
    hold("key to the number on the board of another process, p95", found.board_p95_ms, 60, " ms")


def bench_keypad(place: Callable[[str, str], str]) -> None:  # noqa: ARG001 - a call unit needs no store
    print("From a key of a call unit to the desk that hears it (120 presses; the byte's own time is not in it)")
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        found = call_unit.measure(Path(folder), presses=120)
    for line, words in (("own", "a line of its own"), ("shared", "a line that motcua-bus shares")):
        print(f"       {words}: median {found[line][0]:.1f} ms")
        hold(f"{words}, p95", found[line][1], 30, " ms")


def bench_morning(place: Callable[[str, str], str]) -> None:  # noqa: ARG001 - it stops and starts a server of its own
    print(
        f"A morning: {morning.COUNTERS} counters, {morning.KIOSKS} kiosks, {morning.TICKETS} numbers, 60 times as fast"
    )
    with tempfile.TemporaryDirectory(prefix="motcua-morning-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = PostgresServer(Path(folder) / "cluster")
        server.create()
        server.start()
        try:
            found = morning.play(server, server.database("morning"), Path(folder))
        finally:
            server.stop()
    print(
        f"       {found.tickets} numbers, {found.events} journal rows, {found.calls} calls judged, "
        f"{found.out_of_order} out of order, {found.kills} kills, one restart of the store, {found.seconds:.0f} s"
    )
    print("       " + ", ".join(f"{step} {times}" for step, times in found.steps.most_common()))
    print("       " + ", ".join(f"{state} {times}" for state, times in found.states.most_common()))
    for wrong in found.wrong[:8]:
        print(f"       {wrong}")
    hold("lost, doubled or unexplained", len(found.wrong), 0)
    print(f"       key to number on the own desk: median {found.call_median_ms:.1f} ms, p95 {found.call_p95_ms:.1f} ms")


def bench_monkey(_place: Callable[[str, str], str]) -> None:
    print(f"A monkey at the kiosk: {monkey.STEPS} touches, scans and faults for each seed")
    for seed in monkey.SEEDS:
        figures, wrong = monkey.measure(seed)
        hold(f"seed {seed}: mischief", len(wrong) > 0, 0)
        if wrong:
            print(wrong)
            continue
        print(
            f"       seed {seed}: {figures['tickets']} tickets, {figures['slips']} slips, {figures['faults']} faults, "
            f"{figures['rss_before']:.1f} MB when warm, {figures['rss_after']:.1f} MB in the end"
        )
        hold(f"seed {seed}: growth of memory", 100 * figures["growth"], 5, " %")
        hold(f"seed {seed}: objects more than when warm", figures["objects_after"] - figures["objects_before"], 0)


_ALL: Final = {
    "verbs": bench_verbs,
    "history": bench_history,
    "race": bench_race,
    "board": bench_board,
    "lobby": bench_lobby,
    "day": bench_day,
    "voice": bench_voice,
    "kiosk": bench_kiosk,
    "restart": bench_restart,
    "paper": bench_paper,
    "forecast": bench_forecast,
    "key": bench_key,
    "keypad": bench_keypad,
    "kills": bench_kills,
    "morning": bench_morning,
    "monkey": bench_monkey,
}


def main() -> int:
    wanted = sys.argv[1:] or list(_ALL)
    for name in wanted:
        with places() as place:
            _ALL[name](place)
    print("all targets met" if not _missed else f"missed: {', '.join(_missed)}")
    return 1 if _missed else 0


if __name__ == "__main__":
    sys.exit(main())
