"""The main job: open a client, see what is worth a call, keep it, and change one's mind."""

import re

from playwright.sync_api import expect

from demo.load import DEMO_PASSWORD


def test_an_esw_finds_a_vacancy_reads_why_keeps_it_and_takes_it_back(desk):
    page = desk.sign_in().page
    page.get_by_role("link", name="Alder Example").first.click()
    page.get_by_role("link", name="Shortlist").first.click()
    expect(page.get_by_role("heading", name="Ring today")).to_be_visible()

    row = page.locator("#ring_today .row").first
    title = row.get_by_role("heading").inner_text()
    row.get_by_role("button", name=re.compile("^Keep")).click()
    expect(page.get_by_role("status").filter(has_text="Kept")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_visible()

    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("heading", name="Questions to put")).to_be_visible()
    desk.check()


def test_a_folded_group_brings_its_rows_once_it_is_opened(desk):
    page = desk.sign_in().open("/clients/1/shortlist").page
    folded = page.locator("details#clashes")
    expect(folded.locator(".row")).to_have_count(0)

    folded.locator("> summary").click()

    expect(folded.locator(".row")).to_have_count(10)
    expect(folded.get_by_role("link", name="Show more")).to_be_visible()
    desk.check()
    page.reload()
    expect(folded.locator(".row").first).to_be_visible()


def test_filters_work_as_one_types_and_live_in_the_address(desk):
    page = desk.sign_in().open("/clients/1/shortlist").page
    before = page.locator(".count-line").inner_text()

    page.get_by_label("Title or employer").fill("receptionist")
    expect(page.locator(".count-line")).not_to_have_text(before)
    expect(page).to_have_url(re.compile("words=receptionist"))

    after = page.locator(".count-line").inner_text()
    page.reload()
    expect(page.locator(".count-line")).to_have_text(after)
    desk.check()


def test_everything_works_without_javascript_on_a_phone(without_javascript):
    page = without_javascript.sign_in().open("/clients/1/shortlist").page
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Title or employer").fill("assistant")
    page.get_by_role("button", name="Show these").click()
    assert "words=assistant" in page.url

    page.locator("details#clashes > summary").click()
    page.locator("details#clashes").get_by_role("link", name=re.compile("^Show")).click()
    expect(page.locator("details#clashes .row").first).to_be_visible()

    page.get_by_role("button", name=re.compile("^Keep")).first.click()
    expect(page.get_by_text("Kept:")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back")).to_be_visible()


def test_putting_aside_takes_a_reason_and_leaves_the_list(desk):
    page = desk.sign_in().open("/clients/2/shortlist").page
    row = page.locator("#ring_today .row").first
    address = row.get_by_role("heading").get_by_role("link").get_attribute("href")
    row.locator(".aside > summary").click()
    row.get_by_label("Why?").select_option("Something else")
    row.get_by_role("button", name="Put aside").click()

    expect(page.get_by_role("alert")).to_contain_text("Say in a few words what the reason is")
    desk.check()
    page.get_by_label("In your own words").fill("They would rather wait")
    page.get_by_role("button", name="Put aside").click()

    expect(page.locator(f"#ring_today a[href='{address}']")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#ring_today a[href='{address}']")).not_to_have_count(0)


def test_a_row_is_read_in_place_with_its_questions_and_its_sum(desk):
    page = desk.sign_in().open("/clients/1/shortlist").page
    row = page.locator("#few_questions .row").first
    row.locator(".why > summary").click()

    expect(row.get_by_role("heading", name="Questions to put")).to_be_visible()
    expect(row.get_by_role("heading", name="Why it stands where it stands")).to_be_visible()
    expect(row.get_by_role("button", name="Copy")).to_be_visible()
    desk.check()


def test_a_file_of_adverts_is_sent_mapped_and_waits_to_be_read(desk, tmp_path):
    file = tmp_path / "roles.csv"
    file.write_text("Role,Firm,Post code,Weekly hours\nClerk,Example Ltd,SO14 0AA,12-16\n")
    page = desk.sign_in().open("/import/").page
    page.get_by_label("File of adverts").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_role("heading", name="What do the columns mean?")).to_be_visible()
    desk.check()
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="Waiting to be read")).to_be_visible()
    desk.check()


def test_a_whole_day_or_every_evening_is_answered_with_one_press(desk):
    page = desk.sign_in().open("/clients/3/first-meeting").page

    page.get_by_role("columnheader", name="Evening").get_by_role("button").click()
    for day in ("Monday", "Saturday"):
        expect(page.get_by_label(f"{day} evening")).to_have_value("rather_not")
    expect(page.get_by_label("Saturday night")).to_have_value("can")

    saturday = page.get_by_role("rowheader", name="Saturday").get_by_role("button")
    saturday.press("Enter")
    saturday.press("Enter")
    for part in ("morning", "afternoon", "evening", "night"):
        expect(page.get_by_label(f"Saturday {part}")).to_have_value("cannot")
    desk.check()


def test_what_was_typed_while_being_signed_out_elsewhere_is_sent_again(desk):
    page = desk.sign_in().open("/clients/add").page
    page.get_by_label("Name").fill("Typed Example")
    other = page.context.new_page()
    other.goto(desk.address + "/about")
    other.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    desk.check()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    popup = opened.value
    popup.get_by_label("E-mail address").fill("esw@example.org")
    popup.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    popup.get_by_role("button", name="Sign in").click()
    expect(popup.get_by_role("heading", name="Clients")).to_be_visible()

    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("Typed Example was added")).to_be_visible()
