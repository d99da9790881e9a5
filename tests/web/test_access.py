"""Who may open what."""

from collections import Counter

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
