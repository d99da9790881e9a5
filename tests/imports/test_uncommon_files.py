"""What real exports hold: every row comes in or is told, and none stops the others."""

import gzip
import json

import pytest
import sqlalchemy as sa

from employers.imports import reading
from employers.models import ImportBatch, ImportRow, ImportState, Vacancy
from storage import clock
from storage.transaction import end_reads
from tests.imports.test_import_pages import (
    bring_in,
    lines,
    posting,
    publish,
    read_all,
    send,
    states,
)


def outcomes(database, batch_id) -> list[str]:
    rows = sa.select(ImportRow.outcome).where(ImportRow.import_id == batch_id)
    found = list(database.scalars(rows.order_by(ImportRow.line, ImportRow.id)))
    end_reads()
    return found


def state(database, batch_id) -> str:
    found = database.scalar(sa.select(ImportBatch.state).where(ImportBatch.id == batch_id))
    end_reads()
    return found


UNCOMMON = {
    "half of a letter": {"title": "Clerk \ud83d", "description": "\ud83d 16 hours per week"},
    "half of a letter in an address": {"url": "https://jobs.example.org/\ud83d"},
    "half of a letter in a number": {"url": None, "identifier": "A\ud83d"},
    "a zero byte": {"title": "Cle\x00rk", "url": "https://jobs.example.org/\x00"},
    "a zero byte in a date": {"datePosted": "2026\x00"},
    "half of a letter in a date": {"validThrough": "2026\ud83d"},
    "the first day of all": {"datePosted": "0001-01-01T00:00:00+05:00"},
    "the last day of all": {"validThrough": "9999-12-31T23:59:59-05:00"},
    "a unit without end": {"baseSalary": {"value": {"minValue": 10, "unitText": "HOUR" * 500}}},
    "pay that is no number": {"baseSalary": {"value": {"minValue": float("nan")}}},
    "pay without end": {"baseSalary": {"value": {"minValue": float("inf"), "maxValue": 10**400}}},
    "pay below nothing": {"baseSalary": {"value": {"minValue": -5, "unitText": "HOUR"}}},
    "nowhere": {"jobLocation": {"geo": {"latitude": float("nan"), "longitude": 10**400}}},
    "a list of places": {
        "jobLocation": [{"address": {"postalCode": "BT1 1AA"}}, {"address": {}}, None]
    },
    "a place with a very long name": {"jobLocation": {"address": {"addressLocality": "x" * 9999}}},
    "an address without end": {"url": "https://jobs.example.org/" + "x" * 9_999},
    "an address that is none": {"url": "http://[::1"},
    "a number without end": {"url": None, "identifier": "9" * 9_999},
}


@pytest.mark.parametrize("changes", UNCOMMON.values(), ids=UNCOMMON)
def test_an_uncommon_row_is_taken_or_told_and_stops_no_other(esw, database, changes):
    content = lines(posting(1), posting(2, **changes), posting(3))
    batch_id = bring_in(esw, content)

    first, second, third = outcomes(database, batch_id)

    assert (first, third) == ("new", "new")
    assert second in ("new", "problem")
    assert state(database, batch_id) == ImportState.PUBLISHED
    assert esw.get(f"/import/{batch_id}")
    assert esw.get("/vacancies/")


def test_addresses_that_differ_in_their_query_are_different_adverts(esw, rows):
    one = posting(1, url="https://jobs.example.org/show?job=1&utm_source=x")
    again = posting(1, url="https://jobs.example.org/show?utm_medium=y&job=1")
    other = posting(2, url="https://jobs.example.org/show?job=2")

    bring_in(esw, lines(one, again, other))

    assert rows(Vacancy) == 2


def test_long_addresses_that_differ_only_at_their_end_are_different_adverts(esw, rows):
    long = "https://jobs.example.org/" + "x" * 400

    bring_in(esw, lines(posting(1, url=f"{long}1"), posting(2, url=f"{long}2")))

    assert rows(Vacancy) == 2


def test_two_roles_that_differ_only_in_what_they_offer_are_two_vacancies(esw, database, rows):
    csv = b"title,employer,postcode,hours\nClerk,Example,SO14 0AA,16\nClerk,Example,SO14 0AA,30\n"
    for _ in range(2):
        sent = send(esw, csv, "roles.csv")
        esw.submit(esw.get(sent.location))
        read_all()
        batch_id = int(sent.location.split("/")[2])
        page = esw.get(f"/import/{batch_id}")
        if "Nothing in it is new" not in page.text:
            publish(esw, batch_id)

    assert rows(Vacancy) == 2
    assert outcomes(database, batch_id) == ["same", "same"]


