"""How long looking for an employer, its page, and the pages around it take, at national size.

.venv/bin/python -m bench.employers [EMPLOYERS] [VACANCIES]
"""

import logging
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from flask_migrate import upgrade

from app import create_app
from bench.market.employers import SEED, fill, made_up_words
from bench.reporting import Report, seconds
from clients.models import Client
from clients.operations import ClientDraft, add_client, save_profile
from clients.rules.profile import Home, Profile
from employers.models import Employer, EmployerWord, Site
from employers.queries.duplicates import Stated, likely_same
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from tests.builders import NOW, signed_in, two_teams
from tests.conftest import settings_for
from tests.support import postgres

EMPLOYERS = 150_000
VACANCIES = 1_000_000
TYPED = 60
PAGES = 200
HOMES = {"central Southampton": (442294, 112126), "central London": (530000, 180000)}
_COLUMNS = ("what", "goes", "median ms", "p95 ms", "slowest ms", "budget, p95 ms")


def main(employers: int = EMPLOYERS, vacancies: int = VACANCIES) -> None:
    logging.disable(logging.WARNING)
    title = f"{employers:,} employers and {vacancies:,} vacancies on PostgreSQL"
    report = Report("employers", title)
    with postgres.server() as url:
        app = create_app(settings_for(url))
        app.testing = True
        with app.app_context():
            upgrade(directory="migrations")
            took, _ = seconds(lambda: fill(employers, vacancies))
            world = two_teams()
            words = db.session.scalar(sa.select(sa.func.count()).select_from(EmployerWord))
            end_reads()
            print(f"filled in {took:.0f} s; {words:,} words")
            browser = signed_in(app, world.esw).client
            clients = _clients(world)
            chance = random.Random(SEED)
            lines = [
                *_searches(browser, chance),
                *_employer_pages(browser, chance, employers),
                _duplicates(chance),
                *_nearby(browser, clients),
            ]
            db.engine.dispose()
    report.table(
        "One request after the other, the whole page as the browser gets it", _COLUMNS, lines
    )
    report.keep()


def _measured(what: str, budget: str, goes: Iterable[Callable[[], object]]) -> tuple:
    took = []
    for go in goes:
        start = time.perf_counter()
        go()
        took.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    line = (what, len(took), statistics.median(took), p95, max(took), budget)
    print(line)
    return line


def _searches(browser, chance: random.Random) -> list[tuple]:
    """Names typed letter by letter, and the other things that can be typed."""
    page = browser.get("/employers/").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]

    def search(words: str) -> Callable[[], object]:
        sent = {"csrf_token": token, "words": words}

        def go() -> None:
            answer = browser.post("/employers/search", data=sent, headers={"HX-Request": "true"})
            assert answer.status_code == 200, words

        return go

    names = _some(Employer.name, chance, TYPED)
    codes = _some(Site.postcode, chance, TYPED)
    words = made_up_words()
    kinds = {
        "names, each letter as it is typed": [
            name[: end + 1] for name in names for end in range(min(len(name), 18))
        ],
        "towns": [chance.choice(words) for _ in range(TYPED)],
        "words that thousands have": [*("foods", "care", "school", "limited", "s", "ho")] * 8,
        "two words, name and town": [
            f"{name.split()[0]} {chance.choice(words)[:4]}" for name in names
        ],
        "two words that thousands have": ["care foods", "services limited", "so care", "m s"] * 10,
        "postcodes": [code[: chance.randint(3, 7)] for code in codes if code],
        "contacts": [f"{chance.choice(words)} specimen" for _ in range(TYPED)],
        "nothing that is there": [f"{chance.choice(words)}zzz" for _ in range(TYPED)],
    }
    browser.post("/employers/search", data={"csrf_token": token, "words": "warm"})
    return [
        _measured(f"search: {kind}", "100", map(search, typed)) for kind, typed in kinds.items()
    ]


def _some(column, chance: random.Random, many: int) -> list:
    highest = db.session.scalar(sa.select(sa.func.max(column.class_.id)))
    ids = [chance.randint(1, highest) for _ in range(many)]
    found = list(db.session.scalars(sa.select(column).where(column.class_.id.in_(ids))))
    end_reads()
    return found


def _employer_pages(browser, chance: random.Random, employers: int) -> list[tuple]:
    def show(number: int) -> Callable[[], object]:
        def go() -> None:
            assert browser.get(f"/employers/{number}").status_code == 200

        return go

    some = [chance.randint(1, employers) for _ in range(PAGES)]
    # The first have most sites, and most vacancies.
    return [
        _measured("employer page", "150", map(show, some)),
        _measured("employer page of the largest", "150", map(show, [1, 2, 3, 4, 5] * 6)),
        _measured(
            "list without words, first pages",
            "",
            (
                lambda page=page: browser.get(f"/employers/?page={page}&sector=retail")
                for page in range(1, 30)
            ),
        ),
    ]


def _duplicates(chance: random.Random) -> tuple:
    names = _some(Employer.name, chance, PAGES)

    def check(name: str) -> Callable[[], object]:
        at = chance.randint(1, len(name) - 2)
        stated = Stated((name[:at] + name[at + 1 :],), "", "", "SO14 1AA", "SO14")

        def go() -> None:
            likely_same(stated, (), clock.today())
            end_reads()

        return go

    return _measured("duplicate check of a name with a slip", "50", map(check, names))


def _clients(world) -> dict[str, int]:
    with transaction():
        made = {}
        for name, (east, north) in HOMES.items():
            client: Client = add_client(ClientDraft(name, "", "", world.esw.id), world.team_id, NOW)
            save_profile(
                client, Profile(home=Home(name, east, north, "outward")), world.esw.id, NOW
            )
            made[name] = client.id
    end_reads()
    return made


def _nearby(browser, clients: dict[str, int]) -> list[tuple]:
    def show(client_id: int, query: str) -> Callable[[], object]:
        def go() -> None:
            assert browser.get(f"/clients/{client_id}/employers?{query}").status_code == 200

        return go

    queries = {"": "", ", has arranged a stool before": "precedent=stool"}
    return [
        _measured(f"employers near {name}, 15 km{words}", "", [show(key, query)] * 15)
        for name, key in clients.items()
        for words, query in queries.items()
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
