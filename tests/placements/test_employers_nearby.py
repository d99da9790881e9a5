"""Employers without an open vacancy near one client, and names that stay ruled out."""

from decimal import Decimal

import pytest

from clients.queries import client_for
from clients.rules.profile import Home
from employers.operations.contacts import add_precedent
from employers.operations.merging import merge
from employers.operations.record import add_site, edit_employer, forbid_contact
from employers.queries.directory import employer_by_id
from employers.rules.record import EmployerDraft, PrecedentDraft
from employers.rules.vacancies import PlaceDraft, VacancyState
from matching.facts import Point
from placements.queries import facts_of_client
from placements.rules.nearby import NearbyQuestion
from placements.searching import employers_near
from placements.shortlist.plain import PlainEngine
from placements.shortlist.searching import Asked, search
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.builders_clients import a_client, a_profile
from tests.builders_employers import BY_NOBODY, an_employer
from tests.builders_vacancies import a_vacancy, fact

HOME = Home("SO14", 442294, 112126, "outward")
TODAY = NOW.date()


def at(km, outward="SO15"):
    return PlaceDraft(f"{km} km away", None, outward, 442294 + int(km * 1000), 112126, "outward")


def near(profile=None, **asked):
    question = NearbyQuestion(**{"around": Point(442294, 112126), **asked})
    found = employers_near(1, profile or a_profile(home=HOME), question, TODAY)
    end_reads()
    return found


def names(rows):
    return [row.line.employer.name for row in rows]


def test_those_without_an_open_vacancy_come_nearest_first_and_no_further_than_asked(database):
    an_employer("Far Example", place=at(9))
    an_employer("Near Example", place=at(2))
    an_employer("Beyond Example", place=at(30))
    a_vacancy(employer="Open Example", place=at(1))
    a_vacancy(employer="Filled Example", place=at(5), state=VacancyState.FILLED)

    found = near(km=Decimal(10))

    assert names(found.rows) == ["Near Example", "Filled Example", "Far Example"]
    assert [row.km for row in found.rows] == [2.0, 5.0, 9.0]
    assert not found.more


def test_a_place_exactly_as_far_as_asked_is_near_and_the_nearest_site_counts(database):
    row = an_employer("Edge Example", place=at(10))
    an_employer("Past Example", place=at(10.001))
    assert names(near(km=Decimal(10)).rows) == ["Edge Example"]

    with transaction():
        add_site(row.id, at(3), BY_NOBODY)
    end_reads()
    assert [each.km for each in near(km=Decimal(10)).rows] == [3.0]


def test_employers_without_a_known_place_are_counted_and_can_be_looked_at(database):
    an_employer("Near Example", place=at(2))
    an_employer("Nowhere Example", place=PlaceDraft("Somewhere"))
    an_employer("Siteless Example", place=None)

    assert near().no_place == 2
    assert names(near(no_place=True).rows) == ["Nowhere Example", "Siteless Example"]
    assert near(around=None).rows == ()


def test_who_is_ruled_out_and_who_must_not_be_contacted_are_told_apart(database):
    an_employer("Plain Example", place=at(1))
    an_employer("Never Ltd", place=at(2))
    an_employer("Owner Example", place=at(2.5), trading_names=("Trading Never",))
    an_employer("Area Example", place=at(3, "SO45"))
    row = an_employer("Forbidden Example", place=at(4))
    with transaction():
        forbid_contact(employer_by_id(row.id), "They asked.", BY_NOBODY)
    profile = a_profile(
        home=HOME, never_employers=("never", "Trading Never"), never_areas=("SO45",)
    )

    found = near(profile)

    assert names(found.rows) == ["Plain Example"]
    assert names(found.ruled_out) == ["Never Ltd", "Owner Example", "Area Example"]
    assert [row.area for row in found.ruled_out] == [False, False, True]
    assert names(found.forbidden) == ["Forbidden Example"]


@pytest.mark.parametrize("how", ["noted", "said of a role", "seated", "in an advert"])
def test_only_what_was_said_or_seen_makes_a_precedent(database, how):
    row = an_employer("Other Example", place=at(1))
    if how == "noted":
        row = an_employer("Stool Example", place=at(2))
        with transaction():
            add_precedent(row.id, PrecedentDraft("stool", work="till work"), BY_NOBODY)
    else:
        conditions = {
            "said of a role": {"adjustments_open": fact({"stool": "yes"}, source="esw_seen")},
            "seated": {"sit_choice": fact("always")},
            "in an advert": {"adjustments_open": fact({"stool": "yes"}, source="advert")},
        }[how]
        a_vacancy(
            employer="Stool Example", place=at(2), state=VacancyState.CLOSED, conditions=conditions
        )
    end_reads()

    found = near(precedent="seated" if how == "seated" else "stool")

    assert names(found.rows) == ([] if how == "in an advert" else ["Stool Example"])


