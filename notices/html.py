"""A plain-text message as HTML, so that each letter is written once.

Blank lines part paragraphs; lines that begin with "- " are a list; a line that is only an address
becomes a button, named by the line before it when that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
# Mail programs know no stylesheets, so each element carries its own look.
_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:0;padding:24px 16px;background:#faf7f2;color:#1f2926;'
    'font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif">'
    '<div style="max-width:36rem;margin:0 auto">{body}</div></body></html>'
)
_BUTTON = Markup(
    '<p style="margin:0 0 16px"><a href="{address}" style="display:inline-block;background:#0b5d55;'
    'color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600">'
    "{words}</a></p>"
)
_PARAGRAPH = Markup('<p style="margin:0 0 16px">{words}</p>')
_LIST = Markup('<ul style="margin:0 0 16px;padding-left:20px">{items}</ul>')


def as_html(text: str, title: str) -> str:
    """The message as a whole HTML page; everything in it is escaped.

    >>> "<b>" in as_html("1 < 2 <b>", "Sums")
    False
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip())]
    return str(_PAGE.format(title=title, body=Markup("").join(_blocks(blocks))))


def _blocks(blocks: list[str]) -> Iterator[Markup]:
    named = ""
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else ""
        lines = block.splitlines()
        if _ADDRESS.fullmatch(block):
            yield _BUTTON.format(address=block, words=named or "Open this page")
        elif all(line.startswith("- ") for line in lines):
            items = (Markup("<li>{}</li>").format(_linked(line[2:])) for line in lines)
            yield _LIST.format(items=Markup("").join(items))
        elif not (_ADDRESS.fullmatch(after) and len(lines) == 1 and block.endswith(":")):
            yield _PARAGRAPH.format(words=Markup("<br>").join(map(_linked, lines)))
        # A line such as "Change or close it:" is what the button says, not a paragraph before it.
        named = block.rstrip(":") if len(lines) == 1 and block.endswith(":") else ""


def _linked(line: str) -> Markup:
    """A line with its addresses as links."""
    parts, at = [], 0
    for found in _ADDRESS.finditer(line):
        link = Markup('<a href="{0}" style="color:#0b5d55">{0}</a>').format(found.group())
        parts += [escape(line[at : found.start()]), link]
        at = found.end()
    return Markup("").join([*parts, escape(line[at:])])
