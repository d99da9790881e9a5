"""The same import in a terminal."""

import json

import pytest

from employers.models import ImportBatch, Vacancy
from storage.transaction import end_reads
from tests.imports.test_import_pages import lines, posting


@pytest.fixture
def run(app, database, tmp_path):
    def go(content: bytes, *options: str, name="adverts.jsonl"):
        file = tmp_path / name
        file.write_bytes(content)
        result = app.test_cli_runner().invoke(args=["vacancies", "import", str(file), *options])
        end_reads()
        return result

    return go


def test_a_file_is_published_and_reported(run, rows):
    result = run(lines(posting(1), posting(2)))

    assert result.exit_code == 0, result.output
    assert "2 new" in result.output
    assert rows(Vacancy) == 2


def test_a_dry_run_reports_the_same_and_writes_nothing(run, rows):
    result = run(lines(posting(1), posting(1)), "--dry-run")

    assert result.exit_code == 0, result.output
    assert "1 new" in result.output
    assert "1 repeated" in result.output
    assert "Nothing was written" in result.output
    assert (rows(Vacancy), rows(ImportBatch)) == (0, 0)


def test_rows_with_problems_are_told_by_line_and_the_exit_code_says_so(run, rows):
    result = run(lines(posting(1)) + b"\n{broken")

    assert result.exit_code == 1
    assert "line 2: not JSON" in result.output
    assert rows(Vacancy) == 1


def test_a_file_that_cannot_be_taken_is_refused_in_words(run):
    result = run(b"%PDF-1.7")

    assert result.exit_code == 2
    assert "not a file of adverts" in result.output


def test_a_column_is_mapped_by_hand(run, rows):
    result = run(b"a,b\nClerk,Example\n", "--map", "a=title", "--map", "b=employer", name="x.csv")

    assert result.exit_code == 0, result.output
    assert rows(Vacancy) == 1


def test_a_mapping_to_nothing_known_is_refused(run):
    result = run(b"a,b\nClerk,Example\n", "--map", "a=colour", name="x.csv")

    assert result.exit_code == 2
    assert "name a column of the file" in result.output


def test_a_file_that_is_not_there_is_said(app, database):
    result = app.test_cli_runner().invoke(args=["vacancies", "import", "/nowhere/at/all"])

    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_json_in_one_piece_comes_in_too(run, rows):
    result = run(json.dumps([posting(1), posting(2)], indent=1).encode(), name="all.json")

    assert result.exit_code == 0, result.output
    assert rows(Vacancy) == 2
