"""Whether two roles are likely the same one, by their employers' names and their titles; pure.

Likely only: a person looks at both side by side, and nothing is ever merged by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from matching.titles import likeness

#: Titles as alike as this may be one role: other words for the same work reach it.
TITLES_ALIKE_FROM = 700
#: The share of all letters in words in common from which two names may be one employer.
NAMES_ALIKE_FROM = 0.6
#: A name of few letters says little when it is found within another.
SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Name:
    """An employer's name as it is compared, taken apart once: see matching.employer_names."""

    key: str
    words: frozenset[str]
    letters: str

    @classmethod
    def of(cls, key: str) -> Name:
        """The name with this key."""
        return cls(key, frozenset(key.split()), key.replace(" ", ""))


def may_be_one_employer(one: Name, other: Name) -> bool:
    """Whether two names may well be one employer's.

    >>> may_be_one_employer(Name.of("harbour view hotel"), Name.of("harbourview hotel"))
    True
    >>> may_be_one_employer(Name.of("harbour hotel"), Name.of("harbour bakery"))
    False
    """
    if one.letters == other.letters:
        return True
    both = one.words & other.words
    if not both:
        return False
    if both in (one.words, other.words) and len("".join(both)) >= SHORTEST_WITHIN:
        return True
    return len("".join(both)) >= NAMES_ALIKE_FROM * len("".join(one.words | other.words))


def titles_alike(one: str, other: str) -> bool:
    """Whether two titles may well be of one role.

    >>> titles_alike("Kitchen assistant", "Kitchen Assistant (part time)")
    True
    """
    return likeness(one, other).score >= TITLES_ALIKE_FROM
