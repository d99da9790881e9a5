import io
import json
import sys
import tracemalloc
from decimal import Decimal

import pytest

from matching.__main__ import main
from matching.facts import Point
from matching.files import BadFile, read_profile, read_vacancies
from matching.titles import likeness
from matching.written import vacancy_from_json

PROFILE = """{"id": "c1", "home": {"easting": 442294, "northing": 112126},
 "interests": ["office administrator"],
 "ruled_out_employers": ["Acme Ltd"], "ruled_out_areas": ["SO45"],
 "limits": {"lift_max_kg": {"usual": 10, "bad_day": 5, "strength": "must"},
            "hours_week": {"usual": [8, 16], "strength": "must"},
            "time_window": {"usual": ["09:30", "16:00"], "strength": "important"},
            "location": {"usual": 12, "strength": "must"},
            "exposures": {"usual": ["cold", "vibration"], "strength": "nice"},
            "requirements": {"usual": ["driving_licence"], "strength": "must"}}}"""
VACANCY = {
    "id": "v1",
    "title": "Receptionist",
    "employer": "Example Surgery",
    "posted_on": "2026-11-02",
    "closes_on": "2026-12-01",
    "place": {"easting": 441000, "northing": 113000},
    "conditions": {
        "lift_max_kg": {"value": 8, "negotiable": "no"},
        "hours_week": {"value": [12, 20], "negotiable": "maybe"},
        "time_window": {"value": ["09:00", "14:30"]},
        "work_mode": {"value": "site"},
    },
}


@pytest.fixture
def matcher(tmp_path, capsys):
    """Runs the matcher on texts; returns the exit status, the lines out, and the complaint."""

    def run(profile, vacancies, *options):
        paths = []
        for name, text in (("profile.json", profile), ("vacancies.jsonl", vacancies)):
            path = tmp_path / name
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(str(path))
        try:
            status = main([*paths, *options])
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        complaint = printed.err.replace(f"{tmp_path}/", "")
        return status, [json.loads(line) for line in printed.out.splitlines()], complaint

    return run


def lines(*vacancies):
    return "".join(json.dumps(vacancy) + "\n" for vacancy in vacancies)


def stating(**conditions):
    return {"id": "v1", "conditions": conditions}


def test_the_published_example_comes_out_as_published(matcher):
    status, (said,), complaint = matcher(PROFILE, lines(VACANCY))

    like = likeness("office administrator", "Receptionist")
    (question,) = said.pop("questions")
    assert (status, complaint) == (0, "")
    assert question["key"] == "requirements"
    assert question["ask"].endswith("?")
    assert said == {
        "id": "v1",
        "rank": 1,
        "verdict": "would_need_changes",
        "conflicts": 0,
        "cost": 1960 + 2 * (1000 - like.score) + 39,
        "open_points": 2,
        "interest": like.score,
        "matched_title": like.matched or None,
        "travel_cost": 39,
        "findings": [
            {"key": "lift_max_kg", "outcome": "good_days_only", "strength": "must", "cost": 515},
            {
                "key": "hours_week",
                "outcome": "meets",
                "strength": "must",
                "cost": 0,
                "bad_day": "not_discussed",
            },
            {
                "key": "time_window",
                "outcome": "near_miss",
                "strength": "important",
                "cost": 295,
                "bad_day": "not_discussed",
            },
            {
                "key": "location",
                "outcome": "meets",
                "strength": "must",
                "cost": 0,
                "bad_day": "not_discussed",
            },
            {"key": "exposures", "outcome": "unknown", "strength": "nice", "cost": 150},
            {"key": "requirements", "outcome": "unknown", "strength": "must", "cost": 1000},
        ],
        "smallest_change": [{"key": "lift_max_kg", "to": 5, "ask": None, "refused": True}],
    }


