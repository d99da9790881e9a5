"""Merge two records of one employer: choose the other, see what moves where, do it, undo it."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.forms.directory import MergeForm, OtherForm
from employers.models import Employer
from employers.operations.merging import NotPossible, merge, undo
from employers.queries.directory import OWN_WORDS, Wanted, employer_by_id, find
from employers.queries.duplicates import Stated, likely_same
from employers.queries.merges import CHOSEN, merge_by_id, preview
from employers.queries.names import names_of
from employers.queries.page import sites_of
from employers.routes.room import Page, bp, by_me, live_employer, to_employer
from storage import clock
from storage.transaction import transaction
from web.addresses import ROW_NUMBER_MAX
from web.flashes import flash_done, flash_problem, flash_undo


@bp.get("/<int:employer_id>/merge")
def choose_other(employer_id: int) -> Page:
    """Which other record is the same employer? The likely ones come first."""
    employer = live_employer(employer_id)
    form = OtherForm(request.args)
    readable = form.validate()
    today, typed = clock.today(), (form.name.data or "") if readable else ""
    found = find(Wanted(typed, sources=OWN_WORDS), 1, today).lines if typed else []
    page = render_template(
        "employers/choose_other.html",
        employer=employer,
        form=form,
        typed=typed,
        found=[line for line in found if line.employer.id != employer_id],
        likely=likely_same(_stated(employer), (employer_id,), today),
    )
    return page if readable else (page, 422)


@bp.get("/<int:employer_id>/merge/<int:other_id>")
def preview_merge(employer_id: int, other_id: int) -> Page:
    """What would move where, and where the two say something else."""
    employer, other = live_employer(employer_id), employer_by_id(other_id)
    if other is None or other.id == employer.id:
        abort(404)
    if other.merged_into_id is not None:
        flash_problem(f"{other.name} was merged into another employer already.")
        return redirect(url_for("employers.choose_other", employer_id=employer_id))
    return render_template(
        "employers/merge.html",
        employer=employer,
        other=other,
        plan=preview(employer, other),
        form=MergeForm(),
    )


@bp.post("/<int:employer_id>/merge/<int:other_id>")
def do_merge(employer_id: int, other_id: int) -> Response:
    """Merge the other into this one. Sent twice, it happens once."""
    chosen = [name for name in CHOSEN if request.form.get(name) == "merged"]
    try:
        with transaction():
            done = merge(employer_id, other_id, chosen, by_me())
            merge_id = done.id
    except NotPossible as problem:
        flash_problem(str(problem))
        return to_employer(employer_id)
    url = url_for("employers.undo_merge", merge_id=merge_id)
    flash_undo("Merged. This can be undone for 30 days, here or below under merges.", url)
    return to_employer(employer_id)


@bp.post("/merges/<int:merge_id>/undo")
def undo_merge(merge_id: int) -> Response:
    """Take a merge back, exactly."""
    kept_id = None
    try:
        with transaction():
            row = merge_by_id(min(merge_id, ROW_NUMBER_MAX))
            if row is None:
                abort(404)
            kept_id, merged_id = row.kept_id, row.merged_id
            left = undo(row, by_me())
    except NotPossible as problem:
        flash_problem(str(problem))
        return to_employer(kept_id) if kept_id else redirect(url_for("employers.index"))
    stays = f" Changed since the merge, so left as it is here: {', '.join(left)}." if left else ""
    flash_done(f"The merge is undone; both are employers of their own again.{stays}")
    return to_employer(merged_id)


def _stated(employer: Employer) -> Stated:
    site = next((each for each in sites_of(employer.id) if each.outward), None)
    return Stated(
        (employer.name, *(each.name for each in names_of(employer.id))),
        employer.official_number,
        employer.website,
        site.postcode if site else None,
        site.outward if site else None,
    )
