"""What is in a file of adverts comes in, what is broken is told, what is no file is refused."""

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from employers.adverts.reading import read_adverts, sniff
from employers.adverts.row import FileRefused, Limits
from employers.adverts.spreadsheet import FIELDS, suggested_mapping, template


def posting(**changes) -> dict:
    plain = {
        "@context": "http://schema.org",
        "@type": "JobPosting",
        "title": "Receptionist",
        "hiringOrganization": {"@type": "Organization", "name": "Example Surgery"},
        "jobLocation": {"address": {"postalCode": "SO14 0AA", "addressLocality": "SOUTHAMPTON"}},
        "datePosted": "2026-10-20T09:00:00+0100",
        "validThrough": "2026-12-01T23:59:59+0000",
        "url": "https://jobs.example.org/vacancy/1?utm_source=x",
        "description": "&lt;p&gt;A quiet front desk.&lt;/p&gt;",
    }
    return {**plain, **changes}


def read(content: bytes, **how):
    return list(read_adverts(io.BytesIO(content), **how))


def lines(*values) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


FORMS = {
    "one object": json.dumps(posting()).encode(),
    "over several lines": json.dumps(posting(), indent=2).encode(),
    "a list": json.dumps([posting()]).encode(),
    "a graph": json.dumps({"@graph": [{"@type": "WebPage"}, posting()]}).encode(),
    "a line": lines(posting()),
    "packed": gzip.compress(lines(posting())),
    "with a mark": b"\xef\xbb\xbf" + lines(posting()),
    "UTF-16": json.dumps(posting()).encode("utf-16"),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_a_posting_comes_in_whatever_the_file_is_like(content):
    (row,) = read(content)

    draft = row.draft
    assert (draft.title, draft.employer) == ("Receptionist", "Example Surgery")
    assert (draft.place.easting, draft.place.northing) == (442294, 112126)
    assert draft.closes_on.isoformat() == "2026-12-01"
    assert draft.description == "A quiet front desk."
    assert draft.advert_key == "url:jobs.example.org/vacancy/1"


def test_a_bad_row_never_stops_the_good_ones():
    content = (
        lines(posting()) + b"\n{not json\n" + lines(posting(title="")) + b"\n" + lines(posting())
    )

    rows = read(content)

    assert [row.draft is not None for row in rows] == [True, False, False, True]
    assert "not JSON" in rows[1].problems[0]
    assert rows[2].problems[0].startswith("title:")


def test_windows_letters_are_read_as_they_were_written():
    csv = "title,employer\nBarista,Café Exemple\n".encode("cp1252")

    assert sniff(io.BytesIO(csv)).encoding == "cp1252"
    assert read(csv)[0].draft.employer == "Café Exemple"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"%PDF-1.7 ...", "not a file of adverts"),
        (b"PK\x03\x04....", "not a file of adverts"),
        (b"\x00\x01\x02" * 50, "not a text file"),
        (b"\x1f\x8b" + b"broken", "damaged"),
        (b"[" * 10_000 + b"]" * 10_000, "nested far too deep"),
        (b"just some words\n", "no columns"),
        (",".join(f"c{n}" for n in range(300)).encode() + b"\n", "300 columns"),
        (b"colour,size\nred,4\n", "job title and the employer"),
    ],
)
def test_what_is_no_file_of_adverts_is_refused_in_words(content, reason):
    with pytest.raises(FileRefused, match=reason):
        read(content)


def test_a_file_that_unpacks_to_a_disk_full_is_refused():
    bomb = gzip.compress(b"x" * 5_000_000)

    with pytest.raises(FileRefused, match="unpacks to more"):
        read(bomb, limits=Limits(unpacked_bytes=1_000_000))


def test_a_deep_line_is_a_problem_of_that_line_alone():
    deep = b'{"a":' * 10_000 + b"1" + b"}" * 10_000

    rows = read(lines(posting()) + b"\n" + deep)

    assert rows[0].draft is not None
    assert "too deep" in rows[1].problems[0]


def test_a_line_far_too_long_is_a_problem_of_that_line_alone():
    rows = read(lines(posting(), {"a": "x" * 5_000}, posting()), limits=Limits(row_bytes=2_000))

    assert [row.draft is None for row in rows] == [False, True, False]


def test_markup_escaped_twice_becomes_clean_words():
    text = "&lt;p&gt;Tea &amp;amp; cake&lt;br /&gt;daily&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;"

    (row,) = read(lines(posting(description=text)))

    assert row.draft.description == "Tea & cake\ndaily"


@pytest.mark.parametrize("code", ["BT1 1AA", "JE2 3AB", "nowhere", ""])
def test_a_place_outside_great_britain_is_unknown_and_said(code):
    (row,) = read(lines(posting(jobLocation={"address": {"postalCode": code}})))

    assert row.draft.place.easting is None
    assert any("place" in note for note in row.notes)


def test_coordinates_serve_where_there_is_no_postcode():
    place = {"geo": {"latitude": "51.501009", "longitude": "-0.141588"}}

    (row,) = read(lines(posting(jobLocation=place)))

    assert (row.draft.place.easting, row.draft.place.northing) == (529090, 179645)


def test_employment_type_is_a_claim_and_the_conflict_is_shown():
    said = posting(employmentType="FULL_TIME", title="Part-time receptionist")

    (row,) = read(lines(said))

    assert any("says full time" in note and "Part-time" in note for note in row.notes)


def test_a_closing_date_that_is_no_date_names_its_field():
    (row,) = read(lines(posting(validThrough="soon")))

    assert row.problems[0].startswith("validThrough:")


