"""Other features show something on an employer's page without employers knowing them."""

import pytest
from jinja2 import ChoiceLoader, DictLoader

from employers.routes.room import Part, add_part
from tests.builders_employers import an_employer


@pytest.fixture
def timeline(app, monkeypatch):
    """A feature above employers, with a part of its own in each place but none for Teacup."""
    template = {"elsewhere/part.html": "<p>{{ part.values.says }} {{ employer.name }}</p>"}
    loaders = ChoiceLoader([DictLoader(template), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", loaders)
    monkeypatch.setitem(app.extensions, "employer_page_parts", {})
    for place in ("top", "main", "side"):
        add_part(
            app,
            place,
            lambda employer, place=place: (
                None
                if employer.name.startswith("Teacup")
                else Part("elsewhere/part.html", {"says": f"A visit to ({place})"})
            ),
        )


def test_a_part_is_shown_in_its_place_with_what_it_was_given(esw, timeline):
    page = esw.get(f"/employers/{an_employer().id}")

    for place in ("top", "main", "side"):
        assert f"A visit to ({place}) Moonbeam Stores" in page.text


def test_a_part_with_nothing_to_show_shows_nothing(esw, timeline):
    assert "A visit to" not in esw.get(f"/employers/{an_employer('Teacup Trading').id}").text
