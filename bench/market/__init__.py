"""A made-up market of vacancies at real postcodes, as plain columns; the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from bench.market.facts import KEYS, NEGOTIABLE, SOURCES, distinct_facts, distinct_values
from bench.market.places import postcodes
from bench.market.titles import distinct_titles
from matching.facts import Fact, Point, VacancyFacts, fact_from_json

TODAY = date(2026, 11, 23)
TITLES = 20_000
VACANCIES_PER_EMPLOYER = 8
VACANCIES_PER_SITE = 4
PLACE_UNKNOWN = 0.01
WHOLLY_REMOTE = 0.01
_NAMES = ("Ash", "Brook", "Castle", "Dale", "Elm", "Forge", "Grange", "Harbour", "Itchen", "Kings")
_TRADES = ("Care", "Foods", "Stores", "Logistics", "Cleaning", "School", "Services", "Kitchens")


@dataclass(frozen=True, slots=True)
class Market:
    """One row for each vacancy in every array; facts[key][code - 1] is what a code says.

    Code 0 is unknown, outward -1 is unknown, closing day 0 is none; days are ordinals.
    """

    ids: np.ndarray
    title_words: list[str]
    titles: np.ndarray
    employer_names: list[str]
    employers: np.ndarray
    outward_codes: list[str]
    outwards: np.ndarray
    eastings: np.ndarray
    northings: np.ndarray
    placed: np.ndarray
    posted_on: np.ndarray
    closes_on: np.ndarray
    facts: dict[str, list[dict]]
    codes: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.ids)


def generate(vacancies: int, unknown_share: float, seed: int) -> Market:
    """Return a market of so many vacancies, of whose conditions so large a share is unknown."""
    random = np.random.default_rng(seed)
    titles = distinct_titles(TITLES, random)
    site, employers, names = _sites(vacancies, random)
    where = postcodes()
    placed = random.random(vacancies) >= PLACE_UNKNOWN
    facts, codes = _conditions(vacancies, unknown_share, random)
    return Market(
        ids=np.arange(1, vacancies + 1, dtype=np.int64),
        title_words=titles,
        titles=_skewed(vacancies, len(titles), 1.7, random),
        employer_names=names,
        employers=employers,
        outward_codes=where.outward_codes,
        outwards=np.where(placed, where.outwards[site], -1).astype(np.int32),
        eastings=np.where(placed, where.eastings[site], 0).astype(np.int32),
        northings=np.where(placed, where.northings[site], 0).astype(np.int32),
        placed=placed,
        posted_on=(TODAY.toordinal() - _skewed(vacancies, 90, 1.5, random)).astype(np.int32),
        closes_on=_closing_days(vacancies, random),
        facts=facts,
        codes=codes,
    )


def _sites(vacancies: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the postcode and employer of every vacancy: sites are postcodes drawn evenly."""
    sites = max(1, vacancies // VACANCIES_PER_SITE)
    employers = max(1, vacancies // VACANCIES_PER_EMPLOYER)
    postcode = random.integers(0, len(postcodes().eastings), sites)
    owner = random.integers(0, employers, sites).astype(np.int32)
    of = random.permutation(sites)[_skewed(vacancies, sites, 1.3, random)]
    names = [
        f"{_NAMES[number % 10]} {_TRADES[number // 10 % 8]} {number // 80} Ltd"
        for number in range(employers)
    ]
    return postcode[of], owner[of], names


def _skewed(many: int, below: int, power: float, random: np.random.Generator) -> np.ndarray:
    return (random.random(many) ** power * below).astype(np.int32)


def _closing_days(vacancies: int, random: np.random.Generator) -> np.ndarray:
    closes = TODAY.toordinal() + random.integers(0, 60, vacancies)
    return np.where(random.random(vacancies) < 0.4, 0, closes).astype(np.int32)


def _conditions(
    vacancies: int, unknown_share: float, random: np.random.Generator
) -> tuple[dict[str, list[dict]], dict[str, np.ndarray]]:
    facts, codes = {}, {}
    for key in KEYS:
        values, shares = distinct_values(key, random)
        if key == "work_mode":
            shares = _with_remote(values, unknown_share)
        facts[key] = distinct_facts(values)
        said = _said(vacancies, shares, random)
        said[random.random(vacancies) < unknown_share] = 0
        codes[key] = said.astype(np.uint16 if len(facts[key]) < 2**16 else np.uint32)
    return facts, codes


def _with_remote(values: list, unknown_share: float) -> np.ndarray:
    """Return shares of the ways of working such that so many of all vacancies are remote."""
    remote = WHOLLY_REMOTE / (1 - unknown_share)
    return np.array([remote if value == "remote" else (1 - remote) / 2 for value in values])


def _said(vacancies: int, shares: np.ndarray, random: np.random.Generator) -> np.ndarray:
    value = np.searchsorted(np.cumsum(shares)[:-1], random.random(vacancies), side="right")
    answers, sources = np.array(list(NEGOTIABLE.values())), np.array(list(SOURCES.values()))
    both = np.cumsum(np.outer(answers, sources).ravel())[:-1]
    manner = np.searchsorted(both, random.random(vacancies), side="right")
    return value * (len(both) + 1) + manner + 1


def rows(market: Market, start: int, stop: int) -> Iterator[VacancyFacts]:
    """Return the vacancies from one row up to another, as the rules have them."""

    @cache
    def fact(key: str, code: int) -> Fact:
        return fact_from_json(key, market.facts[key][code - 1])

    for at in range(start, min(stop, len(market))):
        yield _row(market, at, fact)


def _row(market: Market, at: int, fact) -> VacancyFacts:
    place = Point(int(market.eastings[at]), int(market.northings[at]))
    closes, outward = int(market.closes_on[at]), int(market.outwards[at])
    return VacancyFacts(
        id=str(market.ids[at]),
        title=market.title_words[market.titles[at]],
        employer=market.employer_names[market.employers[at]],
        posted_on=date.fromordinal(int(market.posted_on[at])),
        closes_on=date.fromordinal(closes) if closes else None,
        place=place if market.placed[at] else None,
        outward=None if outward < 0 else market.outward_codes[outward],
        conditions={
            key: fact(key, int(codes[at])) for key, codes in market.codes.items() if codes[at]
        },
    )