CSV = (
    "Job title;Employer;Postcode;Closing;Hours;Heaviest lift;Contract type;Exposures\n"
    "Receptionist;Example Surgery;SO14 0AA;01/12/2026;12-16;5 kg;Permanent;cold=no; \n"
)


def test_a_spreadsheet_with_everyday_names_maps_itself():
    header = ["Job title", "Employer", "Post Code", "Closing date", "Hours per week", "Colour"]

    assert suggested_mapping(header) == {
        "Job title": "title",
        "Employer": "employer",
        "Post Code": "postcode",
        "Closing date": "closes_on",
        "Hours per week": "hours_week",
    }


def test_cells_become_facts_with_the_words_they_came_from():
    csv = "title,employer,hours,lifting,contract type\nClerk,Example,12-16,5 kg,Permanent\n"

    (row,) = read(csv.encode())

    facts = row.draft.conditions
    assert facts["hours_week"]["value"] == [12, 16]
    assert facts["lift_max_kg"]["value"] == 5
    assert facts["contract"]["value"] == "permanent"
    assert facts["contract"]["words"] == "contract type: Permanent"


@pytest.mark.parametrize("cell", ["-5", "many", "5000"])
def test_a_cell_outside_its_scale_names_the_column_and_the_remedy(cell):
    csv = f"title,employer,lifting\nClerk,Example,{cell}\n"

    (row,) = read(csv.encode())

    assert row.draft is None
    assert row.problems[0].startswith("lifting:")


def test_a_mapping_given_by_hand_wins():
    csv = "a,b\nClerk,Example\n"

    (row,) = read(csv.encode(), mapping={"a": "title", "b": "employer"})

    assert row.draft.title == "Clerk"


def test_the_template_reads_back_as_its_own_example():
    (row,) = read(template().encode())

    assert row.draft.title == "Receptionist"
    assert set(suggested_mapping(list(FIELDS)).values()) == set(FIELDS)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_nothing_else(content):
    try:
        rows = read(content)
    except FileRefused:
        return
    assert all(row.draft or row.problems for row in rows)


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from(sorted(posting())),
)
def test_a_posting_with_any_nonsense_in_any_field_is_a_draft_or_a_problem(nonsense, name):
    (row, *_) = read(lines({**posting(), name: nonsense})) or [None]

    assert row is None or row.draft or row.problems


def titles(content: str) -> list[str | None]:
    return [row.draft.title if row.draft else None for row in read(content.encode())]


def test_a_title_over_the_table_is_not_its_header():
    assert titles("Vacancies in November,,\n,,\ntitle,employer,hours\nClerk,Example,16\n") == [
        "Clerk"
    ]


def test_columns_with_one_name_or_none_are_told_apart():
    kind = sniff(io.BytesIO(b"title,employer,Notes,Notes,,Notes\nClerk,Example,a,b,c,d\n"))

    assert kind.header == ("title", "employer", "Notes", "Notes (2)", "Column 5", "Notes (3)")


def test_a_quote_that_never_closes_is_a_problem_of_its_own_line():
    assert titles('title,employer\nClerk,"Example\nCook,Example\nPorter,Example\n') == [
        None,
        "Cook",
        "Porter",
    ]


def test_a_cell_over_several_lines_and_a_quote_within_a_cell_are_read():
    csv = (
        'title,employer,details\nClerk,Example,"One\nTwo, ""three"""\n'
        'Pipe fitter 5" pipe,Example,\n'
    )

    assert titles(csv) == ["Clerk", 'Pipe fitter 5" pipe']


def test_a_spreadsheet_s_line_far_too_long_is_told_and_stops_no_other():
    csv = "title,employer\nClerk,Example\n" + "x" * 5_000 + "\nCook,Example\n"

    rows = read(csv.encode(), limits=Limits(row_bytes=2_000))

    assert [row.draft is None for row in rows] == [False, True, False]


def test_a_header_alone_has_no_rows():
    assert titles("title,employer\n") == []


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("lifting", "5kg", 5),
        ("lifting", "12.5 kilos", 12.5),
        ("hours", "16 hours per week", [16, 16]),
        ("hours", "12 to 16 hrs", [12, 16]),
        ("hourly rate", "£12.50 an hour", 12.5),
        ("hourly rate", "12.50ph", 12.5),
    ],
)
def test_a_number_with_its_own_unit_is_that_number(column, cell, value):
    (row,) = read(f"title,employer,{column}\nClerk,Example,{cell}\n".encode())

    (fact,) = row.draft.conditions.values()
    assert fact["value"] == value


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("lifting", "11 lb"),
        ("lifting", "2 stone"),
        ("hours", "75 a fortnight"),
        ("hours", "12 or 16"),
        ("hourly rate", "£95 per day"),
        ("hourly rate", "£24000 a year"),
    ],
)
def test_a_number_of_something_else_is_never_taken_for_it(column, cell):
    (row,) = read(f"title,employer,{column}\nClerk,Example,{cell}\n".encode())

    assert row.draft is None
    assert row.problems[0].startswith(f"{column}:")


@pytest.mark.parametrize("typed", ["2026-12-01", "01/12/2026", "1 December 2026"])
def test_a_posting_s_day_is_read_as_people_in_britain_write_it(typed):
    (row,) = read(lines(posting(validThrough=typed)))

    assert row.draft.closes_on.isoformat() == "2026-12-01"


@pytest.mark.parametrize("never", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-05:00"])
def test_a_day_that_stands_for_none_is_none(never):
    (row,) = read(lines(posting(validThrough=never)))

    assert row.draft.closes_on is None
