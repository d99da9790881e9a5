"""Import: send a file, say what its columns mean, look at what was read, publish it at once."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from employers.adverts.reading import FileKind, sniff
from employers.adverts.row import FileRefused
from employers.adverts.spreadsheet import CONDITION_FIELDS, FIELDS, PLAIN_FIELDS
from employers.adverts.spreadsheet import template as header
from employers.forms.imports import ColumnsForm, UploadForm
from employers.imports import queries
from employers.imports.publishing import NotReady
from employers.imports.publishing import publish as publish_batch
from employers.imports.reading import COUNTED, OUTCOMES, SILENCE
from employers.imports.reading import discard as discard_batch
from employers.imports.staging import Options
from employers.models import ImportBatch, ImportState
from matching.catalogue import CATALOGUE
from storage import clock
from storage.transaction import end_reads, transaction
from web.addresses import here
from web.flashes import flash_done, flash_problem
from web.person import the_person

bp = Blueprint("imports", __name__, url_prefix="/import")

UNDER_WAY = (ImportState.WAITING, ImportState.READING)
PAGE_MOST = 1_000_000


@bp.get("/")
def index() -> str:
    """Send a file, and what was sent before."""
    return render_template("imports/index.html", form=UploadForm(), batches=queries.imports())


@bp.post("/")
def upload() -> AnyResponse | tuple[str, int]:
    """Take in a file; what it is decides what comes next."""
    form = UploadForm()
    kind = _sniffed(form) if form.validate() else None
    if kind is None:
        page = render_template("imports/index.html", form=form, batches=queries.imports())
        return page, 422
    content = form.file.data.stream.read()
    options = Options(None, bool(form.ignore_past_closing.data))
    batch = ImportBatch(
        filename=(form.file.data.filename or "file")[-255:],
        state=ImportState.NEEDS_COLUMNS if kind.kind == "csv" else ImportState.WAITING,
        size_bytes=len(content),
        encoding=kind.encoding,
        mapping=options.to_json(),
        uploaded_by_id=the_person().id,
        uploaded_at=clock.now(),
        content=content,
    )
    with transaction() as session:
        session.add(batch)
        session.flush()
        batch_id, next_page = batch.id, "imports.columns" if kind.kind == "csv" else "imports.show"
    return redirect(url_for(next_page, batch_id=batch_id))


@bp.route("/<int:batch_id>/columns", methods=["GET", "POST"])
def columns(batch_id: int) -> str | AnyResponse | tuple[str, int]:
    """Say what each column of a CSV file means."""
    batch = _batch(batch_id)
    if batch.state != ImportState.NEEDS_COLUMNS:
        return redirect(url_for("imports.show", batch_id=batch_id))
    kind = sniff(io.BytesIO(batch.content))
    options = Options.from_json(batch.mapping)
    end_reads()
    form = ColumnsForm()
    names = [f"column-{number}" for number in range(len(kind.header))]
    page = {"batch": batch, "kind": kind, "form": form, "names": names, "problem": ""}
    page |= {"plain": PLAIN_FIELDS, "conditions": CONDITION_FIELDS, "chosen": kind.suggested or {}}
    if request.method == "GET":
        return render_template("imports/columns.html", **page)
    chosen = {
        column: meant
        for name, column in zip(names, kind.header, strict=True)
        if (meant := request.form.get(name, "")) in FIELDS
    }
    problem = _mapping_problem(list(chosen.values()))
    if problem or not form.validate():
        page |= {"problem": problem, "chosen": chosen}
        return render_template("imports/columns.html", **page), 422
    with transaction():
        fresh = _batch(batch_id)
        if fresh.state == ImportState.NEEDS_COLUMNS:
            fresh.mapping = Options(chosen, options.ignore_past_closing).to_json()
            fresh.state = ImportState.WAITING
    return redirect(url_for("imports.show", batch_id=batch_id))


@bp.get("/<int:batch_id>")
def show(batch_id: int) -> str:
    """How far the reading is; then what every row came to."""
    batch = _batch(batch_id)
    outcome = request.args.get("outcome", "")
    outcome = outcome if outcome in OUTCOMES else ""
    typed = request.args.get("page", "1")
    page = max(1, min(int(typed), PAGE_MOST)) if typed.isascii() and typed.isdigit() else 1
    rows, total = queries.rows_of(batch_id, outcome, page)
    pages = max(1, -(-total // queries.PAGE_ROWS))
    return render_template(
        "imports/show.html",
        batch=batch,
        under_way=batch.state in UNDER_WAY,
        outcome=outcome,
        outcomes=OUTCOMES,
        rows=rows,
        page=page,
        pages=pages,
        page_url=_page_url(pages),
        here=here,
        fields=FIELDS,
        counted=COUNTED,
        names={key: each.words.name.capitalize() for key, each in CATALOGUE.items()},
        silent=batch.heartbeat_at is not None and batch.heartbeat_at < clock.now() - SILENCE,
    )


@bp.post("/<int:batch_id>/publish")
def publish(batch_id: int) -> AnyResponse:
    """Make the whole file visible at once."""
    try:
        with transaction():
            _batch(batch_id)
            many = publish_batch(batch_id, the_person().id, clock.now())
    except NotReady as problem:
        flash_problem(str(problem))
    else:
        flash_done(f"Published: {many:,} new or changed vacancies. Shortlists have them now.")
    return redirect(url_for("imports.show", batch_id=batch_id))


@bp.post("/<int:batch_id>/discard")
def discard(batch_id: int) -> AnyResponse:
    """Let go of a file that was not published."""
    batch = _batch(batch_id)
    possible = batch.state in (ImportState.READY, ImportState.NEEDS_COLUMNS, ImportState.FAILED)
    end_reads()
    if possible:
        discard_batch(batch_id, clock.now())
        flash_done("Discarded. Nothing of this file was ever visible.")
    else:
        flash_problem("Only a file that is not being read and not published can be discarded.")
    return redirect(url_for("imports.index"))


@bp.get("/template.csv")
def template() -> Response:
    """A CSV file with every column there can be."""
    answer = Response("\ufeff" + header(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="vacancies.csv"'
    return answer


def _batch(batch_id: int) -> ImportBatch:
    batch = queries.batch_by_id(batch_id)
    if batch is None:
        abort(404)
    return batch


def _sniffed(form: UploadForm) -> FileKind | None:
    """What the file is; None, with the reason beside the field, when it cannot be taken."""
    stream = form.file.data.stream
    try:
        kind = sniff(io.BytesIO(stream.read()))
    except FileRefused as refused:
        form.file.errors = [str(refused)]
        return None
    finally:
        stream.seek(0)
    return kind


def _mapping_problem(chosen: list[str]) -> str:
    if not {"title", "employer"} <= set(chosen):
        return "Choose a column for the job title and one for the employer."
    twice = next((meant for meant in chosen if chosen.count(meant) > 1), None)
    return f"Two columns are said to be “{FIELDS[twice]}”. Choose one." if twice else ""


def _page_url(pages: int) -> Callable[[int], str | None]:
    def page_url(page: int) -> str | None:
        return here({"page": str(page)}) if 1 <= page <= pages else None

    return page_url
