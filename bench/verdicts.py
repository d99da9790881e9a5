"""The index on a made-up market of a million vacancies, beside what people would use instead.

.venv/bin/python -m bench.verdicts [VACANCIES]
"""

import gc
import os
import sys
from collections.abc import Callable
from ctypes import CDLL
from decimal import Decimal
from functools import partial
from multiprocessing import get_context

import numpy as np

from bench.market import TODAY, Market, generate, rows
from bench.market.filling import index_of
from bench.market.people import clients, the_client
from bench.reporting import Report, milliseconds, resident_mb, seconds
from bench.rivals.check import AREAS, SOUTHAMPTON, TOP
from bench.rivals.duck import Duck
from bench.rivals.elephant import Elephant
from bench.rivals.likeness import likeness_by_title
from bench.rivals.lite import Lite
from bench.rivals.titles_index import TitlesIndex
from matching.index import Asking, Index, best, doors, first_of, run
from matching.titles.parts import parts_of
from matching.verdict import reader
from placements.shortlist.board import SITES_MOST
from placements.shortlist.engine import Question
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.plain import PlainEngine

VACANCIES = 1_000_000
SHARES = (0.7, 0.95)
SEED = 7
CASELOAD = 25
SEARCHERS = 60
CHANGES = 1_000
LONDON = (530000, 180000)
HOMES = {"Southampton": SOUTHAMPTON, "London": LONDON, "the country": SOUTHAMPTON}


def main(vacancies: int = VACANCIES) -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    report = Report("verdicts", f"{vacancies:,} vacancies on one core")
    for share in SHARES:
        market = generate(vacancies, share, SEED)
        name = f"{share:.0%} of conditions unknown"
        index = built(report, market, name)
        searches(report, market, index, name)
        changes(report, market, index, name)
        beside(report, market, index, name)
        del market, index
        gc.collect()
    report.keep()


def built(report: Report, market: Market, name: str) -> Index:
    """The index, with how long it took and what it holds."""
    took, index = seconds(lambda: index_of(market))
    with get_context("spawn").Pool(1) as other:
        held, later = other.apply(held_mb, (len(market), float(name.partition("%")[0]) / 100))
    report.table(
        f"Building, {name}",
        ("", ""),
        [
            ("from columns, seconds", took),
            ("memory a process holds for it, MB", held),
            (f"the same once {SEARCHERS} different clients have searched, MB", later),
        ],
    )
    return index


def held_mb(vacancies: int, share: float) -> tuple[float, float]:
    """What the index alone takes, in a process that has done nothing else; and with what many
    searches leave behind: tables of limits, likeness of titles.
    """
    index_of(generate(1_000, share, SEED))
    before = resident_mb()
    index = index_of(generate(vacancies, share, SEED))
    held = settled_mb() - before
    for each in clients(SEARCHERS, SEED):
        run(index, Asking(each, TODAY, area_km=Decimal(5)))
    parts_of.cache_clear()
    return held, settled_mb() - before


def settled_mb() -> float:
    """What this process holds, without what was let go of meanwhile."""
    gc.collect()
    CDLL("libc.so.6").malloc_trim(0)
    return resident_mb()


def asking(name: str, *, counted: bool = True) -> Asking:
    area = AREAS[name]
    within = None if area is None else Decimal(area.metres) / 1000
    return Asking(the_client(HOMES[name]), TODAY, area_km=within, counted=counted)


def searches(report: Report, market: Market, index: Index, name: str) -> None:
    """One search, a caseload, and what comes with it."""
    titles = cold_titles(market, index)
    lines = []
    for area in AREAS:
        asked = asking(area)
        plain = asking(area, counted=False)
        found = run(index, asked)
        search = milliseconds(lambda asked=plain: with_findings(market, index, asked))
        with_counts = milliseconds(lambda asked=asked: doors(run(index, asked)))
        without = milliseconds(lambda asked=plain: run(index, asked))
        anywhere = sum(part.rows.anywhere for part in found.parts)
        inside, besides = f"{found.total - anywhere:,}", f"{anywhere:,}"
        extra = with_counts - without
        lines.append((area, inside, besides, search, without, extra, targets[area]))
    report.table(
        f"Search, {name}: 12 limits of which 9 must, 2 jobs wanted, titles compared before",
        (
            "area (15 km around)",
            "vacancies in it",
            "besides: remote or place unknown",
            f"top {TOP} with findings, ms",
            "every one of them read, ms",
            "counts and doors besides, ms",
            "asked",
        ),
        lines,
    )
    people = clients(CASELOAD, SEED)
    for each in people:
        run(index, Asking(each, TODAY, counted=False))
    board = IndexEngine(lambda: index, PlainEngine())
    caseload = milliseconds(
        lambda: [board.ring_today(Question(each, TODAY), SITES_MOST) for each in people], times=5
    )
    country = milliseconds(
        lambda: [first_of(run(index, Asking(each, TODAY, counted=False)), 50) for each in people],
        times=3,
    )
    report.table(
        f"A caseload of {CASELOAD}, and titles compared for the first time, {name}",
        ("", "ms"),
        [
            ("a caseload, as the board asks: whom to ring today", caseload),
            ("a caseload, top 50 of the whole country for each", country),
            *titles,
        ],
    )


