"""`flask --app app vacancies import FILE`: the same import as on screen, in a terminal."""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from employers.adverts.reading import read_adverts, sniff
from employers.adverts.row import FileRefused
from employers.adverts.spreadsheet import FIELDS
from employers.imports import queries
from employers.imports.publishing import publish
from employers.imports.reading import CHUNK, COUNTED, OUTCOMES, read_batch
from employers.imports.staging import Options, Stager
from employers.models import ImportBatch, ImportState
from storage import clock
from storage.transaction import end_reads, transaction

vacancies = AppGroup("vacancies", help="Vacancies and adverts.")

PROBLEMS_SHOWN = 50
REFUSED = 2
SOME_PROBLEMS = 1


@vacancies.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and report; write nothing at all.")
@click.option(
    "--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help="What a CSV column means."
)
@click.option("--ignore-past-closing", is_flag=True, help="Leave out closing dates that are past.")
def import_file(file: Path, pairs: tuple[str, ...], **flags: bool) -> None:
    """Read FILE and publish it at once. Exit code 1: some rows had problems; 2: refused."""
    try:
        options = _options(file, pairs, ignore_past_closing=flags["ignore_past_closing"])
        problems = _dry_run(file, options) if flags["dry_run"] else _import(file, options)
    except FileRefused as refused:
        click.echo(f"{file.name}: {refused}", err=True)
        sys.exit(REFUSED)
    sys.exit(SOME_PROBLEMS if problems else 0)


def _options(file: Path, pairs: tuple[str, ...], *, ignore_past_closing: bool) -> Options:
    with file.open("rb") as stream:
        kind = sniff(stream)
    columns = dict(kind.suggested or {}) if kind.kind == "csv" else None
    for pair in pairs:
        column, _, meant = pair.partition("=")
        if columns is None or column not in kind.header or meant not in FIELDS:
            raise click.UsageError(
                f"--map {pair}: name a column of the file and one of: {', '.join(FIELDS)}."
            )
        columns = {name: field for name, field in columns.items() if field != meant}
        columns[column] = meant
    if columns is not None:
        click.echo("Columns: " + ", ".join(f"{name} → {columns[name]}" for name in columns))
    return Options(columns, ignore_past_closing)


def _dry_run(file: Path, options: Options) -> int:
    stager = Stager(options, clock.today())
    counts: Counter[str] = Counter()
    with file.open("rb") as stream, _bar(file) as bar:
        rows = read_adverts(stream, options.columns)
        while chunk := list(itertools.islice(rows, CHUNK)):
            for each in stager.stage(chunk):
                counts[each.outcome] += 1
                if each.outcome == "problem" and counts["problem"] <= PROBLEMS_SHOWN:
                    click.echo(f"\nline {each.row.line}: {' '.join(each.messages)}", err=True)
            end_reads()
            bar.update(chunk[-1].read_bytes - bar.pos)
    _report(dict(counts), "Nothing was written.")
    return counts["problem"]


def _import(file: Path, options: Options) -> int:
    with transaction() as session:
        batch = ImportBatch(
            filename=file.name[-255:],
            state=ImportState.READING,
            size_bytes=file.stat().st_size,
            mapping=options.to_json(),
            uploaded_at=clock.now(),
            heartbeat_at=clock.now(),
            content=b"",
        )
        session.add(batch)
        session.flush()
        batch_id = batch.id
    with file.open("rb") as stream, _bar(file) as bar:
        read_batch(batch_id, clock.now, stream, lambda done: bar.update(done - bar.pos))
    done = queries.batch_by_id(batch_id)
    if done is None or done.state != ImportState.READY:
        raise FileRefused(done.problem if done else "It could not be read.", "")
    counts = dict(done.counts)
    for row in queries.problems_of(batch_id)[:PROBLEMS_SHOWN]:
        click.echo(f"line {row.line}: {' '.join(row.messages)}", err=True)
    end_reads()
    with transaction():
        many = publish(batch_id, None, clock.now())
    _report(counts, f"Published: {many:,} new or changed vacancies.")
    return int(counts["problem"])


def _bar(file: Path) -> Any:
    return click.progressbar(length=file.stat().st_size, label=f"Reading {file.name}")


def _report(counts: dict[str, int], last: str) -> None:
    click.echo(", ".join(f"{counts.get(name, 0):,} {name}" for name in OUTCOMES))
    read = [f"{counts[name]:,} {name}" for name in COUNTED if counts.get(name)]
    if read:
        click.echo("Plainly stated: " + ", ".join(read))
    for name, words in (
        ("place_unknown", "with no known place"),
        ("closed_already", "closed already, so on no shortlist"),
    ):
        if counts.get(name):
            click.echo(f"{counts[name]:,} {words}")
    click.echo(last)
