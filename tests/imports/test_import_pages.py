"""A file of adverts on screen: sent, read, looked at, published at once."""

import gzip
import io
import json

import pytest
import sqlalchemy as sa

from employers.adverts.row import Limits
from employers.imports import reading
from employers.models import ImportBatch, ImportRow, ImportState, Vacancy
from employers.rules.vacancies import VacancyState
from storage import clock
from storage.transaction import end_reads
from tests.builders_vacancies import a_vacancy, fact


def posting(number=1, **changes) -> dict:
    plain = {
        "@type": "JobPosting",
        "title": f"Assistant {number}",
        "hiringOrganization": {"name": "Example Surgery"},
        "jobLocation": {"address": {"postalCode": "SO14 0AA"}},
        "url": f"https://jobs.example.org/{number}",
        "description": f"<p>Role {number}: 16 hours per week.</p>",
    }
    return {**plain, **changes}


def lines(*values) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def send(esw, content: bytes, name="adverts.jsonl", *, status=302, **options):
    page = esw.get("/import/")
    token = page.tree.css_first('input[name="csrf_token"]').attributes["value"]
    data = {"csrf_token": token, "file": (io.BytesIO(content), name), **options}
    answer = esw.client.post("/import/", data=data, content_type="multipart/form-data")
    assert answer.status_code == status, answer.text[:500]
    return answer


def read_all():
    reading.read_waiting(clock.now)
    end_reads()


def publish(esw, batch_id):
    page = esw.get(f"/import/{batch_id}")
    return esw.submit(page, form=f"form[action='/import/{batch_id}/publish']")


def bring_in(esw, content: bytes) -> int:
    batch_id = int(send(esw, content).location.rsplit("/", 1)[1])
    read_all()
    publish(esw, batch_id)
    return batch_id


def states(database) -> list[str]:
    found = list(database.scalars(sa.select(Vacancy.state).order_by(Vacancy.id)))
    end_reads()
    return found


def test_nothing_is_visible_before_the_whole_file_is_published(esw, database):
    batch_id = int(send(esw, lines(posting(1), posting(2))).location.rsplit("/", 1)[1])
    assert "Waiting to be read" in esw.get(f"/import/{batch_id}").text
    read_all()

    assert states(database) == [VacancyState.DRAFT] * 2
    assert "Assistant 1" not in esw.get("/vacancies/").text

    page = publish(esw, batch_id)
    assert "Published: 2" in page.text
    assert states(database) == [VacancyState.OPEN] * 2
    assert "Assistant 1" in esw.get("/vacancies/").text


def test_the_same_file_again_changes_nothing(esw, database):
    content = lines(posting(1), posting(2))
    bring_in(esw, content)
    batch_id = int(send(esw, content).location.rsplit("/", 1)[1])
    read_all()

    page = esw.get(f"/import/{batch_id}")

    assert "Nothing in it is new" in page.text
    versions = list(database.scalars(sa.select(Vacancy.version)))
    assert versions == [1, 1]


def test_the_same_advert_twice_is_one_vacancy_with_a_note(esw, rows):
    again = posting(1, url="https://jobs.example.org/1?utm=x")
    elsewhere = posting(1, url="https://jobs.example.org/other")
    batch_id = bring_in(esw, lines(posting(1), again, elsewhere))

    assert rows(Vacancy) == 1
    page = esw.get(f"/import/{batch_id}?outcome=repeated")
    assert "The same advert as on line 1" in page.text
    assert "Word for word the advert on line 1" in page.text


def test_a_changed_advert_changes_its_vacancy_when_published_and_not_before(esw, database):
    bring_in(esw, lines(posting(1)))
    batch_id = int(
        send(esw, lines(posting(1, description="Now 20 hours per week."))).location.rsplit("/", 1)[
            1
        ]
    )
    read_all()
    hours = sa.select(Vacancy.conditions)
    assert database.scalar(hours)["hours_week"]["value"] == [16, 16]
    end_reads()

    publish(esw, batch_id)

    assert database.scalar(hours)["hours_week"]["value"] == [20, 20]
    assert database.scalar(sa.select(Vacancy.version)) == 2


def test_what_an_employer_told_us_is_kept_over_a_changed_advert(esw, database):
    bring_in(esw, lines(posting(1)))
    vacancy = database.scalar(sa.select(Vacancy))
    vacancy.conditions = {**vacancy.conditions, "hours_week": fact([10, 12], "employer")}
    database.flush()
    database.commit()

    batch_id = bring_in(esw, lines(posting(1, description="Now 20 hours per week.")))

    assert database.scalar(sa.select(Vacancy.conditions))["hours_week"]["value"] == [10, 12]
    end_reads()
    assert "kept over the advert" in esw.get(f"/import/{batch_id}").text


def test_a_vacancy_closed_by_hand_stays_closed(esw, database):
    bring_in(esw, lines(posting(1)))
    number = database.scalar(sa.select(Vacancy.id))
    end_reads()
    esw.submit(esw.get(f"/vacancies/{number}/close"), {"to": "filled"})

    bring_in(esw, lines(posting(1, description="Changed words.")))

    assert states(database) == [VacancyState.FILLED]