def test_more_than_fit_on_a_page_are_said_to_be_more(database):
    for number in range(6):
        an_employer(f"Example {number}", place=at(number + 1))
    found = near(rows=4)
    assert len(found.rows) == 4
    assert found.more


class TestRuledOutUnderAnyName:
    @pytest.fixture
    def client(self, world):
        return a_client(world, profile=a_profile({"stairs": "some"}, never_employers=("Acme Ltd",)))

    def shortlist(self, client, engine):
        fresh = client_for(client.team_id, client.id)
        found = search(fresh, engine, Asked(), TODAY)
        conflicts = sum(count.conflicts for count in found.found.counts if count.key == "ruled_out")
        end_reads()
        return conflicts

    def engine(self, app, which):
        return PlainEngine() if which == "plain" else app.extensions["shortlist_engine"]

    @pytest.mark.parametrize("which", ["plain", "index"])
    def test_an_employer_that_was_renamed_or_merged_stays_ruled_out(self, app, client, which):
        vacancy = a_vacancy(employer="Acme")
        engine = self.engine(app, which)
        assert self.shortlist(client, engine) == 1

        with transaction():
            edit_employer(
                employer_by_id(vacancy.site.employer_id), EmployerDraft("Zenith Group"), BY_NOBODY
            )
        end_reads()
        assert self.shortlist(client, engine) == 1, "renamed"

        kept = an_employer("Paper Boat", place=None)
        with transaction():
            merge(kept.id, vacancy.site.employer_id, (), BY_NOBODY)
        end_reads()
        assert self.shortlist(client, engine) == 1, "merged"

    @pytest.mark.parametrize("which", ["plain", "index"])
    def test_so_is_whoever_trades_under_the_name_and_nobody_else(self, app, client, which):
        an_employer("Paper Boat", trading_names=("ACME",))
        a_vacancy(employer="Paper Boat")
        a_vacancy(employer="Acme Care")
        assert self.shortlist(client, self.engine(app, which)) == 1

    def test_matching_is_told_the_name_of_today_once(self, client):
        an_employer("Paper Boat", trading_names=("ACME", "Acme Limited"))
        facts = facts_of_client(client.id, a_profile(never_employers=("Acme Ltd",)))
        end_reads()
        assert facts.ruled_out_employers == ("Acme Ltd", "Paper Boat")

    def test_whose_search_a_vacancy_answers_knows_it_too(self, esw, client):
        vacancy = a_vacancy(employer="Acme", title="Clerk")
        path = f"/vacancies/{vacancy.id}/clients"
        assert "Ruled out" in esw.get(path).text or "ruled out" in esw.get(path).text
        with transaction():
            edit_employer(
                employer_by_id(vacancy.site.employer_id), EmployerDraft("Zenith Group"), BY_NOBODY
            )
        end_reads()
        assert "ruled out" in esw.get(path).text.lower()


class TestPage:
    @pytest.fixture
    def client(self, world):
        return a_client(world, profile=a_profile(home=HOME))

    def test_it_shows_who_to_approach_with_what_they_arranged(self, esw, client):
        row = an_employer("Lanternfish Books", place=at(2), sector="retail")
        with transaction():
            draft = PrecedentDraft("seated", work="till work")
            add_precedent(row.id, draft, BY_NOBODY)
        end_reads()

        page = esw.get(f"/clients/{client.id}/employers")

        assert "Lanternfish Books" in page.links()
        assert "has agreed sitting down to work before (till work)" in page.text
        assert "2.0 km" in page.text
        found = esw.get(f"/clients/{client.id}/employers?precedent=stool")
        assert "No employer to approach here" in found.text

    @pytest.mark.parametrize(
        ("query", "says"),
        [
            ("around=nowhere", "Around: enter a postcode"),
            ("km=-5", "Within: enter a number"),
            ("sector=piracy", "Sector: choose one"),
            ("precedent=magic", "Has arranged before: choose one"),
            ("rows=0", "Rows: enter a number"),
        ],
    )
    def test_a_bent_address_is_refused_in_words(self, esw, client, query, says):
        page = esw.get(f"/clients/{client.id}/employers?{query}", status=422)
        assert any(line.startswith(says) for line in page.errors), page.errors

    def test_without_a_home_nothing_is_near_and_the_page_says_what_to_do(self, esw, world):
        client = a_client(world)
        page = esw.get(f"/clients/{client.id}/employers")
        assert "Write down a postcode" in page.text
        an_employer("Lanternfish Books", place=at(2))
        found = esw.get(f"/clients/{client.id}/employers?around=SO14")
        assert "Lanternfish Books" in found.links()

    def test_another_team_sees_nothing(self, other_team_esw, administrator, client):
        other_team_esw.get(f"/clients/{client.id}/employers", status=404)
        administrator.get(f"/clients/{client.id}/employers", status=403)
