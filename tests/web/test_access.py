"""Who may open what."""

import re
from collections import Counter

from flask import url_for

from tests.builders_clients import a_client, a_profile
from tests.builders_vacancies import a_vacancy
from web.access import LISTS, may_open
from web.person import Role


def test_every_endpoint_stands_in_exactly_one_access_list(app):
    listed = Counter(endpoint for names in LISTS.values() for endpoint in names)
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert {name for name in endpoints if listed[name] == 0} == set()
    assert {name for name, times in listed.items() if times > 1} == set()
    assert set(listed) - endpoints == set()


def test_an_endpoint_in_no_list_is_refused_to_everyone():
    assert not any(may_open("somewhere.new", role) for role in (None, *Role))


def test_someone_not_signed_in_is_sent_to_sign_in_and_back(browser):
    page = browser.client.get("/vacancies/?q=1")

    assert page.status_code == 302
    assert page.location.startswith("/sign-in?next=")


def test_every_page_of_another_teams_client_is_not_found(app, world, esw, other_team_esw):
    client = a_client(world, profile=a_profile(good_at="carving"))
    vacancy = a_vacancy()
    own = other_team_esw.get("/clients/add")
    asked = 0
    for rule in app.url_map.iter_rules():
        if "client_id" not in rule.arguments:
            continue
        numbers = dict.fromkeys(rule.arguments, 1)
        numbers |= {"client_id": client.id, "vacancy_id": vacancy.id}
        with app.test_request_context():
            address = url_for(rule.endpoint, **{k: numbers[k] for k in rule.arguments})
        if "GET" in rule.methods:
            other_team_esw.get(address, status=404)
            asked += 1
        if "POST" in rule.methods:
            other_team_esw.post(address, {"reason": "later"}, status=404, csrf_from=own)
            asked += 1

    assert asked > 15


def test_no_two_pages_share_an_address(app):
    answering = Counter(
        (re.sub(r"<[^>]*>", "<>", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    )

    assert [address for address, count in answering.items() if count > 1] == []
