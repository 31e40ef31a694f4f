"""What people wrote is text on a page; the addresses in it are links, and nothing else is."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from reports.pages.rendering import linked, render_alone

A = '<a href="https://a.co/x" target="_top">https://a.co/x</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Vea https://a.co/x.", f"Vea {A}."),
        ("(https://a.co/x), y", f"({A}), y"),
        ('"https://a.co/x"', f"&#34;{A}&#34;"),
        ("<https://a.co/x>", f"&lt;{A}&gt;"),
        ("https://a.co/x\nhttps://a.co/x", f"{A}\n{A}"),
        (Markup("<b>https://a.co/x</b>"), f"<b>{A}</b>"),
        ("https://a.co/?a=1&b=2", '<a href="https://a.co/?a=1&amp;b=2" target="_top">https://a.co/?a=1&amp;b=2</a>'),
        ('https://a.co/x"onclick="x', f"{A}&#34;onclick=&#34;x"),
        ("javascript:alert(1) ftp://a.co", "javascript:alert(1) ftp://a.co"),
        ("<script>", "&lt;script&gt;"),
        ("https://", "https://"),
        ("www.a.co/x, y", '<a href="https://www.a.co/x" target="_top">www.a.co/x</a>, y'),
        (
            "https://www.a.co ana@www.a.co www.",
            '<a href="https://www.a.co" target="_top">https://www.a.co</a> ana@www.a.co www.',
        ),
    ],
)
def test_an_address_is_a_link_and_everything_else_is_text(text: str, html: str) -> None:
    assert linked(text) == html


def test_a_value_that_a_page_lacks_is_a_fault_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        render_alone("verify.html")
