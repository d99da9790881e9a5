"""What cannot be had is refused in words, on a page of its own."""

import pytest

from app import create_app
from config import Smtp
from storage.database import db
from tests.conftest import settings_for

HUGE = 10**20


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/clients/not-a-number/shortlist",
        f"/clients/{HUGE}",
        f"/clients/{HUGE}/shortlist",
        f"/clients/1/shortlist/{HUGE}",
        f"/vacancies/{HUGE}",
        f"/vacancies/{HUGE}/edit",
        f"/import/{HUGE}",
        "/vacancies/0",
    ],
)
def test_an_unknown_address_has_a_page(esw, path):
    page = esw.get(path, status=404)

    assert "500" not in page.heading


def test_a_method_that_is_not_allowed_has_a_page_and_says_which_are(esw):
    answer = esw.client.get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_form_without_its_token_is_refused_and_told_what_to_do(esw):
    page = esw.post("/clients/add", {"name": "Somebody"}, status=400)

    assert "again" in page.text


def test_every_answer_carries_the_strict_headers(browser):
    answer = browser.client.get("/about")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_each_answer_has_its_own_nonce(browser):
    first = browser.get("/about").response.headers["Content-Security-Policy"]
    second = browser.get("/about").response.headers["Content-Security-Policy"]

    assert first != second


def test_an_unforeseen_error_shows_a_page_and_logs_no_address(app, esw, monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise RuntimeError("boom")

    monkeypatch.setitem(app.view_functions, "site.about", fail)

    page = esw.get("/about?name=Somebody", status=500)

    assert "boom" not in page.text
    assert "Somebody" not in caplog.text


def test_a_body_larger_than_the_limit_is_refused_in_words(esw, app):
    limit = app.config["MAX_CONTENT_LENGTH"]
    answer = esw.client.post(
        "/clients/add",
        data=b"",
        headers={"Content-Length": str(limit + 1)},
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in (400, 413)


@pytest.mark.parametrize(
    "path", ["/vacancies/?words=a%00b", "/vacancies/?near=%00", "/vacancies/?c=%00:x"]
)
def test_a_nul_in_an_address_breaks_nothing(esw, path):
    assert esw.client.get(path).status_code in (200, 422)


def test_production_answers_to_its_own_host_alone(tmp_path):
    settings = settings_for(
        f"sqlite:///{tmp_path / 'own.db'}",
        environment="production",
        base_url="https://foothold.example.org",
        smtp=Smtp("mail.example.org", 587, None, None, starttls=True),
    )
    app = create_app(settings)
    client = app.test_client()

    assert client.get("/about", base_url="https://foothold.example.org").status_code == 200
    assert client.get("/about", base_url="https://elsewhere.example.org").status_code == 400
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nowhere", 404),
        ("get", "/staff/", 403),
        ("put", "/about", 405),
        ("post", "/clients/add", 400),
        ("get", "/new-for-my-clients?days=9e9", 422),
        ("get", "/", 302),
        ("get", "/static/foothold.css", 200),
    ],
)
def test_refusals_redirects_and_files_carry_the_policy_too(esw, method, path, status):
    answer = getattr(esw.client, method)(path)
    answer.close()

    assert answer.status_code == status
    assert "script-src 'nonce-" in answer.headers["Content-Security-Policy"]


def test_behind_https_the_cookie_is_secure_and_browsers_are_told_to_stay(tmp_path):
    settings = settings_for(
        f"sqlite:///{tmp_path / 'own.db'}", base_url="https://foothold.example.org"
    )
    app = create_app(settings)

    answer = app.test_client().get("/sign-in", base_url="https://foothold.example.org")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    with app.app_context():
        db.engine.dispose()