def test_interest_is_null_and_travel_absent_where_they_do_not_count(matcher):
    _, (said,), _ = matcher("{}", lines(VACANCY))

    assert said["interest"] is None
    assert said["matched_title"] is None
    assert "travel_cost" not in said
    assert said["verdict"] == "fits"


THREE = lines(
    {"id": "asks"},
    stating(stairs={"value": "some"}) | {"id": "fits"},
    stating(stairs={"value": "ladders"}) | {"id": "clashes"},
)
STAIRS = '{"limits": {"stairs": {"usual": "some"}}}'


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), [("fits", 1), ("asks", 2), ("clashes", 3)]),
        (("--limit", "1"), [("fits", 1)]),
        (("--limit", "0"), []),
        (("--only", "worth_asking,clashes"), [("asks", 2), ("clashes", 3)]),
        (("--only", "worth_asking, clashes", "--limit", "1"), [("asks", 2)]),
    ],
)
def test_ranks_count_over_every_vacancy_whatever_is_shown(matcher, options, shown):
    status, said, _ = matcher(STAIRS, THREE, *options)

    assert status == 0
    assert [(line["id"], line["rank"]) for line in said] == shown


def test_an_empty_file_and_blank_lines_are_no_vacancies(matcher):
    assert matcher("{}", "") == (0, [], "")
    assert matcher("{}", "\n  \r\n" + lines({"id": "v1"}) + "\r\n\n")[1][0]["id"] == "v1"


def test_a_byte_order_mark_is_no_trouble(matcher):
    status, said, _ = matcher(b"\xef\xbb\xbf{}", b"\xef\xbb\xbf" + lines({"id": "v1"}).encode())

    assert (status, len(said)) == (0, 1)


def test_null_is_the_same_as_not_there(matcher):
    nothing = dict.fromkeys(["title", "employer", "posted_on", "closes_on", "place"])

    status, (said,), _ = matcher(STAIRS, lines({"id": "v1", **nothing, "conditions": None}))

    assert (status, said["verdict"]) == (0, "worth_asking")


def test_ids_come_out_as_they_went_in(matcher):
    _, said, _ = matcher("{}", lines({"id": " 1"}, {"id": "1"}, {"id": "é 𝄞"}))

    assert sorted(line["id"] for line in said) == [" 1", "1", "é 𝄞"]


