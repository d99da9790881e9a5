"""Secret links: found by their token only, for one purpose, until they end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from employers.models import EmployerLink, LinkPurpose
from employers.operations.links import LIFETIME, make_link, open_link, revoke_links, use_up
from storage.transaction import end_reads, transaction
from tests.builders import NOW

MANAGE = LinkPurpose.MANAGE


def a_link(purpose=MANAGE, about_id=1) -> str:
    with transaction():
        return make_link(purpose, about_id, "someone@example.org", NOW)


def works(token, purpose=MANAGE, now=NOW) -> bool | None:
    opened = open_link(token, purpose, now)
    end_reads()
    return opened.works if opened else None


def test_a_link_works_and_only_its_hash_is_kept(database):
    token = a_link()

    assert works(token) is True
    kept = database.scalar(sa.select(EmployerLink.token_hash))
    end_reads()
    assert token not in kept


@pytest.mark.parametrize("purpose", [each for each in LinkPurpose if each is not MANAGE])
def test_a_link_opens_nothing_else(database, purpose):
    assert works(a_link(), purpose) is None


def test_a_made_up_token_opens_nothing(database):
    a_link()

    assert works("made-up") is None


def test_a_link_ends_with_its_lifetime(database):
    token = a_link()

    assert works(token, now=NOW + LIFETIME[MANAGE] - timedelta(seconds=1)) is True
    assert works(token, now=NOW + LIFETIME[MANAGE]) is False


def test_a_used_link_is_found_but_works_no_more(database):
    token = a_link(LinkPurpose.CONFIRM_EMAIL)
    with transaction():
        use_up(open_link(token, LinkPurpose.CONFIRM_EMAIL, NOW).link, NOW)

    assert works(token, LinkPurpose.CONFIRM_EMAIL) is False


def test_taking_links_back_leaves_those_about_something_else(database):
    ours, other = a_link(about_id=1), a_link(about_id=2)
    with transaction():
        revoke_links(MANAGE, 1, NOW)

    assert (works(ours), works(other)) == (False, True)