def test_a_file_that_waits_to_be_published_hides_nothing_from_another(esw, database, rows):
    first = int(send(esw, lines(posting(1), posting(2))).location.rsplit("/", 1)[1])
    second = int(send(esw, lines(posting(1), posting(3))).location.rsplit("/", 1)[1])
    read_all()

    publish(esw, second)

    assert "Assistant 1" in esw.get("/vacancies/").text
    page = esw.get(f"/import/{first}")
    esw.submit(page, form=f"form[action='/import/{first}/discard']")
    assert states(database) == ["open", "open"]


def test_two_files_with_the_same_advert_can_both_be_published(esw, database, rows):
    first = int(send(esw, lines(posting(1), posting(2))).location.rsplit("/", 1)[1])
    second = int(send(esw, lines(posting(1), posting(3))).location.rsplit("/", 1)[1])
    read_all()

    publish(esw, second)
    publish(esw, first)

    assert states(database) == ["open"] * 3
    assert state(database, first) == ImportState.PUBLISHED


def test_markup_scripts_and_letters_that_turn_a_line_round_are_shown_as_plain_words(esw):
    odd = posting(
        1,
        title="Clerk <script>alert(1)</script>\u202egnp.exe",
        description="&amp;lt;script&amp;gt;alert(2)&amp;lt;/script&amp;gt;مرحبا بكم<b>bold</b>",
    )
    batch_id = bring_in(esw, lines(odd))

    page = esw.get(f"/import/{batch_id}")

    assert "\u202e" not in page.text
    assert "<script>alert" not in page.text


def test_a_list_with_a_broken_end_gives_what_was_whole(esw, database, rows):
    whole = json.dumps([posting(1), posting(2)])
    batch_id = bring_in(esw, whole[:-30].encode())

    assert outcomes(database, batch_id) == ["new", "problem"]


def test_a_packed_file_cut_short_is_refused_and_leaves_nothing(esw, rows):
    packed = gzip.compress(lines(*(posting(n) for n in range(500))))
    answer = send(esw, packed[: len(packed) // 2], "cut.gz", status=422)

    assert "damaged" in answer.text
    assert rows(Vacancy) == 0


def test_a_file_whose_readers_die_twice_is_given_up_in_words(esw, database, rows):
    batch_id = int(send(esw, lines(*(posting(n) for n in range(150)))).location.rsplit("/", 1)[1])

    class Killed(BaseException):
        pass

    def die(_read_bytes):
        raise Killed

    for times in (0, 1):
        at = clock.now() + reading.LEASE * 2 * times
        with pytest.raises(Killed):
            reading.read_batch(reading._claim(at), lambda at=at: at, progress=die)
        end_reads()
    later = clock.now() + reading.LEASE * 5

    assert "begun again" in esw.get(f"/import/{batch_id}").text
    assert reading.read_waiting(lambda: later) == 0
    assert state(database, batch_id) == ImportState.FAILED
    assert "half-way twice" in esw.get(f"/import/{batch_id}").text
    assert (rows(Vacancy), rows(ImportRow)) == (0, 0)


def test_a_terminal_that_was_stopped_is_said_and_leaves_nothing(esw, database, rows):
    content = lines(*(posting(n) for n in range(150)))
    batch_id = int(send(esw, content).location.rsplit("/", 1)[1])
    batch = database.get(ImportBatch, batch_id)
    # As a terminal leaves it: the file was never sent, only read.
    batch.state, batch.heartbeat_at, batch.content = ImportState.READING, clock.now(), b""
    database.commit()
    end_reads()

    later = clock.now() + reading.LEASE * 2
    reading.read_waiting(lambda: later)
    end_reads()

    assert "The terminal that was reading this file stopped" in esw.get(f"/import/{batch_id}").text


def test_a_file_of_nothing_but_problems_does_not_say_that_all_is_known(esw):
    batch_id = int(send(esw, b"title,employer\n,Example\n", "x.csv").location.split("/")[2])
    esw.submit(esw.get(f"/import/{batch_id}/columns"))
    read_all()

    page = esw.get(f"/import/{batch_id}")

    assert "1 row could not be read" in page.text
    assert "word for word" not in page.text