BAD_VACANCIES = [
    ("not json", "1: vacancy: this is not JSON"),
    (lines({"id": "a"}) + '{"id": "b",}', "2: vacancy: this is not JSON"),
    ('{"id": "a"} {"id": "b"}', "1: vacancy: this is not JSON"),
    ("[]", "1: vacancy: a list is not an object"),
    ("5", '1: vacancy: "5" is not an object'),
    ("null", "1: vacancy: null is not an object"),
    ("[" * 100_000, "1: vacancy: it is nested too deeply"),
    ('{"id": ' + "[" * 100_000, "1: vacancy: it is nested too deeply"),
    (lines({}), "1: id: the vacancy has none"),
    (lines({"id": " "}), "1: id: the vacancy has none"),
    (lines({"id": 1}), '1: id: "1" is not text'),
    (lines({"id": "a"}, {"id": "b"}, {"id": "a"}), "3: id: a is on line 1 already"),
    (lines({"id": "a", "name": "x"}), "1: name: there is no such field here"),
    ('{"id": "a", "id": "b"}', "1: id: the field is there twice"),
    (lines({"id": "a", "title": ["x"]}), "1: title: a list is not text"),
    (lines({"id": "a", "title": "x" * 1_000_000}), "1: title: it is 1000000 characters long"),
    ('{"id": "a", "title": "\\ud800"}', "1: title: it holds half a character"),
    (lines({"id": "a", "posted_on": "02/11/2026"}), "1: posted_on: "),
    (lines({"id": "a", "closes_on": "2026-02-30"}), "1: closes_on: "),
    (lines({"id": "a", "closes_on": "20261201"}), "1: closes_on: "),
    (lines({"id": "a", "place": "SO14"}), '1: place: "SO14" is not an object'),
    (lines({"id": "a", "place": {}}), "1: place.easting: "),
    (lines({"id": "a", "place": {"easting": 1}}), "1: place.northing: "),
    (lines({"id": "a", "place": {"easting": -1, "northing": 1}}), "1: place.easting: "),
    (lines({"id": "a", "place": {"easting": 1.5, "northing": 1}}), "1: place.easting: "),
    (lines({"id": "a", "place": {"easting": True, "northing": 1}}), "1: place.easting: "),
    (lines({"id": "a", "place": {"postcode": ""}}), "1: place.postcode: it is blank"),
    (lines({"id": "a", "place": {"postcode": "X", "easting": 1}}), "1: place.postcode: "),
    (lines({"id": "a", "conditions": []}), "1: conditions: a list is not an object"),
    (lines(stating(lift_max={"value": 5})), "1: conditions.lift_max: there is no such condition"),
    (lines(stating(stairs="some")), "1: conditions.stairs: "),
    (lines(stating(stairs={"value": "lots"})), "1: conditions.stairs.value: "),
    (lines(stating(stairs={"value": "some", "note": ""})), "1: conditions.stairs.note: "),
    (lines(stating(stairs={"negotiable": "often"})), "1: conditions.stairs.negotiable: "),
    (lines(stating(stairs={"source": "a friend"})), "1: conditions.stairs.source: "),
    (lines(stating(stairs={"source": ["advert"]})), "1: conditions.stairs.source: "),
    (lines(stating(stairs={"as_of": "today"})), "1: conditions.stairs.as_of: "),
    (lines(stating(location={"value": 5})), "1: conditions.location.value: where a vacancy is"),
    (lines(stating(exposures={"value": {"cold": 1}})), "1: conditions.exposures.value.cold: "),
    (
        '{"id": "a", "conditions": {"lift_max_kg": {"value": NaN}}}',
        "1: conditions.lift_max_kg.value: ",
    ),
    (
        '{"id": "a", "conditions": {"lift_max_kg": {"value": 1' + "0" * 400 + "}}}",
        "1: conditions.lift_max_kg.value: ",
    ),
    (
        '{"id": "a", "conditions": {"hours_week": {"value": [8, -Infinity]}}}',
        "1: conditions.hours_week.value: ",
    ),
    (
        '{"id": "a", "conditions": {"pay_hourly": {"value": 1e99999999999999999999}}}',
        "1: conditions.pay_hourly.value: ",
    ),
    ('{"id": "a", "place": {"easting": NaN, "northing": 1}}', "1: place.easting: "),
    ('{"id": NaN}', '1: id: "NaN" is not text'),
    ('{"id": "a", "conditions": {"lift_max_kg": {"value": 1e999}}}', "1: conditions.lift_max_kg"),
    ('{"id": "a", "place": {"easting": ' + "9" * 5000 + "}}", "1: place.easting: "),
    (b'{"id": "a"}\n{"id": "\xff"}\n', "2: file: it is not UTF-8 text"),
]


@pytest.mark.parametrize(("text", "expected"), BAD_VACANCIES, ids=lambda text: str(text)[:40])
def test_a_bad_vacancy_is_refused_by_file_line_field_and_remedy(matcher, text, expected):
    status, said, complaint = matcher("{}", text)

    assert (status, said) == (2, [])
    assert complaint.startswith(f"vacancies.jsonl:{expected}")
    assert complaint.count("\n") == 1
    assert complaint.rstrip("\n")[-1] in ".?"


