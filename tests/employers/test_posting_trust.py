"""What makes a posting worth a second look, in words; how often the form may be used."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from employers.models import PublicAttempt
from employers.operations.attempts import attempts_in_window, count_attempt, key_of
from employers.rules.money import minimum_wage
from employers.rules.trust import Evidence, Limit, domain_of, signals, window_start
from storage import clock
from storage.transaction import end_reads, transaction
from tests.builders import NOW
from tests.employers.posting import WHO, Employer, the_posting

TODAY = date(2026, 11, 2)
FINE = Evidence(
    email="robin@example.org",
    is_known=False,
    took=timedelta(minutes=4),
    trapped=False,
    website="https://www.example.org",
    known_domains=(),
    from_network=1,
    text="A role.",
    under_minimum=None,
    rate=minimum_wage(TODAY),
)


def said(**changes) -> str:
    return " ".join(signals(replace(FINE, **changes), TODAY))


def test_an_ordinary_posting_gives_no_reason_to_look_twice():
    assert said() == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"trapped": True}, "A field that people do not see"),
        ({"took": timedelta(seconds=7)}, "took 7 seconds"),
        ({"took": None}, "missing or not ours"),
        ({"email": "robin@gmail.com"}, "free e-mail address (gmail.com)"),
        ({"email": "robin@other.example"}, "the employer’s website is example.org"),
        ({"email": "a@b.example", "website": "", "known_domains": {"c.example"}}, "c.example"),
        ({"website": ""}, "nothing to compare"),
        ({"from_network": 9}, "9 roles came from the same network"),
        ({"text": "http://a http://b www.c www.d"}, "4 web addresses"),
        ({"under_minimum": minimum_wage(TODAY)}, "under the National Living Wage"),
    ],
)
def test_each_reason_is_told_in_words(changes, words):
    assert words in said(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "robin@shop.example.org"},
        {"email": "robin@EXAMPLE.org", "website": "example.org/jobs"},
        {"email": "robin@b.example", "website": "", "known_domains": {"b.example"}},
        {"email": "robin@gmail.com", "is_known": True},
    ],
)
def test_an_address_of_the_employer_is_no_reason(changes):
    assert said(**changes) == ""


def test_a_free_address_among_the_contacts_proves_nothing():
    assert "free e-mail" in said(email="x@gmail.com", website="", known_domains={"gmail.com"})


def test_staff_are_told_when_the_minimum_wage_is_past_its_date():
    late = date(2027, 4, 2)

    assert "ended on 31 March 2027" in " ".join(
        signals(replace(FINE, rate=minimum_wage(late)), late)
    )


@given(st.text(max_size=60))
def test_any_address_has_a_domain_or_none(text):
    assert isinstance(domain_of(text), str)


def test_attempts_are_counted_up_to_the_limit_and_again_in_the_next_window(database):
    limit = Limit(3, timedelta(hours=1))
    key = key_of("send", "robin@example.org", "secret")

    def attempt(at):
        with transaction():
            return count_attempt(key, limit, at)

    assert [attempt(NOW) for _ in range(3)] == [None] * 3
    assert attempt(NOW + timedelta(minutes=59)) == NOW + timedelta(hours=1)
    assert attempt(NOW + timedelta(hours=1)) is None
    assert attempts_in_window(key, limit, NOW) == 4
    end_reads()


def test_what_is_counted_cannot_be_read_back(database):
    key = key_of("send", "robin@example.org", "secret")

    assert key != key_of("send", "robin@example.org", "another secret")
    assert "robin" not in key


@given(st.integers(0, 10**9), st.integers(1, 100))
def test_an_instant_lies_in_its_window(seconds, hours):
    now, window = NOW + timedelta(seconds=seconds), timedelta(hours=hours)

    start = window_start(now, window)
    assert start <= now < start + window
    assert window_start(start, window) == start


def test_traps_and_haste_reach_whoever_reviews(app, world, rows, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    program = Employer(app)
    page = program.pages.get("/post-a-role")
    page = program.pages.submit(page, {**WHO, "homepage": "http://spam.example"})
    page = program.pages.submit(page, {"title": "Barista"}, form="#role")
    program.pages.submit(program.pages.submit(program.pages.submit(page)))

    words = " ".join(the_posting().signals)
    assert "A field that people do not see" in words
    assert "took 0 seconds" in words
    assert len(the_posting().network_hash) == 64


def test_a_stamp_that_is_not_ours_is_told(app, world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    program = Employer(app)
    page = program.pages.submit(
        program.pages.get("/post-a-role"), {**WHO, "opened": "2020-01-01T00:00:00"}
    )
    page = program.pages.submit(page, {"title": "Barista"}, form="#role")
    program.pages.submit(program.pages.submit(program.pages.submit(page)))

    assert "not ours" in " ".join(the_posting().signals)


def test_no_address_is_kept_where_attempts_are_counted(app, world, rows, database):
    Employer(app).post()

    kept = database.query(PublicAttempt).all()
    end_reads()
    assert len(kept) == 3
    assert all(len(row.key_hash) == 64 for row in kept)
