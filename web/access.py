"""Who may open which page? Every endpoint stands in exactly one of these lists.

A test walks the URL map and fails when an endpoint is in none of them, or in two.
"""

from __future__ import annotations

from web.person import Role

# Anyone, signed in or not. Nothing here shows anything about a client.
PUBLIC = frozenset(
    {
        "static",
        "site.home",
        "site.about",
        "site.ready",
        "health.show",
        "security.login",
        "security.logout",
        "security.forgot_password",
        "security.reset_password",
        "answer.show",
        "answer.say",
        "answer.new_link",
        "unsubscribe.show",
        "unsubscribe.stop",
        "unsubscribe.again",
        "post.start",
        "post.carry_on",
        "post.step",
        "post.same_as",
        "post.check",
        "post.sent",
        "post.confirm",
        "post.confirm_again",
        "manage.show",
        "manage.still_open",
        "manage.pause",
        "manage.show_again",
        "manage.filled",
        "manage.close",
        "manage.change",
        "manage.repost",
        "manage.take_change_back",
        "manage.tap",
        "manage.answer",
        "manage.again",
    }
)

# Everyone who works here.
STAFF = frozenset(
    {
        "employers.index",
        "employers.search",
        "employers.show",
        "employers.history",
        "employers.add",
        "employers.edit",
        "employers.forbid",
        "employers.allow",
        "employers.add_contact_page",
        "employers.edit_contact_page",
        "employers.contact_left",
        "employers.contact_back",
        "employers.add_site_page",
        "employers.edit_site_page",
        "employers.add_precedent_page",
        "employers.precedent_off",
        "employers.precedent_on",
        "employers.choose_other",
        "employers.preview_merge",
        "employers.do_merge",
        "employers.undo_merge",
        "vacancies.index",
        "vacancies.show",
        "vacancies.add",
        "vacancies.edit",
        "vacancies.close",
        "vacancies.reopen",
        "review.index",
        "review.show",
        "review.accept",
        "review.ask",
        "review.reject",
        "review.undo",
        "messages.index",
        "messages.again",
        "messages.handled",
        "imports.index",
        "imports.upload",
        "imports.show",
        "imports.columns",
        "imports.publish",
        "imports.discard",
        "imports.template",
    }
)

# Those who work with clients: an ESW and the team lead, each for the team's clients only.
CASELOAD = frozenset(
    {
        "clients.index",
        "clients.search",
        "clients.add",
        "clients.edit",
        "clients.show",
        "clients.print_profile",
        "clients.profile",
        "clients.first_meeting",
        "clients.later",
        "clients.versions",
        "clients.version",
        "clients.restore",
        "whose_search.show",
        "speculative.show",
        "board.show",
        "board.looked",
        "board.look_again",
        "shortlist.show",
        "shortlist.read_one",
        "shortlist.print_list",
        "shortlist.why_not",
        "questions.index",
        "questions.mail",
        "questions.sheet",
        "questions.late",
        "log.index",
        "log.timeline",
        "log.add",
        "log.take_back_entry",
        "log.stand_again_entry",
        "log.done",
        "log.not_done",
        "log.for_client",
        "liaison.keep",
        "liaison.put_aside",
        "liaison.undo",
        "liaison.marks",
    }
)

ADMINISTRATORS = frozenset({"staff.index", "staff.add", "staff.switch_account"})

# Registered only where mail does not leave the service; never in production.
DEVELOPMENT = frozenset({"mailbox.index", "mailbox.message"})

LISTS: dict[str, frozenset[str]] = {
    "public": PUBLIC,
    "staff": STAFF,
    "caseload": CASELOAD,
    "administrators": ADMINISTRATORS,
    "development": DEVELOPMENT,
}


def may_open(endpoint: str, role: Role | None) -> bool:
    """Whether someone with this role (None: nobody signed in) may open the endpoint.

    An endpoint in no list may be opened by nobody.
    """
    if endpoint in PUBLIC or endpoint in DEVELOPMENT:
        return True
    if role is None:
        return False
    if endpoint in CASELOAD:
        return role in (Role.ESW, Role.TEAM_LEAD)
    if endpoint in ADMINISTRATORS:
        return role is Role.ADMINISTRATOR
    return endpoint in STAFF
