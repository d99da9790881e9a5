"""A real browser on the real app with the demo team: Chromium, both widths, axe on every page."""

import shutil
import threading
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask_migrate import upgrade
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from app import create_app
from demo.load import DEMO_PASSWORD, load_demo
from storage import clock
from storage.database import db
from tests.builders import NOW
from tests.conftest import settings_for

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desk": (1280, 900), "phone": (390, 844), "small-phone": (320, 640)}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_itemcollected(item):
    """A browser that moves on leaves a file half sent; the server's open handle is no fault."""
    item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory):
    """The app on a SQLite database with the demo, at a moment that never moves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
        url = f"sqlite:///{tmp_path_factory.mktemp('journeys') / 'demo.db'}"
        app = create_app(settings_for(url))
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        with app.app_context():
            upgrade(directory="migrations")
            load_demo(clock.today(), clock.now())
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def address(demo_app):
    server = make_server("127.0.0.1", 0, demo_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture(scope="session")
def chrome():
    program = chromium()
    if program is None:
        pytest.skip("Chromium is not installed: install chromium to run the browser journeys")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """One person at one screen. Console errors and policy violations fail the journey."""

    def __init__(self, context, address: str) -> None:
        self.page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def _listen(self, message) -> None:
        # A refused form is a 422 by design; the browser notes every 4xx as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> "Visitor":
        self.page.goto(self.address + path)
        return self

    def sign_in(self, email: str = "esw@example.org") -> "Visitor":
        self.open("/sign-in")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        return self

    def check(self) -> None:
        """The page as it stands: accessible, nothing cut off, nothing complained of."""
        assert self.faults() == []

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands."""
        found = Axe().run(self.page, options={"runOnly": RULES})
        broken = [
            f"{each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
            for each in found.response["violations"]
        ]
        across = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if across > 0:
            broken.append(f"scrolls sideways by {across} px")
        broken += self.complaints
        self.complaints.clear()
        return [f"{self.page.url}: {each}" for each in broken]


@pytest.fixture(params=list(WIDTHS))
def visitor(request, chrome, address):
    width, height = WIDTHS[request.param]
    context = chrome.new_context(viewport={"width": width, "height": height})
    yield Visitor(context, address)
    context.close()


@pytest.fixture
def desk(chrome, address):
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    yield Visitor(context, address)
    context.close()


@pytest.fixture
def without_javascript(chrome, address):
    context = chrome.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield Visitor(context, address)
    context.close()