BAD_PROFILES = [
    ("{", "1: profile: this is not JSON"),
    ('{"id": "c",\n "limits": {,}}', "2: profile: this is not JSON"),
    ("[]", "1: profile: a list is not an object"),
    ('{"name": "x"}', "1: name: there is no such field here"),
    ('{"id": 5}', '1: id: "5" is not text'),
    ('{"home": {"postcode": 5}}', "1: home.postcode: "),
    ('{"interests": "cook"}', '1: interests: "cook" is not a list'),
    ('{"interests": ["cook", ""]}', "1: interests: one of the list is blank"),
    ('{"ruled_out_areas": ["near the river"]}', "1: ruled_out_areas: "),
    ('{"limits": []}', "1: limits: a list is not an object"),
    ('{"limits": {"lift": {"usual": 5}}}', "1: limits.lift: there is no such condition"),
    ('{"limits": {"stairs": {}}}', "1: limits.stairs.usual: nothing is filled in"),
    (
        '{"limits": {\n"stairs": {"usual": "some"},\n"lift_max_kg": {"usual": 5,\n"bad_day": 6}}}',
        "4: limits.lift_max_kg.bad_day: the limit for a bad day is looser",
    ),
    ('{"limits": {"exposures": {"usual": []}}}', "1: limits.exposures.usual: the list is empty"),
    ("[" * 100_000, "1: profile: it is nested too deeply"),
]


@pytest.mark.parametrize(("text", "expected"), BAD_PROFILES, ids=lambda text: str(text)[:40])
def test_a_bad_profile_is_refused_by_file_line_field_and_remedy(matcher, text, expected):
    status, said, complaint = matcher(text, lines({"id": "v1"}))

    assert (status, said) == (2, [])
    assert complaint.startswith(f"profile.json:{expected}")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [("--limit", "-1"), ("--limit", "many"), ("--only", "fit"), ("--only", ""), ("--what",)],
)
def test_an_option_that_cannot_be_meant_is_refused_in_one_line(matcher, options):
    status, said, complaint = matcher("{}", lines({"id": "v1"}), *options)

    assert (status, said) == (2, [])
    assert complaint.count("\n") == 1


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(BadFile, match=r"missing\.json: file: it cannot be read .* Check the path"):
        read_profile(str(tmp_path / "missing.json"))
    with pytest.raises(BadFile, match="it cannot be read"):
        read_vacancies(str(tmp_path))


def test_whole_metres_may_be_written_with_a_fraction_of_nothing():
    raw = {"id": "v1", "place": {"easting": Decimal("441000.0"), "northing": 113000.0}}

    vacancy = vacancy_from_json(raw, lambda _postcode: None)

    assert vacancy.place == Point(441000, 113000)
    assert type(vacancy.place.easting) is type(vacancy.place.northing) is int


def test_a_long_file_is_read_line_by_line(tmp_path):
    path = tmp_path / "vacancies.jsonl"
    path.write_text(lines(*({"id": f"v{n}", "title": " " * 900} for n in range(3_000))))

    tracemalloc.start()
    try:
        read_vacancies(str(path))
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most_bytes < path.stat().st_size


def test_vacancies_may_come_from_standard_input(monkeypatch):
    standard_input = io.TextIOWrapper(io.BytesIO(lines({"id": "v1"}).encode()))
    monkeypatch.setattr(sys, "stdin", standard_input)

    assert [vacancy.id for vacancy in read_vacancies("-")] == ["v1"]


class Located:
    easting, northing, outward = 442000, 112000, "SO14"


def test_a_postcode_gives_the_place_and_the_outward_code():
    raw = {"id": "v1", "place": {"postcode": "SO14 0AA"}}

    vacancy = vacancy_from_json(raw, lambda postcode: Located() if postcode else None)

    assert (vacancy.place.easting, vacancy.place.northing) == (442000, 112000)
    assert vacancy.outward == "SO14"


def test_a_postcode_nobody_knows_is_an_unknown_place():
    vacancy = vacancy_from_json({"id": "v1", "place": {"postcode": "BT1 1AA"}}, lambda _: None)

    assert (vacancy.place, vacancy.outward) == (None, None)
