"""An employer's page: what is known, whom to speak to, what never leaves the team."""

import pytest
import sqlalchemy as sa

from employers.models import Employer, EmployerContact, EmployerPrecedent, NameKind, Site
from employers.operations.record import add_name, forbid_contact
from employers.queries.directory import employer_by_id
from employers.rules.record import MustNotApproach, check_approach
from storage.transaction import end_reads, transaction
from tests.builders import signed_in
from tests.builders_employers import BY_NOBODY, an_employer
from tests.builders_vacancies import a_vacancy, fact


def forbidden(row, reason="The manager asked us to stop."):
    with transaction():
        forbid_contact(employer_by_id(row.id), reason, BY_NOBODY)
    end_reads()


def test_an_employer_is_written_down_with_its_place_and_found_again(esw, database):
    page = esw.submit(
        esw.get("/employers/add"),
        {
            "name": "Moonbeam Stores",
            "trading_names": "Beam & Co\r\nMoon shops\r\nBeam & Co",
            "postcode": "SO15",
            "locality": "Shirley",
            "official_number": "sc 123 456",
            "website": "moonbeam.example.org",
            "disability_confident": "committed",
            "disability_confident_source": "the public list",
            "disability_confident_on": "2026-10-01",
        },
    )

    assert page.heading == "Moonbeam Stores"
    assert "also Beam & Co" in page.text
    assert "SC123456" in page.text
    assert "Committed (level 1) (the public list, 1 Oct" in page.text
    assert "https://moonbeam.example.org" in page.links().values()
    assert database.scalar(sa.select(Site.easting)) is not None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Enter the employer's name."),
        ({"official_number": "none"}, "Official number: enter 4 to 12 letters and figures"),
        ({"website": "javascript:alert(1)"}, "Website: enter an address like"),
        ({"website": "ftp://x.example.org"}, "Website: enter an address like"),
        ({"postcode": "nowhere at all"}, "Postcode: enter a whole postcode"),
        ({"trading_names": "\n".join(f"Name {n}" for n in range(40))}, "Other names: enter 20"),
        ({"name": "x" * 300}, "Name: shorten this to 200"),
        ({"sector": "piracy"}, "Sector: choose one from the list."),
    ],
)
def test_bad_input_is_named_with_its_remedy_and_nothing_typed_is_lost(esw, rows, changes, says):
    sent = {"name": "Moonbeam Stores", "needs": "Mornings, mostly.", **changes}
    page = esw.submit(esw.get("/employers/add"), sent, status=422)

    assert any(line.startswith(says) for line in page.errors), page.errors
    assert page.values()["needs"] == "Mornings, mostly."
    assert rows(Employer) == 0


class TestDuplicates:
    @pytest.mark.parametrize(
        ("stated", "reason"),
        [
            ({"name": "Moonbeam Stores Ltd"}, "the same name"),
            ({"name": "Moonbeem Stores"}, "a name like it"),
            ({"name": "Stores, Moonbeam"}, "the same name"),
            ({"name": "Beam and Co"}, "the same name"),
            ({"name": "Anything", "official_number": "1234 5678"}, "the same official number"),
            ({"name": "Anything", "website": "www.moonbeam.example.org"}, "the same website"),
            ({"name": "Monbeam Store", "postcode": "SO14 0AA"}, "the same postcode"),
        ],
    )
    def test_a_likely_duplicate_is_shown_with_the_reason_and_never_blocks(
        self, esw, rows, stated, reason
    ):
        an_employer(
            trading_names=("Beam & Co",),
            official_number="12345678",
            website="https://moonbeam.example.org",
        )
        page = esw.submit(esw.get("/employers/add"), stated, status=422)
        assert reason in page.text.lower()
        assert "Moonbeam Stores" in page.links()
        assert rows(Employer) == 1

        page = esw.submit(page)
        assert page.heading == stated["name"]
        assert rows(Employer) == 2

    def test_an_unlike_employer_is_no_warning(self, esw):
        an_employer()
        page = esw.submit(
            esw.get("/employers/add"), {"name": "Teacup Trading", "postcode": "SO14 0AA"}
        )
        assert page.heading == "Teacup Trading"

    def test_a_warning_that_was_seen_is_not_seen_for_another_name(self, esw, rows):
        an_employer("Moonbeam Stores")
        an_employer("Teacup Trading")
        page = esw.submit(esw.get("/employers/add"), {"name": "Moonbeam Store"}, status=422)
        esw.submit(page, {"name": "Teacup Tradings"}, status=422)
        assert rows(Employer) == 2

    def test_two_employers_may_have_exactly_one_name(self, esw, database):
        an_employer("Example Surgery", place=None)
        page = esw.submit(esw.get("/employers/add"), {"name": "Example Surgery"}, status=422)
        esw.submit(page)
        keys = database.scalars(sa.select(Employer.name_key).order_by(Employer.id)).all()
        assert keys == ["example surgery", "example surgery ~2"]


