"""An advert's HTML as plain words, however often it was escaped on the way."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

_ESCAPED_AT_MOST = 4
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>")
# What nobody can read: control characters, halves of letters, and marks that turn a line round.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    r"\ud800-\udfff]"
)
_BREAKS = re.compile(r"<(?:br|/p|/div|/h[1-6]|/tr|/ul|/ol|/table)\b[^>]*>", re.IGNORECASE)
_ITEMS = re.compile(r"<li\b[^>]*>", re.IGNORECASE)


def clean_text(raw: str) -> str:
    """Readable paragraphs and bullets: no markup, no entities, no control characters.

    >>> clean_text("&lt;p&gt;Tea &amp;amp; cake&lt;/p&gt;&lt;li&gt;One&lt;/li&gt;")
    'Tea & cake\\n• One'
    """
    text = _unescaped(raw)
    if _MARKUP.search(text):
        marked = _ITEMS.sub("<li>\n• ", _BREAKS.sub(lambda tag: tag[0] + "\n", text))
        tree = LexborHTMLParser(marked)
        tree.strip_tags(["script", "style"])
        text = (tree.body.text() if tree.body else "") or ""
    text = legible(html.unescape(text)).replace("\xa0", " ").replace("\r", "\n")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    kept = [line for line in lines if line and line != "•"]
    return "\n".join(kept)


def legible(raw: str) -> str:
    """Text that any database and page can hold: without what nobody can read."""
    return _CONTROL.sub(" ", raw)


def clean_line(raw: str) -> str:
    """The same, on one line."""
    return " ".join(clean_text(raw).split())


def _unescaped(raw: str) -> str:
    """Entities that hide markup are undone; others wait until the markup is gone."""
    text = raw
    for _ in range(_ESCAPED_AT_MOST):
        if "&lt;" not in text and "&amp;" not in text:
            break
        once = html.unescape(text)
        if once == text:
            break
        text = once
    return text
