"""Keeping the relationship: find an employer, write down whom to ring, merge two records."""

import re

from playwright.sync_api import expect


def test_an_employer_is_found_while_typing_and_the_address_says_nothing(desk):
    page = desk.sign_in().open("/employers/").page
    expect(page.get_by_role("link", name="Clockwork Otter Café")).to_be_visible()

    page.get_by_label("Name, town, postcode or contact").press_sequentially("lantern")

    expect(page.get_by_role("link", name="Lanternfish Books")).to_be_visible()
    expect(page.get_by_role("link", name="Clockwork Otter Café")).to_have_count(0)
    assert "lantern" not in page.url
    desk.check()
    page.get_by_role("button", name="Show all again").click()
    expect(page.get_by_role("link", name="Clockwork Otter Café")).to_be_visible()


def test_without_javascript_a_phone_finds_an_employer_and_writes_down_a_contact(without_javascript):
    page = without_javascript.sign_in().open("/employers/").page
    page.get_by_label("Name, town, postcode or contact").fill("gingerbread")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Gingerbread Garden Centre").click()
    page.get_by_role("link", name="Add a contact").click()
    page.get_by_label("Name", exact=True).fill("Sage Fiction")
    page.get_by_label(re.compile("^Best time to ring")).fill("before 9, never at lunch")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("before 9, never at lunch").first).to_be_visible()
    page.get_by_role("button", name="Sage Fiction has left").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Sage Fiction is a contact again")).to_be_visible()


def test_two_records_of_one_employer_are_merged_after_a_look_and_parted_again(desk):
    page = desk.sign_in().open("/employers/add").page
    page.get_by_label("Name", exact=True).fill("Sleepy Badgers Kennels")
    page.get_by_role("button", name="Add the employer").click()
    expect(page.get_by_role("alert")).to_contain_text("may be an employer we have already")
    expect(page.get_by_role("link", name="Sleepy Badger Kennels")).to_be_visible()
    desk.check()
    page.get_by_role("button", name="Keep it all the same").click()

    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Merge with another record").click()
    page.get_by_role("link", name="Merge with Sleepy Badger Kennels").click()
    expect(page.get_by_role("heading", name="What moves to Sleepy Badgers Kennels")).to_be_visible()
    desk.check()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("merged with Sleepy Badger Kennels")).to_be_visible()
    page.locator(".flash").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The merge is undone")).to_be_visible()


def test_nobody_may_ring_an_employer_that_asked_to_be_left_alone(desk):
    page = desk.sign_in().open("/employers/12/do-not-contact").page
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Why?").fill("The owner asked on the phone.")
    page.get_by_role("button", name="Do not contact").click()

    expect(page.get_by_text("Nobody is to ring, write or visit.")).to_be_visible()
    expect(page.locator("a[href^='tel:']")).to_have_count(0)
    desk.check()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="May be contacted again").click()
    page.get_by_label("Why?").fill("A new owner.")
    page.get_by_role("button", name="May be contacted again").click()
    expect(page.get_by_text("Nobody is to ring, write or visit.")).to_have_count(0)