def test_a_bad_row_is_told_with_its_line_and_the_good_ones_come_in(esw, rows):
    batch_id = bring_in(esw, lines(posting(1)) + b"\n{broken\n" + lines(posting(2)))

    page = esw.get(f"/import/{batch_id}?outcome=problem")

    assert "not JSON" in page.text
    assert rows(Vacancy) == 2


def test_each_fact_shows_the_words_it_came_from(esw):
    batch_id = bring_in(esw, lines(posting(1)))

    assert "“Role 1: 16 hours per week.”" in esw.get(f"/import/{batch_id}").text


def test_a_closing_date_that_is_past_is_said_and_can_be_left_out(esw, database):
    old = lines(posting(1, validThrough="2020-01-01", datePosted="2019-12-01"))
    batch_id = bring_in(esw, old)
    assert "on no shortlist" in esw.get(f"/import/{batch_id}").text
    assert "Assistant 1" not in esw.get("/vacancies/").text

    other = lines(posting(2, validThrough="2020-01-01", datePosted="2019-12-01"))
    sent = send(esw, other, ignore_past_closing="y")
    read_all()
    publish(esw, int(sent.location.rsplit("/", 1)[1]))
    assert "Assistant 2" in esw.get("/vacancies/").text


CSV = "Role,Firm,Post code,Weekly hours\nClerk,Example Ltd,SO14 0AA,12-16\n"


def test_a_spreadsheet_asks_what_its_columns_mean_and_shows_the_mapping(esw, database):
    sent = send(esw, CSV.encode(), "roles.csv")
    page = esw.get(sent.location)
    assert page.heading == "What do the columns mean?"
    assert page.values()["column-0"] == "title"

    batch_id = int(sent.location.split("/")[2])
    esw.submit(page)
    read_all()
    page = publish(esw, batch_id)

    assert "Weekly hours →" in page.text
    assert database.scalar(sa.select(Vacancy.conditions))["hours_week"]["value"] == [12, 16]


def test_a_mapping_without_a_title_is_refused_and_kept(esw):
    page = esw.get(send(esw, CSV.encode(), "roles.csv").location)

    page = esw.submit(page, {"column-0": "", "column-3": "pay_text"}, status=422)

    assert "job title" in page.errors[0]
    assert page.values()["column-3"] == "pay_text"


def test_two_columns_for_one_thing_are_refused(esw):
    page = esw.get(send(esw, CSV.encode(), "roles.csv").location)

    page = esw.submit(page, {"column-3": "title"}, status=422)

    assert "Two columns" in page.errors[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not a file of adverts"),
        (",".join(f"c{n}" for n in range(300)).encode() + b"\n", "300 columns"),
        (b"\x1f\x8bbroken", "damaged"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(esw, rows, content, said):
    answer = send(esw, content, status=422)

    assert said in answer.text
    assert rows(ImportBatch) == 0


def test_no_file_at_all_is_refused_in_words(esw):
    page = esw.submit(esw.get("/import/"), status=422)

    assert page.errors == ["Choose a file."]


def test_what_breaks_only_while_reading_fails_the_import_and_leaves_nothing(esw, rows, monkeypatch):
    sent = send(esw, gzip.compress(lines(*(posting(n) for n in range(200)))))
    monkeypatch.setattr(reading, "Limits", lambda: Limits(rows=100))
    read_all()

    page = esw.get(sent.location)

    assert "not taken" in page.text
    assert "more than 100 rows" in page.text
    assert rows(Vacancy) == 0
    assert rows(ImportRow) == 0


def test_an_import_whose_reader_died_is_taken_up_again_without_doubling(esw, database, rows):
    content = lines(*(posting(n) for n in range(150)))
    send(esw, content)

    class Killed(BaseException):
        pass

    def die(_read_bytes):
        raise Killed

    with pytest.raises(Killed):
        reading.read_batch(reading._claim(clock.now()), clock.now, progress=die)
    end_reads()
    assert 0 < rows(ImportRow) < 150
    assert reading._claim(clock.now()) is None

    later = clock.now() + reading.LEASE * 2
    reading.read_waiting(lambda: later)
    end_reads()

    assert rows(ImportRow) == 150
    assert rows(Vacancy) == 150
    assert database.scalar(sa.select(ImportBatch.state)) == ImportState.READY


def test_a_discarded_file_leaves_nothing_behind(esw, rows):
    batch_id = int(send(esw, lines(posting(1))).location.rsplit("/", 1)[1])
    read_all()

    page = esw.get(f"/import/{batch_id}")
    esw.submit(page, form=f"form[action='/import/{batch_id}/discard']")

    assert rows(Vacancy) == 0
    assert "discarded" in esw.get(f"/import/{batch_id}").text


def test_publishing_twice_publishes_once(esw, database):
    batch_id = bring_in(esw, lines(posting(1)))
    page = esw.get("/import/")

    page = esw.post(f"/import/{batch_id}/publish", csrf_from=page)

    assert "only once" in page.text


def test_an_import_that_does_not_exist_is_not_found(esw):
    esw.get("/import/99999", status=404)


def test_a_vacancy_already_here_is_untouched_by_an_import_of_others(esw, database):
    mine = a_vacancy(title="Mine")

    bring_in(esw, lines(posting(1)))

    assert database.get(Vacancy, mine.id).version == 1