targets = {"Southampton": "4", "London": "20", "the country": "200"}


def cold_titles(market: Market, index: Index) -> list[tuple[str, float]]:
    """What a wanted job costs that nobody has asked for before."""
    parts_of.cache_clear()
    profile = the_client(SOUTHAMPTON)
    titles = f"{len(market.title_words):,} titles"
    first, _ = seconds(lambda: run(index, Asking(profile, TODAY, counted=False)))
    things = index.words.titles.things
    second, _ = seconds(lambda: index.scores.of("gardener", things, index.titles))
    return [
        (f"the first search of all: {titles} read and compared with 2 jobs", first * 1000),
        (f"one more job compared with {titles}", second * 1000),
    ]


def with_findings(market: Market, index: Index, asked: Asking) -> object:
    """The best, each read in full by the rules."""
    reads = reader(asked.profile)
    return [reads(facts_at(market, place.key - 1)) for place in best(index, asked, TOP)]


KEPT: dict[int, object] = {}


def facts_at(market: Market, row: int) -> object:
    """One vacancy as the rules have it: on a page it comes from the database."""
    if row not in KEPT:
        KEPT[row] = next(rows(market, row, row + 1))
    return KEPT[row]


def changes(report: Report, market: Market, index: Index, name: str) -> None:
    """A thousand changes put in, and merged."""
    random = np.random.default_rng(SEED)
    chosen = random.choice(len(market), CHANGES, replace=False)
    offers = [index.words.offer(next(rows(market, at, at + 1))) for at in chosen.tolist()]
    ids = [offer.key for offer in offers]
    put_in = milliseconds(lambda: index.changed(offers, ids), times=5)
    late = index.changed(offers, ids)
    search = milliseconds(lambda: first_of(run(late, asking("Southampton", counted=False)), TOP))
    merging, _ = seconds(late.merged)
    report.table(
        f"Changes, {name}",
        ("", "ms"),
        [
            (f"{CHANGES:,} changes put in", put_in),
            ("a search around Southampton before they are merged", search),
            ("merging them, behind the searches", merging * 1000),
        ],
    )


def beside(report: Report, market: Market, index: Index, name: str) -> None:
    """The same question, in the same run, asked of others."""
    likeness = {area: likeness_by_title(the_client(HOMES[area]), market) for area in AREAS}
    ours = {area: timed(lambda area=area: top(index, area)) for area in AREAS}
    right = {area: top(index, area) for area in AREAS}
    lines = [("this index", *ours.values(), "yes")]
    fastest = dict.fromkeys(AREAS, float("inf"))
    for make, steps in rivals():
        rival = make(steps=steps)
        rival.load(market)
        took, same = {}, True
        for area in AREAS:
            profile = the_client(HOMES[area])
            rival.learn(likeness[area])
            ask = partial(rival.ask, profile, AREAS[area], likeness[area])
            same &= ask() == right[area]
            took[area] = timed(ask)
            fastest[area] = min(fastest[area], took[area])
        rival.close()
        lines.append((f"{rival.name}, {steps} step{'s' * (steps > 1)}", *took.values(), same))
    lines.append(("times faster than the fastest", *(fastest[a] / ours[a] for a in AREAS), ""))
    lines.append(("asked for, at least", "8", "3", "2", ""))
    titles = TitlesIndex(top=TOP)
    titles.load(market)
    simpler = [
        timed(lambda a=a: titles.ask(the_client(HOMES[a]), AREAS[a], likeness[a])) for a in AREAS
    ]
    titles.close()
    lines.append(("tantivy, a simpler question", *simpler, "not compared"))
    report.table(
        f"The same verdict question, top {TOP}, {name}, median ms",
        ("", *AREAS, "same answer"),
        [[("yes" if c is True else "NO" if c is False else c) for c in line] for line in lines],
    )


def rivals() -> list[tuple[type, int]]:
    return [(make, steps) for make in (Duck, Lite, Elephant) for steps in (1, 2)]


def timed(work: Callable[[], object]) -> float:
    return milliseconds(work, times=15)


def top(index: Index, area: str) -> list[tuple[int, int, int]]:
    found = best(index, asking(area, counted=False), TOP)
    return [(place.key, place.first >> 20, place.first & (1 << 20) - 1) for place in found]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
