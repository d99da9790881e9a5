"""Two records of one employer become one; everything moves, and undoing it is exact."""

from datetime import timedelta
from random import Random

import pytest
import sqlalchemy as sa

from employers.models import (
    Employer,
    EmployerContact,
    EmployerMerge,
    EmployerName,
    EmployerPrecedent,
    Site,
    SiteFact,
    Vacancy,
)
from employers.operations.contacts import add_precedent
from employers.operations.merging import NotPossible, merge, undo
from employers.operations.record import edit_employer, forbid_contact
from employers.operations.vacancies import Directory, add_vacancy
from employers.queries.directory import employer_by_id, own_and_merged_ids
from employers.queries.merges import preview
from employers.rules.record import By, EmployerDraft, PrecedentDraft
from employers.rules.vacancies import PlaceDraft, Step
from storage.transaction import end_reads, transaction
from tests.builders import NOW, save
from tests.builders_employers import BY_NOBODY, an_employer
from tests.builders_vacancies import SOUTHAMPTON, a_draft, a_vacancy, fact

TOTTON = PlaceDraft("Totton", "SO40 1AA", "SO40", 436000, 113000, "postcode")
WORTH_KEEPING = (Employer, Site, EmployerContact, EmployerName, EmployerPrecedent, SiteFact)


def everything(database):
    """Every row an undo must put back, but for what history keeps."""
    rows = {
        f"{model.__tablename__} {row.id}": {
            column.key: getattr(row, column.key) for column in model.__table__.columns
        }
        for model in WORTH_KEEPING
        for row in database.scalars(sa.select(model))
    }
    for row in database.scalars(sa.select(Vacancy)):
        rows[f"vacancy {row.id}"] = {"site": row.site_id, "search": row.search_text}
    end_reads()
    return rows


def merged(kept, other, of_merged=(), at=NOW):
    with transaction():
        row = merge(kept.id, other.id, of_merged, By(None, at))
    end_reads()
    return row


def undone(row, at=NOW):
    with transaction() as session:
        left = undo(session.get(EmployerMerge, row.id), By(None, at))
    end_reads()
    return left


@pytest.fixture
def pair(database):
    """Two records of one employer that have a site in common, and each one of its own."""
    kept = an_employer("Moonbeam Stores", contact="Alder Example", sector="retail", needs="Quiet.")
    other = an_employer(
        "Moon Beam Shops",
        contact="Willow Example",
        trading_names=("Beam & Co",),
        sector="support",
        size_band="small",
        needs="Mornings.",
        official_number="01234567",
    )
    a_vacancy(employer="Moonbeam Stores", title="Till assistant")
    at_both = a_vacancy(employer="Moon Beam Shops", title="Shelf filler")
    a_vacancy(employer="Moon Beam Shops", title="Cleaner", place=TOTTON)
    site_id = at_both.site_id
    save(SiteFact(site_id=site_id, family="retail", key="stairs", fact=fact("none"), said_at=NOW))
    with transaction():
        add_precedent(other.id, PrecedentDraft("stool", site_id=site_id), BY_NOBODY)
    end_reads()
    return kept, other


def test_sites_vacancies_contacts_names_and_precedents_move(database, pair):
    kept, other = pair
    merged(kept, other)

    sites = database.scalars(sa.select(Site).where(Site.employer_id == kept.id)).all()
    titles = database.scalars(
        sa.select(Vacancy.title).join(Site).where(Site.employer_id == kept.id)
    ).all()
    assert {site.outward for site in sites} == {"SO14", "SO40"}
    assert len(sites) == 2, "the place that both have is one site"
    assert sorted(titles) == ["Cleaner", "Shelf filler", "Till assistant"]
    for model, many in ((EmployerContact, 2), (EmployerName, 2), (EmployerPrecedent, 1)):
        rows = database.scalars(sa.select(model).where(model.employer_id == kept.id)).all()
        assert len(rows) == many, model
    shared = next(site for site in sites if site.outward == "SO14")
    assert database.scalar(sa.select(SiteFact.site_id)) == shared.id
    assert database.scalar(sa.select(EmployerPrecedent.site_id)) == shared.id


