"""A letter is written once, as text; its HTML says the same."""

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from notices.html import as_html


def shown(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(as_html(text, "A title"))


def test_an_address_on_its_own_is_a_button_named_by_the_line_before_it():
    page = shown("Hello,\n\nChange or close the role:\n\nhttps://example.org/a?b=1&c=2\n\nBye")

    link = page.css_first("a")
    assert link.text() == "Change or close the role"
    assert link.attributes["href"] == "https://example.org/a?b=1&c=2"
    assert next(each.text() for each in page.css("p")) == "Hello,"
    assert "Change or close the role:" not in page.body.text()


def test_an_address_within_a_sentence_stays_there():
    page = shown("See https://example.org/x. Thank you")

    assert page.css_first("a").attributes["href"] == "https://example.org/x"
    assert page.body.text() == "See https://example.org/x. Thank you"


def test_lines_that_begin_with_a_dash_are_a_list():
    assert [each.text() for each in shown("- one\n- two").css("li")] == ["one", "two"]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_nothing_in_a_letter_becomes_markup(text):
    tags = {node.tag for node in shown(text).body.traverse() if node.tag != "-text"}

    assert tags <= {"body", "div", "p", "br", "ul", "li", "a"}
