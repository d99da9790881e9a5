"""The words an employer is found by follow its rows by themselves, whoever writes them.

A name, a site or a contact is written in many places; each would have to remember the words.
Rows written in bulk past the session are put right by `write_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper

from employers.models.records import EmployerName, EmployerWord
from employers.models.workplaces import Employer, EmployerContact, Site
from employers.rules.naming import place_words, search_words, start_of

_Words = Callable[[Any], Iterable[tuple[str, str, int]]]


def _of_employer(row: Any) -> Iterable[tuple[str, str, int]]:
    """Source, word and employer; who was merged into another is found as that one."""
    if row.merged_into_id is None:
        yield "start", start_of(row.name), row.id
        yield from (("name", word, row.id) for word in search_words(row.name))


def _of_name(row: Any) -> Iterable[tuple[str, str, int]]:
    return (("other", word, row.employer_id) for word in search_words(row.name))


def _of_site(row: Any) -> Iterable[tuple[str, str, int]]:
    words = place_words(row.locality or "", row.postcode, row.outward)
    return (("site", word, row.employer_id) for word in words)


def _of_contact(row: Any) -> Iterable[tuple[str, str, int]]:
    """Who has left can still be looked for: their name is what one remembers."""
    return (("contact", word, row.employer_id) for word in search_words(row.name))


#: Whose words, which sources they have, and which of their columns the words follow from.
_FOLLOWED: dict[type, tuple[_Words, tuple[str, ...], tuple[str, ...]]] = {
    Employer: (_of_employer, ("start", "name"), ("name", "merged_into_id")),
    EmployerName: (_of_name, ("other",), ("name", "employer_id")),
    Site: (_of_site, ("site",), ("locality", "postcode", "outward", "employer_id")),
    EmployerContact: (_of_contact, ("contact",), ("name", "employer_id")),
}


def words_of(row: Any) -> list[dict[str, Any]]:
    """The words of one row, as rows of employer_word."""
    words, _sources, _columns = _FOLLOWED[type(row)]
    return [
        {"word": word, "employer_id": employer_id, "source": source, "source_id": row.id}
        for source, word, employer_id in dict.fromkeys(words(row))
        if word
    ]


def _add(_mapper: Mapper[Any], connection: sa.Connection, row: Any) -> None:
    if rows := words_of(row):
        connection.execute(sa.insert(EmployerWord), rows)


def _change(mapper: Mapper[Any], connection: sa.Connection, row: Any) -> None:
    _words, _sources, columns = _FOLLOWED[type(row)]
    attributes = sa.inspect(row).attrs
    if any(attributes[name].history.has_changes() for name in columns):
        _remove(mapper, connection, row)
        _add(mapper, connection, row)


def _remove(_mapper: Mapper[Any], connection: sa.Connection, row: Any) -> None:
    _words, sources, _columns = _FOLLOWED[type(row)]
    gone = sa.delete(EmployerWord).where(
        EmployerWord.employer_id == _employer_before(row),
        EmployerWord.source.in_(sources),
        EmployerWord.source_id == row.id,
    )
    connection.execute(gone)


def _employer_before(row: Any) -> int:
    """Whose words they are so far: a site that moves had them at its employer of before."""
    if isinstance(row, Employer):
        return row.id
    before = sa.inspect(row).attrs.employer_id.history.deleted
    return int(before[0] if before else row.employer_id)


for _model in _FOLLOWED:
    event.listen(_model, "after_insert", _add)
    event.listen(_model, "after_update", _change)
    event.listen(_model, "after_delete", _remove)