def test_what_is_empty_is_filled_texts_are_joined_and_a_conflict_goes_as_chosen(database, pair):
    kept, other = pair
    plan = preview(employer_by_id(kept.id), employer_by_id(other.id))
    assert [(each.label, each.kept, each.merged) for each in plan.conflicts] == [
        ("Sector", "Shops and wholesale", "Cleaning, security and other business support")
    ]
    end_reads()

    merged(kept, other, of_merged=("sector",))

    row = employer_by_id(kept.id)
    assert (row.sector, row.size_band, row.official_number) == ("support", "small", "01234567")
    assert row.needs == "Quiet.\n\nFrom Moon Beam Shops: Mornings."


def test_without_a_choice_the_kept_employer_s_own_word_stands(database, pair):
    merged(*pair)
    assert employer_by_id(pair[0].id).sector == "retail"


def test_undoing_a_merge_puts_everything_back_as_it_was(database, pair):
    before = everything(database)

    left = undone(merged(*pair, of_merged=("sector",)))

    assert left == []
    assert everything(database) == before


def test_what_came_since_stays_where_it_was_put_and_what_changed_since_is_named(database, pair):
    kept, other = pair
    row = merged(kept, other)
    with transaction():
        draft = EmployerDraft(
            "Moonbeam Stores",
            trading_names=("Beam & Co", "Moon Beam Shops"),
            sector="retail",
            size_band="large",
            official_number="01234567",
            needs="Only evenings now.",
        )
        edit_employer(employer_by_id(kept.id), draft, BY_NOBODY)
    new = a_vacancy(employer="Moon Beam Shops", title="Porter", place=TOTTON)

    left = undone(row)

    assert sorted(left) == ["needs", "size band"]
    assert employer_by_id(kept.id).needs == "Only evenings now."
    assert employer_by_id(kept.id).official_number == ""
    site = database.get(Site, new.site_id)
    assert site.employer_id == other.id, "a vacancy belongs to its site"


def test_do_not_contact_survives_whichever_way_round(database):
    for kept_is_forbidden in (True, False):
        one = an_employer(f"Kept {kept_is_forbidden}", place=None)
        two = an_employer(f"Other {kept_is_forbidden}", place=None)
        with transaction():
            forbid_contact(
                employer_by_id(one.id if kept_is_forbidden else two.id), "They asked.", BY_NOBODY
            )
        row = merged(one, two)
        assert employer_by_id(one.id).do_not_contact_reason == "They asked."
        end_reads()
        undone(row)
        assert (employer_by_id(one.id).do_not_contact_at is not None) is kept_is_forbidden
        assert (employer_by_id(two.id).do_not_contact_at is not None) is not kept_is_forbidden
        end_reads()


def test_an_employer_is_merged_once_never_with_itself_and_never_a_merged_one(database, pair):
    kept, other = pair
    merged(kept, other)
    third = an_employer("Teacup Trading")

    for one, two in ((kept, other), (other, third), (third, other), (kept, kept)):
        with pytest.raises(NotPossible):
            merged(one, two)
        end_reads()


def test_a_chain_of_merges_is_undone_from_its_end(database, pair):
    kept, other = pair
    third = an_employer("Teacup Trading", place=TOTTON)
    before = everything(database)
    first = merged(kept, other)
    between = everything(database)
    second = merged(third, kept)

    assert sorted(own_and_merged_ids(third.id)) == sorted([kept.id, other.id, third.id])
    end_reads()
    with pytest.raises(NotPossible, match="undo that merge first"):
        undone(first)
    end_reads()

    undone(second)
    assert everything(database) == between
    undone(first)
    assert everything(database) == before


def test_a_merge_is_undone_within_thirty_days_and_once(database, pair):
    row = merged(*pair)
    with pytest.raises(NotPossible, match="30 days"):
        undone(row, NOW + timedelta(days=30, seconds=1))
    end_reads()
    undone(row, NOW + timedelta(days=30))
    with pytest.raises(NotPossible, match="already"):
        undone(row)


