"""How often the public form may be used, and what makes a posting worth a second look; pure.

Nothing here refuses a role for good: limits pass, and signals are told to whoever reviews it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from employers.rules.money import MinimumWage


class Attempt(StrEnum):
    """What is counted."""

    DRAFT = "draft"
    SEND = "send"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within one window of time."""

    most: int
    window: timedelta


#: By network: a head office, a shopping centre or a mobile network shares one.
BY_NETWORK = {
    Attempt.DRAFT: Limit(60, timedelta(hours=1)),
    Attempt.SEND: Limit(40, timedelta(days=1)),
    Attempt.MAIL: Limit(30, timedelta(hours=1)),
}
#: By e-mail address; nobody else's mailbox is filled through this form.
BY_ADDRESS = {
    Attempt.SEND: Limit(10, timedelta(days=1)),
    Attempt.MAIL: Limit(4, timedelta(hours=1)),
}
#: Five screens cannot be read, let alone answered, faster.
FASTEST = timedelta(seconds=20)
LINKS_MOST = 3
#: Mailboxes that anybody can have: they say nothing about an employer.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.com",
        "live.co.uk",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "btinternet.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "ntlworld.com",
        "protonmail.com",
        "proton.me",
        "gmx.com",
        "gmx.co.uk",
    ]
)
_LINK = re.compile(r"https?://|www\.", re.I)
_WWW = re.compile(r"^(?:www\d?|m)\.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a posting besides its answers.

    `is_known`: the team has accepted that this address belongs to this employer. `took`: from the
    first screen to the last, None when the stamp was forged. `from_network`: roles sent from there
    today. `rate`: the minimum wage in force.
    """

    email: str
    is_known: bool
    took: timedelta | None
    trapped: bool
    website: str
    known_domains: Collection[str]
    from_network: int
    text: str
    under_minimum: MinimumWage | None
    rate: MinimumWage


def window_start(now: datetime, window: timedelta) -> datetime:
    """The beginning of the window of time that this instant falls in."""
    return now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % window


def domain_of(address: str) -> str:
    """The domain of an e-mail address or a website, to be compared.

    >>> domain_of("robin@Example.org"), domain_of("https://www.example.org/jobs")
    ('example.org', 'example.org')
    """
    if "@" in address:
        return address.rpartition("@")[2].lower()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # what somebody wrote as a website is none
        host = ""
    return _WWW.sub("", host.lower())


def signals(evidence: Evidence, today: date) -> list[str]:
    """Reasons to look twice, in words; none when there is none."""
    found = []
    if evidence.trapped:
        found.append("A field that people do not see was filled in: often the work of a program.")
    if evidence.took is None:
        found.append("The time stamp of the form was missing or not ours: often a program.")
    elif evidence.took < FASTEST:
        seconds = int(evidence.took.total_seconds())
        found.append(f"All five screens took {seconds} seconds: often the work of a program.")
    found += _about_the_address(evidence)
    if evidence.from_network > 3:
        found.append(f"{evidence.from_network} roles came from the same network within a day.")
    links = len(_LINK.findall(evidence.text))
    if links > LINKS_MOST:
        found.append(f"The text holds {links} web addresses.")
    if evidence.under_minimum:
        rate = evidence.under_minimum
        found.append(f"The pay is under the {rate.name}, £{rate.hourly:.2f} an hour.")
    if evidence.rate.to_on < today:
        found.append(
            f"The minimum wage we compare with ended on {evidence.rate.to_on:%d %B %Y}: look up "
            f"the new one ({evidence.rate.source})."
        )
    return found


def _about_the_address(evidence: Evidence) -> list[str]:
    """An address at the employer's own domain, or that of somebody we know there, says nothing."""
    domain = domain_of(evidence.email)
    website = domain_of(evidence.website) if evidence.website else ""
    ours = {each for each in (website, *evidence.known_domains) if each} - FREE_MAIL
    if evidence.is_known or any(_same(domain, each) for each in ours):
        return []
    if domain in FREE_MAIL:
        return [f"A free e-mail address ({domain}): it does not show who they work for."]
    if website:
        return [f"The e-mail address is at {domain}; the employer’s website is {website}."]
    if ours:
        known = ", ".join(sorted(ours)[:3])
        return [f"The e-mail address is at {domain}; people we know there write from {known}."]
    return [f"The e-mail address is at {domain}; we have nothing to compare that with yet."]


def _same(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