class TestEditing:
    def test_a_name_given_up_stays_as_a_former_name_and_vacancies_follow(self, esw, database):
        vacancy = a_vacancy(employer="Moonbeam Stores")
        employer_id = vacancy.site.employer_id
        page = esw.submit(esw.get(f"/employers/{employer_id}/edit"), {"name": "Paper Boat"})

        assert page.heading == "Paper Boat"
        assert "formerly Moonbeam Stores" in page.text
        found = esw.get("/vacancies/?words=paper")
        assert "Receptionist" in found.links()

    def test_two_people_at_once_are_told_of_each_other_and_nothing_is_lost(self, app, esw, world):
        row = an_employer()
        mine = esw.get(f"/employers/{row.id}/edit")
        colleague = signed_in(app, world.colleague)
        colleague.submit(colleague.get(f"/employers/{row.id}/edit"), {"needs": "Mornings."})

        page = esw.submit(mine, {"needs": "Evenings."}, status=422)
        assert "Colleague Example changed this employer while you were writing" in page.text
        assert page.values()["needs"] == "Evenings."

        page = esw.submit(page)
        assert "Evenings." in page.text

    def test_the_named_esw_is_chosen_from_the_team(self, esw, world):
        row = an_employer()
        page = esw.submit(esw.get(f"/employers/{row.id}/edit"), {"esw_id": str(world.colleague.id)})
        assert "Named ESW: Colleague Example" in page.text

    def test_an_esw_of_another_team_stays_named(self, esw, other_team_esw, world):
        row = an_employer(esw_id=None)
        other_team_esw.submit(
            other_team_esw.get(f"/employers/{row.id}/edit"), {"esw_id": str(world.stranger.id)}
        )
        page = esw.submit(esw.get(f"/employers/{row.id}/edit"), {"needs": "Mornings."})
        assert "Named ESW: Stranger Example" in page.text


class TestContacts:
    def test_a_contact_with_the_best_time_to_ring(self, esw):
        row = an_employer()
        page = esw.submit(
            esw.get(f"/employers/{row.id}/contacts/add"),
            {
                "name": "Willow Example",
                "job_title": "Store manager",
                "phone": "01632 960123",
                "email": "Willow@example.org",
                "channel": "phone",
                "best_time": "before 9, never at lunch",
            },
        )
        assert "Best time to ring: before 9, never at lunch" in page.text
        assert "prefers the phone" in page.text
        assert "tel:01632960123" in page.links().values()

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"name": ""}, "Enter their name"),
            ({"email": "nobody"}, "E-mail: enter an address"),
            ({"email": "a@example.org\r\nBcc: b@example.org"}, "E-mail: enter an address"),
            ({"phone": "call me"}, "Phone: enter digits"),
        ],
    )
    def test_bad_input_is_refused_in_words(self, esw, rows, changes, says):
        row = an_employer()
        sent = {"name": "Willow Example", **changes}
        page = esw.submit(esw.get(f"/employers/{row.id}/contacts/add"), sent, status=422)
        assert any(line.startswith(says) for line in page.errors), page.errors
        assert rows(EmployerContact) == 0

    def test_who_has_left_is_kept_apart_and_can_come_back(self, esw):
        row = an_employer(contact="Willow Example")
        page = esw.get(f"/employers/{row.id}")
        page = esw.submit(page, form='form[action$="/left"]')
        assert "1 person has left" in page.text

        page = esw.submit(page, form=".flash form")
        assert "Willow Example is a contact again" in page.text
        assert "1 person has left" not in page.text

    def test_two_people_who_change_one_contact_are_told(self, esw, database):
        row = an_employer(contact="Willow Example")
        contact_id = database.scalar(sa.select(EmployerContact.id))
        end_reads()
        path = f"/employers/{row.id}/contacts/{contact_id}"
        first, second = esw.get(path), esw.get(path)
        esw.submit(first, {"phone": "01632 960001"})
        page = esw.submit(second, {"phone": "01632 960002"}, status=422)
        assert "01632 960001" in page.text
        assert "01632 960002" in esw.submit(page).text

    def test_somebody_else_s_contact_is_not_found(self, esw, database):
        an_employer(contact="Willow Example")
        other = an_employer("Teacup Trading")
        contact_id = database.scalar(sa.select(EmployerContact.id))
        end_reads()
        esw.get(f"/employers/{other.id}/contacts/{contact_id}", status=404)