@pytest.mark.parametrize("loaded", [False, True])
def test_an_advert_under_any_name_of_a_merged_employer_comes_to_the_one_that_is_kept(
    database, pair, loaded
):
    kept, other = pair
    third = an_employer("Teacup Trading", place=None)
    merged(kept, other)
    merged(third, kept)
    with transaction():
        directory = Directory(NOW)
        if loaded:
            directory.load()
        for name in ("Moon Beam Shops", "MOONBEAM STORES Ltd", "Beam and Co", "Teacup Trading"):
            row = add_vacancy(a_draft(employer=name), Step(None, NOW), directory=directory)
            assert database.get(Site, row.site_id).employer_id == third.id, name


def test_a_name_that_two_trade_under_is_nobody_s_in_an_advert(database):
    an_employer("Paper Boat", place=None, trading_names=("Corner Shop",))
    an_employer("Cloud Nine", place=None, trading_names=("Corner Shop",))

    row = a_vacancy(employer="Corner Shop", place=SOUTHAMPTON)

    assert row.site.employer.name == "Corner Shop"


class TestPages:
    def test_a_merge_is_previewed_done_and_undone_with_one_button(self, esw, pair):
        kept, other = pair
        page = esw.get(f"/employers/{kept.id}/merge?name=moon")
        page = esw.get(page.links()["Merge …"])
        assert "becomes one" in page.text
        assert "Where they differ" in page.text

        page = esw.submit(page, {"sector": "merged"})
        assert "Merged" in page.text
        assert "merged with Moon Beam Shops" in page.text
        assert "was merged into" in esw.get(f"/employers/{other.id}").text

        page = esw.submit(page, form=".flash form")
        assert "of their own again" in page.text
        assert page.url == f"/employers/{other.id}"

    def test_sent_twice_it_happens_once_and_says_so(self, esw, pair, rows):
        kept, other = pair
        page = esw.get(f"/employers/{kept.id}/merge/{other.id}")
        esw.submit(page)
        again = esw.submit(page)

        assert "was merged into another employer meanwhile" in again.text
        assert rows(EmployerMerge) == 1

    def test_an_old_merge_offers_no_undo(self, esw, pair, monkeypatch):
        kept, other = pair
        merged(kept, other, at=NOW - timedelta(days=400))

        assert "Undo" not in esw.get(f"/employers/{kept.id}").text
        assert "30 days" in esw.get(f"/employers/{other.id}").text

    def test_merging_with_nobody_or_itself_is_not_found(self, esw, pair):
        kept, _other = pair
        esw.get(f"/employers/{kept.id}/merge/{kept.id}", status=404)
        esw.get(f"/employers/{kept.id}/merge/99999", status=404)

    def test_the_likely_ones_are_offered_first(self, esw, pair):
        an_employer("Moon Beam Store", place=None)
        page = esw.get(f"/employers/{pair[0].id}/merge")
        assert "Likely the same" in page.text
        assert "Moon Beam Store" in page.links()


@pytest.mark.parametrize("seed", range(4))
def test_any_merges_undone_from_the_last_on_leave_everything_as_it_was(database, seed):
    random = Random(seed)
    places = [SOUTHAMPTON, TOTTON, PlaceDraft("Somewhere"), None]
    rows = []
    for number in range(5):
        rows.append(
            an_employer(
                f"Example {number}",
                place=random.choice(places),
                contact="Willow Example",
                trading_names=(random.choice("ABC"),),
                sector=random.choice(("", "retail", "care")),
                needs=random.choice(("", "Mornings.", "Evenings.")),
            )
        )
        a_vacancy(employer=f"Example {number}", place=random.choice(places[:3]))
        if random.random() < 0.4:
            with transaction():
                forbid_contact(employer_by_id(rows[-1].id), f"Reason {number}", BY_NOBODY)
            end_reads()
    states, done = [everything(database)], []
    while len(rows) > 1:
        kept, other = random.sample(rows, 2)
        rows.remove(other)
        done.append(merged(kept, other, of_merged=("sector",) if random.random() < 0.5 else ()))
        states.append(everything(database))

    for row in reversed(done):
        assert everything(database) == states.pop()
        assert undone(row) == []
    assert everything(database) == states.pop()
