"""Questions to an employer: what nobody knows of a site, by mail or on a call sheet."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from clients.queries import ID_MAX
from employers.models import Employer, EmployerContact, QuestionRound, Site
from employers.operations.answers import drop_late, take_late, write_answers
from employers.queries import questions as employers_queries
from employers.queries.directory import employer_by_id
from employers.queries.workplaces import contacts_at
from employers.routes.answer import write_questions
from employers.rules.bundles import ANSWERS, TAPS, bundle_for
from employers.rules.vacancies import Step
from employers.rules.work import is_family
from liaison.forms.questions import HOW, MailForm, sheet_form
from liaison.operations.entries import Writer, write_down
from liaison.queries import questions as queries
from liaison.queries.entries import contacts_with, known_as
from liaison.rules.asking import next_for_mail
from liaison.rules.entries import EntryDraft
from liaison.rules.relationship import budget_for
from notices.operations import has_opted_out
from storage import clock
from storage.database import db
from storage.transaction import end_reads, transaction
from web.flashes import flash_done
from web.forms import options
from web.person import the_person

bp = Blueprint("questions", __name__, url_prefix="/employers/<int:employer_id>/questions")


@bp.get("")
def index(employer_id: int) -> str:
    """Every site and kind of work of one employer, with what is known and what is worth asking."""
    employer, today = _employer(employer_id), clock.today()
    sites = employers_queries.sites_of(known_as(employer_id))
    families = employers_queries.families_at([site.id for site in sites], today)
    searches = queries.limits_of_team(the_person().team_id)
    work = [
        (site, family, queries.standings_at(site, family, searches, today))
        for site in sites
        for family in families[site.id]
    ]
    rounds = employers_queries.rounds_at([site.id for site in sites])
    return render_template(
        "questions/index.html",
        employer=employer,
        work=work,
        rounds=rounds,
        taps=TAPS,
        words=ANSWERS,
        how={**HOW, "mail": "By mail"},
    )


@bp.route("/<int:site_id>/mail", methods=["GET", "POST"])
def mail(employer_id: int, site_id: int) -> str | Response | tuple[str, int]:
    """Choose at most three questions and send them to somebody we know."""
    employer, site, family = _work(employer_id, site_id)
    today = clock.today()
    searches = queries.limits_of_team(the_person().team_id)
    found = queries.standings_at(site, family, searches, today)
    people, met = _reachable(employer_id), queries.have_met(employer_id)
    form = MailForm()
    form.contact.choices = options((str(each.id), f"{each.name}, {each.email}") for each in people)
    chosen = request.form.getlist("tap")
    about = int(form.contact.data) if (form.contact.data or "").isdecimal() else None
    budget = budget_for(contacts_with(employer_id), about, today)
    end_reads()
    page = {
        "form": form,
        "employer": employer,
        "site": site,
        "family": family,
        "found": [each for each in found if each.may_go_by_mail],
        "chosen": chosen or [each.tap.key for each in next_for_mail(found)],
        "people": people,
        "met": met,
        "budget": budget,
        "problem": "",
    }
    if request.method == "GET":
        return render_template("questions/mail.html", **page)
    ready = {each.tap.key for each in found if each.may_go_by_mail}
    page["problem"] = form.problem(chosen, ready, budget_spent=budget.spent)
    if not form.validate() or page["problem"] or not met or employer.do_not_contact_at:
        return render_template("questions/mail.html", **page), 422
    contact = next(each for each in people if each.id == about)
    asked = _round(site_id, family, "mail", chosen)
    asked.contact_id, asked.email = contact.id, contact.email
    with transaction():
        _send(asked, employer_id, form.budget_reason.data or "")
    flash_done(f"On their way to {contact.name}, and in the log.")
    return redirect(url_for("questions.index", employer_id=employer_id))


@bp.route("/<int:site_id>/sheet", methods=["GET", "POST"])
def sheet(employer_id: int, site_id: int) -> str | Response | tuple[str, int]:
    """The call sheet: the questions to print or to have on screen, and what was answered."""
    employer, site, family = _work(employer_id, site_id)
    today = clock.today()
    taps = list(bundle_for(family))
    found = queries.standings_at(site, family, (), today)
    form = sheet_form(taps, today)
    page = {
        "form": form,
        "employer": employer,
        "site": site,
        "family": family,
        "found": found,
        "words": ANSWERS,
        "contacts": contacts_at(known_as(employer_id)),
    }
    end_reads()
    if request.method == "GET":
        return render_template("questions/sheet.html", **page)
    valid = form.check(today)
    answers, answered_on = form.answers(taps), form.answered_on.data
    if not valid or not answers or answered_on is None:
        return render_template("questions/sheet.html", **page, nothing=not answers), 422
    with transaction():
        asked = _round(site_id, family, form.how.data, list(answers))
        db.session.add(asked)
        db.session.flush()
        step = Step(the_person().id, clock.now(), "Answered by the employer")
        learned = write_answers(asked, answers, answered_on, step)
    flash_done(f"Kept. {learned} open {'role' if learned == 1 else 'roles'} here now know it.")
    return redirect(url_for("questions.index", employer_id=employer_id))


@bp.post("/rounds/<int:round_id>/late")
def late(employer_id: int, round_id: int) -> Response:
    """Answers that came after others: let them count, or leave it at what is known."""
    with transaction():
        asked = employers_queries.round_by_id(min(round_id, ID_MAX))
        sites = employers_queries.sites_of(known_as(employer_id))
        if asked is None or asked.site_id not in {site.id for site in sites}:
            abort(404)
        if request.form.get("count") == "yes":
            take_late(asked, Step(the_person().id, clock.now(), "Answered by the employer"))
        else:
            drop_late(asked)
    flash_done("Noted.")
    return redirect(url_for("questions.index", employer_id=employer_id))


def _send(asked: QuestionRound, employer_id: int, budget_reason: str) -> None:
    """Ask by mail. That is an approach like any other: it is logged and counts on the budget."""
    person = the_person()
    db.session.add(asked)
    db.session.flush()
    write_questions(asked)
    entry = EntryDraft(
        employer_id=employer_id,
        happened_on=clock.today(),
        kind="email",
        purpose="facts",
        outcome="message_left",
        face_to_face=False,
        in_community=False,
        contact_id=asked.contact_id,
        learned="Asked: " + " ".join(TAPS[tap].question for tap in asked.taps),
        unsolicited=True,
        budget_reason=budget_reason,
    )
    write_down(entry, Writer(person.id, person.team_id, clock.now()), f"question:{asked.id}")


def _round(site_id: int, family: str, how: str, taps: list[str]) -> QuestionRound:
    return QuestionRound(
        site_id=site_id,
        family=family,
        how=how,
        taps=taps,
        answers={},
        late={},
        asked_by_id=the_person().id,
        asked_at=clock.now(),
    )


def _employer(employer_id: int) -> Employer:
    found = employer_by_id(employer_id)
    if found is None:
        abort(404)
    return found


def _work(employer_id: int, site_id: int) -> tuple[Employer, Site, str]:
    employer = _employer(employer_id)
    sites = {site.id: site for site in employers_queries.sites_of(known_as(employer_id))}
    family = request.args.get("family", "")
    if site_id not in sites or (family and not is_family(family)):
        abort(404)
    return employer, sites[site_id], family


def _reachable(employer_id: int) -> Sequence[EmployerContact]:
    """Those who are still there, have an address, and want to hear from us."""
    return [
        each
        for each in contacts_at(known_as(employer_id))
        if each.email and each.left_on is None and not has_opted_out(each.email)
    ]
