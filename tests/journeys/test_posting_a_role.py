"""An employer posts a role on a phone between shifts: every screen, at every width, no account."""

import re

import sqlalchemy as sa
from playwright.sync_api import expect

from notices.models import OutboxMessage
from storage.database import db


def newest_link(app) -> str:
    with app.app_context():
        query = sa.select(OutboxMessage.body).order_by(OutboxMessage.id.desc()).limit(1)
        return re.search(r"http://localhost(/\S+)", db.session.scalar(query))[1]


def fill_who(page, email: str) -> None:
    page.get_by_label("Employer", exact=True).fill("Example Bakery")
    page.get_by_label("Your name").fill("Robin Example")
    page.get_by_label("Your work e-mail address").fill(email)


def heading(page, words) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def carry_on(page) -> None:
    page.get_by_role("button", name="Continue").click()


def who_and_job(page, email: str, check) -> None:
    check()
    carry_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter your name.")
    check()
    fill_who(page, email)
    carry_on(page)

    heading(page, "The job")
    check()
    page.get_by_label("Job title").fill("Kitchen assistant")
    page.get_by_label("Where is the work?").fill("SO14 0AA")
    page.get_by_label("Hours a week").fill("15 to 20")
    page.get_by_label("Pay", exact=True).fill("£11-12ph")
    page.get_by_text("Paste an advert you have already").click()
    check()
    carry_on(page)


def when_and_day(page, check) -> None:
    expect(page.get_by_text("under the National Living Wage")).to_be_visible()
    check()
    page.locator("#week_pattern-mon-morning").check()
    page.get_by_label("The same from Tuesday to Friday").check()
    page.get_by_text("Other days and times that would do as well").click()
    check()
    carry_on(page)

    heading(page, "A normal day")
    expect(page.locator("input:checked")).to_have_count(0)
    taps = page.locator(".options.taps")
    expect(taps).to_have_count(8)
    for number in range(8):
        taps.nth(number).get_by_text("Could arrange", exact=True).click()
    expect(page.locator("input:checked")).to_have_count(8)
    check()
    page.get_by_text("Say more about the work").click()
    check()
    carry_on(page)


def post(somebody, email: str, check) -> None:
    """From the first screen to the last; `check` looks at each."""
    page = somebody.open("/post-a-role").page
    who_and_job(page, email, check)
    when_and_day(page, check)
    heading(page, "Check your answers")
    check()
    page.get_by_role("button", name="Send this role").click()
    heading(page, "One more thing: your e-mail")
    page.get_by_text("No mail after a few minutes?").click()
    check()


def test_every_screen_is_accessible_and_fits_from_the_first_to_the_confirmed_address(
    visitor, demo_app
):
    email = f"robin{visitor.page.viewport_size['width']}@bakery.example.org"
    post(visitor, email, visitor.check)

    visitor.open(newest_link(demo_app)).check()
    visitor.page.get_by_role("button", name="Yes, this is my role").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("your role is with us")
    visitor.check()

    visitor.open("/post-a-role")
    fill_who(visitor.page, email)
    visitor.page.get_by_role("button", name="Continue").click()
    expect(visitor.page.get_by_role("button", name="Same as last time")).to_be_visible()
    visitor.check()
    visitor.open("/post-a-role/no-such-draft/job").check()
    visitor.open("/confirm-your-email/no-such-link").check()


def test_it_works_without_javascript(without_javascript, demo_app):
    post(without_javascript, "robin@quiet.example.org", lambda: None)

    page = without_javascript.open(newest_link(demo_app)).page
    page.get_by_role("button", name="Yes, this is my role").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("your role is with us")


def test_everything_to_press_is_large_enough_for_a_thumb(visitor):
    page = visitor.open("/post-a-role").page
    fill_who(page, "robin@large.example.org")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Job title").fill("Kitchen assistant")

    for _ in range(3):
        small = page.locator(
            "main :is(button, label.option, summary, input[type=text])"
        ).evaluate_all(
            "all => all.map(each => each.getBoundingClientRect())"
            ".filter(box => box.width > 1 && box.height > 0 && box.height < 44)"
            ".map(box => box.height)"
        )
        assert small == []
        page.get_by_role("button", name="Continue").click()


def test_the_form_is_filled_with_the_keyboard_alone(desk):
    page = desk.open("/post-a-role").page
    page.get_by_label("Employer", exact=True).focus()
    for typed in ("Example Bakery", "Robin Example", "", "robin@keys.example.org", "", ""):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The job")

    page.get_by_label("Job title").focus()
    page.keyboard.type("Barista")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Days and times")
    page.get_by_role("button", name="Continue").press("Enter")
    page.locator(".options.taps input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.locator("input:checked").get_attribute("value") == "arrange"


def test_employers_find_the_form_from_where_they_land(desk):
    for path in ("/sign-in", "/about"):
        page = desk.open(path).page
        page.get_by_role("link", name="post a role").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Post a role")
