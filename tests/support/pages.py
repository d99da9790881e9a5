"""A test browser without a browser: keeps CSRF on, reads forms as they are, lints every page."""

from collections import Counter
from contextvars import Context
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.datastructures import MultiDict


class Page:
    """One answer, with the words and forms a person would see."""

    def __init__(self, response) -> None:
        self.response = response
        self.status = response.status_code
        self.url = response.request.path
        self.html = response.get_data(as_text=True)
        self.tree = LexborHTMLParser(self.html)

    @property
    def text(self) -> str:
        """Every visible word, spaces folded."""
        body = self.tree.body
        return " ".join((body.text(separator=" ") if body else self.html).split())

    @property
    def heading(self) -> str:
        return " ".join(self.tree.css_first("h1").text().split())

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [" ".join(node.text().split()) for node in self.tree.css(".error-summary li")]

    def links(self, selector: str = "a") -> dict[str, str]:
        return {
            " ".join(a.text().split()): a.attributes.get("href") or ""
            for a in self.tree.css(selector)
        }

    def form(self, selector: str = "main form"):
        found = self.tree.css_first(selector)
        assert found is not None, f"no form {selector} on {self.url}"
        return found

    def values(self, selector: str = "main form") -> MultiDict:
        """What the form would send as it stands."""
        sent = MultiDict()
        for node in self.form(selector).css("input, textarea, select"):
            name, kind = node.attributes.get("name"), node.attributes.get("type")
            if not name or "disabled" in node.attributes or kind in ("submit", "button", "file"):
                continue
            if node.tag == "select":
                chosen = node.css("option[selected]") or node.css("option")[:1]
                for option in chosen:
                    sent.add(name, option.attributes.get("value", option.text()))
            elif node.tag == "textarea":
                sent.add(name, node.text())
            elif kind in ("checkbox", "radio"):
                if "checked" in node.attributes:
                    # An empty value is sent as it is; only a missing one is "on".
                    sent.add(name, node.attributes.get("value", "on") or "")
            else:
                sent.add(name, node.attributes.get("value") or "")
        return sent


class PageClient:
    """Goes where a person goes. Every HTML page it sees is checked."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def _ask(self, method: str, path: str, **sent):
        # A context of its own: what one request keeps in `g` must not reach the next.
        return Context().run(getattr(self.client, method), path, follow_redirects=True, **sent)

    def get(self, path: str, *, status: int = 200, headers: dict | None = None) -> Page:
        """Open a page, following redirects."""
        page = Page(self._ask("get", path, headers=headers))
        assert page.status == status, f"{path} answered {page.status}: {page.text[:400]}"
        check_page(page)
        return page

    def submit(
        self, page: Page, changes: dict | None = None, *, form: str = "main form", status=200
    ) -> Page:
        """Send a form as it stands on the page with some answers changed; follows redirects.

        A value of None leaves the field out; a list sends several.
        """
        node = page.form(form)
        sent = page.values(form)
        for name, value in (changes or {}).items():
            sent.poplist(name)
            values = value if isinstance(value, list) else [value]
            sent.setlist(name, [each for each in values if each is not None])
        action = node.attributes.get("action") or page.url
        method = (node.attributes.get("method") or "get").lower()
        if method == "get":
            response = self._ask("get", action, query_string=sent)
        else:
            response = self._ask("post", action, data=sent)
        result = Page(response)
        assert result.status == status, f"{action} answered {result.status}: {result.text[:400]}"
        check_page(result)
        return result

    def post(
        self,
        path: str,
        data: dict | None = None,
        *,
        status: int = 200,
        csrf_from: Page | None = None,
    ) -> Page:
        """Post straight to an address, with the CSRF token of a page."""
        sent = dict(data or {})
        if csrf_from is not None:
            token = csrf_from.tree.css_first('input[name="csrf_token"]')
            sent["csrf_token"] = token.attributes["value"]
        page = Page(self._ask("post", path, data=sent))
        assert page.status == status, f"{path} answered {page.status}: {page.text[:400]}"
        return page


def check_page(page: Page) -> None:
    """What every page owes its reader; axe looks closer in the journeys."""
    if "html" not in page.response.content_type or "<html" not in page.html:
        return
    tree, where = page.tree, page.url
    assert len(tree.css("h1")) == 1, f"{where}: one h1, not {len(tree.css('h1'))}"
    title = tree.css_first("title")
    assert title and title.text().strip(), f"{where}: no title"
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    twice = [name for name, count in ids.items() if count > 1]
    assert not twice, f"{where}: ids used twice: {twice}"
    for label in tree.css("label[for]"):
        assert label.attributes["for"] in ids, (
            f"{where}: label for missing {label.attributes['for']}"
        )
    for node in tree.css("[aria-describedby]"):
        for name in node.attributes["aria-describedby"].split():
            assert name in ids, f"{where}: described by missing {name}"
    for fieldset in tree.css("fieldset"):
        legend = fieldset.css_first("legend")
        assert legend and legend.text().strip(), f"{where}: a fieldset without a legend"
    for node in tree.css("form[method]"):
        if node.attributes["method"].lower() == "post":
            assert node.css_first('input[name="csrf_token"]'), f"{where}: a form without its token"
    for node in tree.css("script"):
        assert node.attributes.get("nonce"), f"{where}: a script without a nonce"
    inline = [
        name
        for node in tree.css("*")
        for name in node.attributes
        if name.startswith("on") or name == "style"
    ]
    assert not inline, f"{where}: inline handlers or styles: {set(inline)}"
    for link in tree.css('main a[href^="#"]'):
        target = urlsplit(link.attributes["href"]).fragment
        assert not target or target in ids, f"{where}: link to missing #{target}"
    if page.errors:
        assert title.text().strip().startswith("Error:"), (
            f"{where}: errors, but the title does not say so"
        )
