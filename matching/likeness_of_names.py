"""How alike two names of employers are, to warn that one may be written down twice."""

from rapidfuzz import fuzz

from matching.employer_names import employer_key

#: From here on two names are shown as likely the same employer.
ALIKE_FROM = 860
#: A name inside another counts a little less than the same name.
_PART = 900
_PART_LETTERS_LEAST = 5
#: "Example School" is not "Sample School": every word must have one like it, or else the names
#: may differ in no more than where a space is.
_WORD_ALIKE_FROM = 80
_BUT_FOR_SPACES_FROM = 950
_AT_MOST_UNLIKE = ALIKE_FROM - 1


def likeness(one: str, other: str) -> int:
    """Return how alike two employers' names are, 0 to 1000; the order of the words is no matter.

    >>> likeness("Acme Ltd", "ACME Limited"), likeness("Moonbeam Stores", "Stores, Moonbeam")
    (1000, 1000)
    """
    first, second = employer_key(one), employer_key(other)
    if not first or not second:
        return 0
    # "a b" is written "ab" as often as not.
    joined = round(10 * fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")))
    whole = max(joined, round(10 * fuzz.token_sort_ratio(first, second)))
    words, others = first.split(), second.split()
    if whole >= ALIKE_FROM and joined < _BUT_FOR_SPACES_FROM and not _word_for_word(words, others):
        whole = _AT_MOST_UNLIKE
    shorter, longer = sorted((words, others), key=len)
    inside = len("".join(shorter)) >= _PART_LETTERS_LEAST and set(shorter) < set(longer)
    return max(whole, _PART) if inside else whole


def _word_for_word(words: list[str], others: list[str]) -> bool:
    """Whether every word of the shorter name, of both if they are as long, has one like it."""
    if len(words) != len(others):
        words, others = sorted((words, others), key=len)
        return _each_has_one(words, others)
    return _each_has_one(words, others) and _each_has_one(others, words)


def _each_has_one(words: list[str], others: list[str]) -> bool:
    return all(
        any(fuzz.ratio(word, other) >= _WORD_ALIKE_FROM for other in others) for word in words
    )
