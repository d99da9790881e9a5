"""Read an uploaded file into drafts, a few rows at a time, so that nobody waits for it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import sqlalchemy as sa

from employers.adverts.reading import read_adverts
from employers.adverts.row import AdvertRow, FileRefused, Limits
from employers.imports.staging import Options, Staged, Stager, key_of_draft
from employers.models import ImportBatch, ImportRow, ImportState, Vacancy
from employers.operations.vacancies import Directory, add_vacancies, fields_of
from employers.rules.vacancies import Step, VacancyDraft, VacancyState, with_key
from storage.clock import LONDON
from storage.database import db
from storage.transaction import end_reads, transaction

# Rows written in one transaction: some tens of milliseconds, so other writers hardly wait.
CHUNK = 60
#: A reader that has not been heard of for so long is dead, and the file is taken up again.
LEASE = timedelta(minutes=2)
#: A reader is heard of every second or so; after this long its page says that it fell silent.
SILENCE = timedelta(seconds=20)
OUTCOMES = ("new", "changed", "same", "repeated", "problem")
COUNTED = (
    *("hours_week", "pay_hourly", "contract", "requirements", "flex_types"),
    *("time_window", "week_pattern", "shift_max_h", "work_mode"),
)

_BEGUN_AGAIN = "Reading it stopped half-way once and was begun again."
_STOPPED_TWICE = (
    "Reading it stopped half-way twice, and nothing was kept. Split it into smaller files."
)
_TERMINAL_STOPPED = (
    "The terminal that was reading this file stopped half-way, and nothing was kept. "
    "Run the command again."
)
OUR_FAULT = "Something went wrong on our side while reading it. Send it again; nothing was kept."

Clock = Callable[[], datetime]


def read_waiting(clock: Clock) -> int:
    """Read every import that waits, or whose reader died; how many were read."""
    read = 0
    while (batch_id := _claim(clock())) is not None:
        read_batch(batch_id, clock)
        read += 1
    return read


def _claim(now: datetime) -> int | None:
    """Take one import; on many machines each is taken by one.

    A file whose reader died is begun again once: what kills two readers would kill a third, and
    every other job of the worker with it. The file of a terminal is not here to be read again.
    """
    while (batch := _next(now)) is not None:
        batch_id, problem = batch
        if not problem:
            return batch_id
        _forget_rows(batch_id)
        _finish(batch_id, ImportState.FAILED, now, problem=problem)
    return None


def _next(now: datetime) -> tuple[int, str] | None:
    """The next import to be read, with why it cannot be."""
    waiting = ImportBatch.state == ImportState.WAITING
    abandoned = sa.and_(
        ImportBatch.state == ImportState.READING, ImportBatch.heartbeat_at < now - LEASE
    )
    with transaction() as session:
        query = (
            sa.select(ImportBatch)
            .where(sa.or_(waiting, abandoned))
            .order_by(ImportBatch.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        batch = session.scalars(query).first()
        if batch is None:
            return None
        again = batch.state == ImportState.READING
        lost = _TERMINAL_STOPPED if not batch.content else _STOPPED_TWICE if batch.problem else ""
        batch.state = ImportState.READING
        batch.heartbeat_at = now
        batch.problem = _BEGUN_AGAIN if again else ""
        return batch.id, lost if again else ""


def read_batch(
    batch_id: int,
    clock: Clock,
    stream: BinaryIO | None = None,
    progress: Callable[[int], None] = lambda _read_bytes: None,
) -> None:
    """Read one import from the start; what an earlier, dead reader had written is removed first.

    `stream` is the file where it need not come from the database; `progress` hears how many of
    its bytes were read.
    """
    _forget_rows(batch_id)
    batch = db.session.get_one(ImportBatch, batch_id)
    options = Options.from_json(batch.mapping)
    by_id, name = batch.uploaded_by_id, batch.filename
    source = stream or io.BytesIO(batch.content)
    end_reads()
    step = Step(by_id, clock(), f"Imported from {name}"[:500])
    today = step.at.astimezone(LONDON).date()
    try:
        rows = read_adverts(source, options.columns, Limits())
        counts = _read_rows(batch_id, rows, Stager(options, today), step, clock, progress)
    except FileRefused as refused:
        _forget_rows(batch_id)
        _finish(batch_id, ImportState.FAILED, clock(), problem=str(refused)[:1000])
        return
    except Exception:
        # Said on the import's page; the worker's log has the rest. Nothing half-read is left.
        db.session.rollback()
        _forget_rows(batch_id)
        _finish(batch_id, ImportState.FAILED, clock(), problem=OUR_FAULT)
        raise
    _finish(batch_id, ImportState.READY, clock(), counts=counts)


def _read_rows(  # noqa: PLR0913 - one loop, and what it needs
    batch_id: int,
    rows: Iterator[AdvertRow],
    stager: Stager,
    step: Step,
    clock: Clock,
    progress: Callable[[int], None],
) -> dict[str, int]:
    directory = Directory(step.at)
    directory.load()
    end_reads()
    counts = dict.fromkeys((*OUTCOMES, "place_unknown", "closed_already", *COUNTED), 0)
    # Parsing happens between transactions, never inside one.
    while chunk := list(itertools.islice(rows, CHUNK)):
        with transaction():
            staged = stager.stage(chunk)
            _write(batch_id, staged, step, directory)
            _count(counts, staged, stager)
            db.session.execute(
                sa.update(ImportBatch)
                .where(ImportBatch.id == batch_id)
                .values(read_bytes=chunk[-1].read_bytes, counts=counts, heartbeat_at=clock())
            )
        end_reads()
        progress(chunk[-1].read_bytes)
    return counts


def _write(batch_id: int, staged: list[Staged], step: Step, directory: Directory) -> None:
    fresh = [
        (each, with_key(each.draft, key_of_draft(batch_id, each.draft.advert_key)))
        for each in staged
        if each.outcome == "new" and each.draft
    ]
    vacancies = add_vacancies(
        [draft for _, draft in fresh],
        step,
        state=VacancyState.DRAFT,
        directory=directory,
        import_id=batch_id,
    )
    made = {each.row.line: row.id for (each, _), row in zip(fresh, vacancies, strict=True)}
    db.session.add_all(
        ImportRow(
            import_id=batch_id,
            line=each.row.line,
            outcome=each.outcome,
            title=(each.draft.title if each.draft else "")[:300],
            employer=(each.draft.employer if each.draft else "")[:200],
            messages=list(each.messages),
            draft=_prepared(each, directory),
            vacancy_id=each.existing.id if each.existing else made.get(each.row.line),
        )
        for each in staged
    )


def _prepared(each: Staged, directory: Directory) -> dict[str, Any]:
    """A changed advert as the columns it will become, so that publishing has little left to do."""
    draft: VacancyDraft | None = each.draft
    if each.outcome != "changed" or draft is None or each.existing is None:
        return {}
    fields = fields_of(draft, directory.site_id(draft.employer, draft.place))
    dates = {name: fields[name].isoformat() if fields[name] else None for name in _DATES}
    return {**fields, **dates, "advert_hash": draft.advert_hash}


_DATES = ("posted_on", "closes_on")


def _count(counts: dict[str, int], staged: list[Staged], stager: Stager) -> None:
    for each in staged:
        counts[each.outcome] += 1
        if each.draft is None:
            continue
        counts["place_unknown"] += each.draft.place.easting is None
        closes_on = each.draft.closes_on
        counts["closed_already"] += closes_on is not None and closes_on < stager.today
        for key in COUNTED:
            counts[key] += key in each.draft.conditions


def _finish(
    batch_id: int,
    state: ImportState,
    now: datetime,
    *,
    counts: dict[str, int] | None = None,
    problem: str = "",
) -> None:
    with transaction() as session:
        batch = session.get_one(ImportBatch, batch_id)
        batch.state = state
        batch.problem = problem
        batch.finished_at = now
        # The file has been read; its bytes are not kept a day longer than needed.
        batch.content = b""
        if counts is not None:
            batch.counts = counts
            batch.read_bytes = batch.size_bytes
    end_reads()


def _forget_rows(batch_id: int) -> None:
    """Remove what this import wrote so far, in small steps."""
    while True:
        with transaction() as session:
            rows = session.execute(
                sa.select(ImportRow.id).where(ImportRow.import_id == batch_id).limit(500)
            ).scalars()
            row_ids = list(rows)
            session.execute(sa.delete(ImportRow).where(ImportRow.id.in_(row_ids)))
            drafts = session.execute(
                sa.select(Vacancy.id)
                .where(Vacancy.import_id == batch_id, Vacancy.state == VacancyState.DRAFT)
                .limit(500 if not row_ids else 0)
            ).scalars()
            draft_ids = list(drafts)
            session.execute(sa.delete(Vacancy).where(Vacancy.id.in_(draft_ids)))
        end_reads()
        if not row_ids and not draft_ids:
            return


def discard(batch_id: int, now: datetime) -> None:
    """Let go of a file that was read but not published."""
    _forget_rows(batch_id)
    _finish(batch_id, ImportState.DISCARDED, now)
