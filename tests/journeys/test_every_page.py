"""Every page, at three widths, as it stands and with errors: axe, sideways scroll, complaints."""

import pytest

CLIENT = "/clients/1"
STAFF_PAGES = [
    "/clients/",
    "/clients/add",
    CLIENT,
    f"{CLIENT}/edit",
    f"{CLIENT}/profile",
    f"{CLIENT}/first-meeting",
    f"{CLIENT}/later",
    f"{CLIENT}/versions",
    f"{CLIENT}/shortlist",
    f"{CLIENT}/shortlist?words=receptionist&km=10",
    f"{CLIENT}/shortlist?words=nothing-is-called-this",
    f"{CLIENT}/shortlist?km=-5",
    f"{CLIENT}/shortlist?arranged=location&area=all",
    f"{CLIENT}/shortlist/12",
    f"{CLIENT}/shortlist/print",
    f"{CLIENT}/why-not",
    f"{CLIENT}/why-not?words=assistant",
    f"{CLIENT}/vacancies/12/put-aside",
    f"{CLIENT}/marks",
    "/vacancies/",
    "/vacancies/?words=nothing-is-called-this",
    "/vacancies/?condition=noise_level&near=SO15&km=5",
    "/vacancies/?km=-5",
    "/vacancies/12",
    "/vacancies/12/clients",
    "/vacancies/12/edit",
    "/vacancies/12/close",
    "/vacancies/add",
    f"{CLIENT}/employers",
    f"{CLIENT}/employers?precedent=seated&km=40",
    f"{CLIENT}/employers?km=-5&around=nowhere",
    f"{CLIENT}/employers?place=not_known",
    "/employers/",
    "/employers/?whose=mine&sector=retail",
    "/employers/?whose=forbidden",
    "/employers/add",
    "/employers/1",
    "/employers/10",
    "/employers/80",
    "/employers/1/edit",
    "/employers/1/history",
    "/employers/1/merge",
    "/employers/1/merge?name=clockwork",
    "/employers/1/merge/9",
    "/employers/1/contacts/add",
    "/employers/1/sites/add",
    "/employers/1/precedents/add",
    "/employers/1/do-not-contact",
    "/employers/1/may-contact",
    "/new-for-my-clients",
    "/new-for-my-clients?days=30",
    "/new-for-my-clients?days=often",
    "/import/",
    "/nowhere",
]


def test_every_page_of_an_esw_is_accessible_and_fits_the_screen(visitor):
    visitor.sign_in()

    assert [fault for path in STAFF_PAGES for fault in visitor.open(path).faults()] == []


def test_the_pages_before_signing_in_are_accessible_and_fit(visitor):
    for path in ("/sign-in", "/forgotten-password", "/about", "/development/mailbox/"):
        visitor.open(path).check()


def test_the_pages_of_an_administrator_are_accessible_and_fit(visitor):
    visitor.sign_in("administrator@example.org")

    for path in ("/staff/", "/staff/add", "/clients/"):
        visitor.open(path).check()


@pytest.mark.parametrize(
    "path",
    ["/vacancies/add", "/clients/add", "/import/", "/employers/add", "/employers/1/contacts/add"],
)
def test_a_refused_form_is_accessible_and_leads_to_its_fields(visitor, path):
    visitor.sign_in().open(path)
    visitor.page.locator("main form button[type=submit]").first.click()

    visitor.check()
    summary = visitor.page.locator(".error-summary")
    summary.get_by_role("link").first.click()
    assert visitor.page.evaluate("document.activeElement.tagName") in (
        "INPUT",
        "SELECT",
        "TEXTAREA",
    )
    assert visitor.page.title().startswith("Error:")
