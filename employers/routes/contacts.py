"""Whom to speak to at an employer, where they work, and what was arranged there before."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.forms.contacts import ContactForm, PrecedentForm
from employers.forms.record import SiteForm
from employers.models import Employer, EmployerContact, Site
from employers.operations.contacts import (
    add_contact,
    add_precedent,
    edit_contact,
    has_left,
    is_back,
    remove_precedent,
    restore_precedent,
)
from employers.operations.record import add_site, edit_site
from employers.queries.page import contact_by_id, site_by_id, sites_of
from employers.queries.precedents import precedent_by_id
from employers.routes.room import Page, bp, by_me, fingerprint, live_employer, to_employer
from storage import clock
from storage.transaction import end_reads, transaction
from web.flashes import flash_done, flash_undo
from web.forms import OneOf, options

_CONTACT = ("name", "job_title", "phone", "email", "channel", "best_time", "known_from")


@bp.route("/<int:employer_id>/contacts/add", methods=["GET", "POST"])
def add_contact_page(employer_id: int) -> Page:
    """Write down somebody to speak to."""
    employer = live_employer(employer_id)
    form = ContactForm()
    _offer_sites(form.site_id, employer)
    page = {"form": form, "employer": employer, "contact": None}
    if request.method == "GET":
        return render_template("employers/contact.html", **page)
    if not form.validate():
        return render_template("employers/contact.html", **page), 422
    with transaction():
        live_employer(employer_id, to_change=True)
        add_contact(employer_id, form.draft(), by_me())
    flash_done(f"{form.name.data} is written down.")
    return to_employer(employer_id, "contacts")


@bp.route("/<int:employer_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
def edit_contact_page(employer_id: int, contact_id: int) -> Page:
    """Change how to reach somebody; two people at once are told of each other."""
    employer, contact = live_employer(employer_id), _contact(employer_id, contact_id)
    form = ContactForm(data=_contact_data(contact))
    _offer_sites(form.site_id, employer)
    page = {"form": form, "employer": employer, "contact": contact}
    if request.method == "GET":
        return render_template("employers/contact.html", **page)
    if not form.validate():
        return render_template("employers/contact.html", **page), 422
    with transaction():
        live_employer(employer_id, to_change=True)
        fresh = _contact(employer_id, contact_id)
        seen = str(_contact_data(fresh)["seen"])
        meanwhile = form.seen.data != seen
        if not meanwhile:
            edit_contact(fresh, form.draft(), by_me())
    if meanwhile:
        form.seen.raw_data, form.seen.data = None, seen
        return render_template("employers/contact.html", **page, meanwhile=fresh), 422
    flash_done(f"{form.name.data} is saved.")
    return to_employer(employer_id, "contacts")


@bp.post("/<int:employer_id>/contacts/<int:contact_id>/left")
def contact_left(employer_id: int, contact_id: int) -> Response:
    """They do not work there any more; they stay in the record."""
    with transaction():
        live_employer(employer_id, to_change=True)
        contact = _contact(employer_id, contact_id)
        has_left(contact, clock.today(), by_me())
        name = contact.name
    undo = url_for("employers.contact_back", employer_id=employer_id, contact_id=contact_id)
    flash_undo(f"{name} has left, and is not offered for a call any more.", undo)
    return to_employer(employer_id, "contacts")


@bp.post("/<int:employer_id>/contacts/<int:contact_id>/back")
def contact_back(employer_id: int, contact_id: int) -> Response:
    """They work there after all."""
    with transaction():
        live_employer(employer_id, to_change=True)
        contact = _contact(employer_id, contact_id)
        is_back(contact, by_me())
        name = contact.name
    flash_done(f"{name} is a contact again.")
    return to_employer(employer_id, "contacts")


@bp.route("/<int:employer_id>/sites/add", methods=["GET", "POST"])
def add_site_page(employer_id: int) -> Page:
    """Write down another workplace."""
    employer = live_employer(employer_id)
    end_reads()
    form = SiteForm()
    page = {"form": form, "employer": employer, "site": None}
    if request.method == "GET":
        return render_template("employers/site.html", **page)
    if form.validate():
        place = form.place()
        with transaction():
            live_employer(employer_id, to_change=True)
            added = add_site(employer_id, place, by_me())
        if added is not None:
            flash_done(f"{place.locality or place.postcode or place.outward} is a site now.")
            return to_employer(employer_id, "sites")
        form.postcode.errors = ["They have a site at this place already."]
    return render_template("employers/site.html", **page), 422


@bp.route("/<int:employer_id>/sites/<int:site_id>", methods=["GET", "POST"])
def edit_site_page(employer_id: int, site_id: int) -> Page:
    """Put right where a workplace is; distances of its vacancies follow."""
    employer, site = live_employer(employer_id), _site(employer_id, site_id)
    end_reads()
    form = SiteForm(data=_site_data(site))
    page = {"form": form, "employer": employer, "site": site}
    if request.method == "GET":
        return render_template("employers/site.html", **page)
    if not form.validate():
        return render_template("employers/site.html", **page), 422
    with transaction():
        live_employer(employer_id, to_change=True)
        fresh = _site(employer_id, site_id)
        seen = str(_site_data(fresh)["seen"])
        meanwhile = form.seen.data != seen
        saved = not meanwhile and edit_site(fresh, form.place(), by_me())
    if saved:
        flash_done("The site is saved; distances follow.")
        return to_employer(employer_id, "sites")
    if meanwhile:
        form.seen.raw_data, form.seen.data = None, seen
    else:
        form.postcode.errors = ["Another of their sites is at this place already."]
    return render_template("employers/site.html", **page, meanwhile=meanwhile), 422


@bp.route("/<int:employer_id>/precedents/add", methods=["GET", "POST"])
def add_precedent_page(employer_id: int) -> Page:
    """Write down something they arranged before."""
    employer = live_employer(employer_id)
    form = PrecedentForm()
    _offer_sites(form.site_id, employer)
    page = {"form": form, "employer": employer}
    if request.method == "GET":
        return render_template("employers/precedent.html", **page)
    if not form.validate():
        return render_template("employers/precedent.html", **page), 422
    with transaction():
        live_employer(employer_id, to_change=True)
        add_precedent(employer_id, form.draft(), by_me())
    flash_done("Written down. It shows wherever somebody looks for an employer to approach.")
    return to_employer(employer_id, "precedents")


@bp.post("/<int:employer_id>/precedents/<int:precedent_id>/remove")
def precedent_off(employer_id: int, precedent_id: int) -> Response:
    """It was a mistake."""
    with transaction():
        row = precedent_by_id(employer_id, precedent_id)
        if row is None:
            abort(404)
        remove_precedent(row, clock.now())
    undo = url_for("employers.precedent_on", employer_id=employer_id, precedent_id=precedent_id)
    flash_undo("Taken away.", undo)
    return to_employer(employer_id, "precedents")


@bp.post("/<int:employer_id>/precedents/<int:precedent_id>/restore")
def precedent_on(employer_id: int, precedent_id: int) -> Response:
    """It was right after all."""
    with transaction():
        row = precedent_by_id(employer_id, precedent_id)
        if row is None:
            abort(404)
        restore_precedent(row)
    flash_done("It stands again.")
    return to_employer(employer_id, "precedents")


def _contact(employer_id: int, contact_id: int) -> EmployerContact:
    found = contact_by_id(employer_id, contact_id)
    if found is None:
        abort(404)
    return found


def _site(employer_id: int, site_id: int) -> Site:
    found = site_by_id(employer_id, site_id)
    if found is None:
        abort(404)
    return found


def _contact_data(contact: EmployerContact) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(contact, name) for name in _CONTACT}
    values["site_id"] = str(contact.site_id or "")
    return {**values, "seen": fingerprint(values)}


def _site_data(site: Site) -> dict[str, object]:
    values = {"locality": site.locality, "postcode": site.postcode or site.outward or ""}
    return {**values, "seen": fingerprint(values)}


def _offer_sites(field: OneOf, employer: Employer) -> None:
    """Their sites to choose from; ends the reads."""
    sites = [(str(each.id), _named(each)) for each in sites_of(employer.id)]
    field.choices = options([("", "Any of their sites"), *sites])
    end_reads()


def _named(site: Site) -> str:
    code = site.postcode or site.outward or ""
    return ", ".join(filter(None, (site.locality, code))) or "Place not known"