class TestSitesAndPrecedents:
    def test_a_site_is_added_once_and_put_right(self, esw, database):
        row = an_employer(place=None)
        page = esw.submit(esw.get(f"/employers/{row.id}/sites/add"), {"postcode": "SO15"})
        assert "SO15" in page.tree.css_first("#sites").text()
        esw.submit(esw.get(f"/employers/{row.id}/sites/add"), {"postcode": "so15"}, status=422)
        esw.submit(esw.get(f"/employers/{row.id}/sites/add"), {}, status=422)

        site_id = database.scalar(sa.select(Site.id))
        end_reads()
        page = esw.submit(
            esw.get(f"/employers/{row.id}/sites/{site_id}"),
            {"locality": "Totton", "postcode": "SO40"},
        )
        assert "Totton, SO40" in page.tree.css_first("#sites").text()

    def test_what_was_said_or_seen_is_a_precedent_and_what_an_advert_says_is_not(self, esw):
        items = {"stool": "yes", "trolley": "arrange", "chair": "no"}
        vacancy = a_vacancy(
            conditions={
                "adjustments_open": fact(items, source="esw_seen"),
                "sit_choice": fact("seat_available", source="employer"),
                "flex_types": fact({"flexitime": "yes"}, source="advert"),
            }
        )
        page = esw.get(f"/employers/{vacancy.site.employer_id}")
        said = " ".join(page.tree.css_first("#precedents").text().split())
        assert "stool" in said.lower()
        assert "Sitting down to work in Receptionist the employer said" in said
        assert "trolley" not in said
        assert "flexitime" not in said.lower()

    def test_a_precedent_is_noted_taken_away_and_put_back(self, esw, rows):
        row = an_employer()
        page = esw.submit(
            esw.get(f"/employers/{row.id}/precedents/add"),
            {"what": "seated", "words": "a stool at the till", "work": "till work"},
        )
        assert "a stool at the till in till work" in " ".join(page.text.split())
        page = esw.submit(page, form='form[action$="/remove"]')
        assert "a stool at the till" not in page.text
        assert "a stool at the till" in esw.submit(page, form=".flash form").text
        esw.submit(esw.get(f"/employers/{row.id}/precedents/add"), {}, status=422)
        assert rows(EmployerPrecedent) == 1


class TestDoNotContact:
    def test_it_needs_a_reason_shows_everywhere_and_is_lifted_with_one(self, esw):
        vacancy = a_vacancy(employer="Moonbeam Stores")
        employer_id = vacancy.site.employer_id
        path = f"/employers/{employer_id}/do-not-contact"
        esw.submit(esw.get(path), {"reason": ""}, status=422)
        page = esw.submit(esw.get(path), {"reason": "The manager asked us to stop."})
        assert "Do not contact Moonbeam Stores." in page.text

        for where in ("/employers/", f"/vacancies/{vacancy.id}", "/vacancies/"):
            assert "The manager asked us to stop." in esw.get(where).text, where

        page = esw.submit(
            esw.get(f"/employers/{employer_id}/may-contact"), {"reason": "A new manager rang us."}
        )
        assert (
            "Do not contact Moonbeam"
            not in page.tree.css_first("main").text().split("What was done")[0]
        )
        history = esw.get(f"/employers/{employer_id}/history")
        assert "The manager asked us to stop." in history.text
        assert "A new manager rang us." in history.text

    def test_nobody_is_rung_by_a_slip_of_the_thumb(self, esw):
        row = an_employer(contact="Willow Example")
        forbidden(row)
        page = esw.get(f"/employers/{row.id}")
        assert not [url for url in page.links().values() if url.startswith(("tel:", "mailto:"))]
        assert "put away while nobody may approach them" in page.text

    def test_every_approach_asks_first_and_is_told_why_not(self, database):
        row = an_employer()
        check_approach(row)
        forbidden(row)
        with pytest.raises(MustNotApproach, match="The manager asked us to stop"):
            check_approach(employer_by_id(row.id))


def test_what_is_for_staff_is_marked_and_apart_from_public_facts(esw):
    row = an_employer(
        needs="Mornings.",
        staff_notes="Prefers us to ring twice.",
        public_notes="Bus 18 stops here.",
    )
    page = esw.get(f"/employers/{row.id}")
    facts = page.tree.css_first("#facts").text()
    assert "Bus 18" in facts
    assert "Mornings" not in facts
    staff = [node.text() for node in page.tree.css(".card.staff")]
    assert any("Mornings." in each and "staff only" in each for each in staff)
    assert any("ring twice" in each and "staff only" in each for each in staff)


def test_another_name_that_is_the_employer_s_own_is_not_kept(database):
    row = an_employer(place=None)
    with transaction():
        assert add_name(row.id, "The Moonbeam Stores Ltd", NameKind.TRADING) is None


def test_an_employer_that_is_not_there_is_not_found(esw):
    for path in ("/employers/99", "/employers/99/edit", "/employers/99/merge", "/employers/0"):
        esw.get(path, status=404)
