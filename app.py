"""create_app(settings): build, wire, register. No side effects."""

from __future__ import annotations

from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, current_app, g, request, url_for
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import clients.routes
import demo.load
import employers.commands
import employers.routes.answer
import employers.routes.browsing
import employers.routes.imports
import employers.routes.manage
import employers.routes.post
import employers.routes.review
import employers.routes.room
import employers.routes.unsubscribe
import employers.routes.vacancies  # adds its pages to those of browsing
import liaison.routes.entries
import liaison.routes.marks
import liaison.routes.questions
import notices.routes
import placements.routes
import staff.commands
import staff.routes.members
import staff.routes.messages
import staff.sign_in
import web.assets
import web.errors
import web.filters
import web.guard
import web.headers
import web.routes
from config import Settings, read_settings
from employers.queries.review import count_waiting
from employers.routes.room import add_part
from placements.shortlist.indexed import IndexEngine
from placements.shortlist.keeping import Keeper
from placements.shortlist.plain import PlainEngine
from placements.shortlist.whose import TeamSearches
from storage.columns import render_item
from storage.database import db
from web.addresses import RowNumber
from web.person import Person, Role

MEGABYTE = 1024 * 1024
FORM_MEMORY_MB = 8
BLUEPRINTS = (
    web.routes.bp,
    notices.routes.health,
    staff.routes.members.bp,
    staff.routes.messages.bp,
    clients.routes.bp,
    employers.routes.room.bp,
    employers.routes.browsing.bp,
    employers.routes.unsubscribe.bp,
    employers.routes.answer.bp,
    employers.routes.imports.bp,
    employers.routes.post.bp,
    employers.routes.manage.bp,
    employers.routes.review.bp,
    placements.routes.shortlist,
    placements.routes.whose_search,
    placements.routes.speculative,
    placements.routes.board,
    liaison.routes.marks.bp,
    liaison.routes.entries.bp,
    liaison.routes.questions.bp,
)
#: Pages that belong to another room of the main navigation.
ROOM_OF = {
    "shortlist": "clients",
    "liaison": "clients",
    "whose_search": "vacancies",
    "questions": "employers",
    "speculative": "clients",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The web application for these settings (default: what the environment says)."""
    settings = settings or read_settings()
    app = Flask("foothold", root_path=str(web.assets.ROOT), static_folder="static")
    app.url_map.converters["int"] = RowNumber
    _configure(app, settings)
    db.init_app(app)
    is_sqlite = settings.database_url.startswith("sqlite")
    Migrate(app, db, render_as_batch=is_sqlite, compare_type=True, render_item=render_item)
    csrf = CSRFProtect(app)
    staff.sign_in.install(app)
    web.guard.install(app, staff.sign_in.current_person)
    web.headers.install(app, https=settings.base_url.startswith("https://"))
    web.errors.install(app)
    web.assets.install(app)
    web.filters.install(app)
    app.context_processor(_page_context)
    _register(app, settings)
    # The public form checks its token itself: a page open for too long keeps what was typed.
    csrf.exempt(employers.routes.post.bp)
    # Mail programs stop reminders for somebody by themselves; the secret link is their proof.
    csrf.exempt(employers.routes.unsubscribe.stop)
    if settings.is_production:
        staff.sign_in.refuse_demo_accounts(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def start_index(app: Flask) -> None:
    """Build this process's index behind its pages, and keep it true; once the process is its own
    (after a fork), since threads do not survive one.
    """
    keeper: Keeper = app.extensions["vacancy_index"]
    keeper.start(app.app_context)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECURITY_PASSWORD_SALT=settings.password_salt,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=(
            {} if settings.database_url.startswith("sqlite") else {"pool_pre_ping": True}
        ),
        MAX_CONTENT_LENGTH=settings.upload_limit_mb * MEGABYTE,
        # A field far too long is refused in words beside it, so the form must be read first.
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY_MB * MEGABYTE,
        MAX_FORM_PARTS=5_000,
        SESSION_COOKIE_NAME="foothold",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        # A form may stay open all afternoon; its token lasts as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        SECURITY_EMAIL_SENDER=settings.mail_from,
        # A link in a message begins with the host that was asked for, so only ours will do.
        TRUSTED_HOSTS=[urlsplit(settings.base_url).netloc] if settings.is_production else None,
    )


def _register(app: Flask, settings: Settings) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    add_part(app, "top", liaison.routes.entries.relationship_part)
    keeper = Keeper()
    app.extensions["vacancy_index"] = keeper
    app.extensions["shortlist_engine"] = IndexEngine(keeper.current, PlainEngine())
    app.extensions["readiness"] = keeper.readiness
    app.extensions["team_searches"] = TeamSearches()
    if settings.has_development_mailbox:
        app.register_blueprint(notices.routes.mailbox)
    app.cli.add_command(staff.commands.staff)
    app.cli.add_command(employers.commands.vacancies)
    app.cli.add_command(demo.load.demo)


def _page_context() -> dict[str, object]:
    """What every template may use: who is signed in, the navigation, the service's words."""
    person: Person | None = g.get("person")
    service = current_app.config["SETTINGS"].service
    return {"person": person, "nav": _navigation(person), "service": service}


def _to_review() -> int:
    """How many roles wait for a decision; a page that says the database is gone still shows."""
    try:
        return count_waiting()
    except sa.exc.SQLAlchemyError:
        return 0


# Counted where a page is shown, not where a letter is written.
_COUNTS = {"review.index": _to_review}


def _navigation(person: Person | None) -> list[dict[str, object]]:
    if person is None:
        return []
    rooms = [
        ("Employers", "employers.index"),
        ("Vacancies", "vacancies.index"),
        ("To review", "review.index"),
        ("Import", "imports.index"),
        ("Messages", "messages.index"),
    ]
    if person.role is Role.ADMINISTRATOR:
        rooms.append(("Staff", "staff.index"))
    else:
        mine = [("Clients", "clients.index"), ("What’s new", "board.show")]
        rooms = [*mine, ("Contacts", "log.index"), *rooms]
    here = (request.endpoint or "").split(".")[0]
    here = ROOM_OF.get(here, here)
    return [
        {
            "label": label,
            "url": url_for(endpoint),
            "current": endpoint.split(".")[0] == here,
            "count": _COUNTS.get(endpoint),
        }
        for label, endpoint in rooms
        if endpoint in current_app.view_functions
    ]
