"""Rules of the house that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [
    "matching",
    "places",
    "employers",
    "clients",
    "liaison",
    "placements",
    "checkins",
    "staff",
    "notices",
    "web",
    "storage",
    "demo",
]
CODE = sorted(
    path
    for package in (*PACKAGES, "app.py", "worker.py", "config.py", "serve.py")
    for path in ([ROOT / package] if package.endswith(".py") else (ROOT / package).rglob("*.py"))
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FILE_LINES_MAX = 260
FUNCTION_LINES_MAX = 45
# The glossary says which word is meant; these are the ones it is not.
OTHER_WORDS = re.compile(
    r"\b(candidates?|patients?|job seekers?|jobseekers?|service users?|blacklist\w*|job.ready)\b",
    re.IGNORECASE,
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_answers_one_question_and_stays_short(path):
    assert len(path.read_text().splitlines()) <= FILE_LINES_MAX


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_function_can_be_read_at_a_glance(path):
    long = {
        each.name: length
        for each in functions(path)
        if (length := each.end_lineno - each.lineno) > FUNCTION_LINES_MAX
    }
    assert long == {}


def test_only_one_place_commits():
    commits = [name(path) for path in CODE if re.search(r"\.commit\(\)", path.read_text())]

    assert commits == ["storage/transaction.py"]


def test_there_is_no_junk_drawer():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}

    assert [
        name(path) for path in CODE if path.stem in drawers or path.parent.name in drawers
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_uses_the_words_of_the_glossary(path):
    words = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)

    assert OTHER_WORDS.findall(words) == []


@pytest.mark.parametrize(
    "path", [path for path in TESTS if path.stem.startswith("test_")], ids=name
)
def test_every_function_that_asserts_is_run(path):
    """A test without its prefix never fails: it must be a test, a fixture, or called by one."""
    source = path.read_text()
    idle = [
        each.name
        for each in functions(path)
        if any(isinstance(node, ast.Assert) for node in ast.walk(each))
        and not each.name.startswith("test_")
        and not each.decorator_list
        and len(re.findall(rf"\b{each.name}\b", source)) < 2
    ]
    assert idle == []


def test_nothing_depends_on_folders_outside_the_repository():
    outside = re.compile(r"\.\./shared|/work/")
    mine = Path(__file__)

    found = [
        name(p) for p in (*CODE, *TESTS, *TEMPLATES) if p != mine and outside.search(p.read_text())
    ]
    assert found == []
