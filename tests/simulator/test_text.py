"""HTML, entities and lengths, as Telegram has them."""

import pytest

from simulator.entities import formatted, found_entities
from simulator.errors import ApiError
from simulator.html_text import UnreadableText, parse_html
from simulator.links import checked_link
from simulator.text_units import tidy, utf16_length


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>Plan</b> 2021", "Plan 2021", [("bold", 0, 4)]),
        ("<strong><em>x</em></strong>", "x", [("bold", 0, 1), ("italic", 0, 1)]),
        ("😀<b>a</b>", "😀a", [("bold", 2, 1)]),
        ("<u>ñ</u><s>é</s>", "ñé", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#241;&#xF1;&quot;", '1 < 2 && 3 > 2 "ññ"', []),
        ("&copy; &nbsp; AT&T", "&copy; &nbsp; AT&T", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<B>x</b >", "x", [("bold", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    parsed, found = parse_html(source)

    assert parsed == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("ñ<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x:y>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_unreadable_html_is_refused_with_its_place(source: str, reason: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        parse_html(source)

    assert str(refused.value) == reason


def test_code_in_pre_has_its_language_and_is_one_entity() -> None:
    _, found = parse_html('<pre><code class="language-python">x = 1</code></pre>')

    assert found == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_a_link_is_written_as_telegram_keeps_it() -> None:
    _, found = parse_html('<a href="https://Example.org?a=1&amp;b=2">x</a><a>example.org</a><a href="localhost">y</a>')

    assert [e.get("url") for e in found] == ["https://example.org/?a=1&b=2", "http://example.org/"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://localhost:8080/x", "Wrong HTTP URL"),
        ("happ://add/x", "Unsupported URL protocol"),
        ("http://example.org:x/", "Wrong port number specified in the URL"),
        ("https:///x", "URL host is empty"),
    ],
)
def test_an_address_that_telegram_does_not_take_is_refused(address: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        checked_link(address)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start avance", ["bot_command:/start"]),
        ("vea /avance@ParticipaDemoBot, por favor", ["bot_command:/avance@ParticipaDemoBot"]),
        ("y/o 26/07 http/x", []),
        ("escriba a atencion@entidad.gov.co", ["email:atencion@entidad.gov.co"]),
        ("vea https://www.ejemplo.gov.co/plan?a=1.", ["url:https://www.ejemplo.gov.co/plan?a=1"]),
        ("(ejemplo.org)", ["url:ejemplo.org"]),
        ("t.me/ParticipaDemoBot?start=x", ["url:t.me/ParticipaDemoBot?start=x"]),
        ("hola @Rosa_1, #PlanAbierto #2021", ["mention:@Rosa_1", "hashtag:#PlanAbierto"]),
        ("26 % el 30.06.2021", []),
    ],
)  # fmt: skip
def test_commands_links_and_mentions_are_found_in_plain_text(text: str, found: list[str]) -> None:
    entities = found_entities(text)

    assert [f"{e['type']}:{text[e['offset'] : e['offset'] + e['length']]}" for e in entities] == found


def test_nothing_is_found_inside_code_and_links() -> None:
    _, entities = formatted('<code>/start</code> <a href="https://a.co">b.co</a> /fin', "HTML", None)

    assert [e["type"] for e in entities] == ["code", "text_link", "bot_command"]


def test_entities_move_when_the_text_is_trimmed_and_cleaned() -> None:
    text, entities = tidy("  \u202eab😀c \n", [{"type": "bold", "offset": 3, "length": 4}])

    assert (text, entities) == ("ab😀c", [{"type": "bold", "offset": 0, "length": 4}])


def test_a_no_break_space_stays() -> None:
    assert tidy("26\u00a0%\u00a0", []) == ("26\u00a0%\u00a0", [])


def test_length_counts_utf_16_units() -> None:
    assert [utf16_length(text) for text in ("abc", "ñ", "😀", "👩‍🌾")] == [3, 1, 2, 5]


def test_only_html_is_understood() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("*x*", "MarkdownV2", None)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ApiError, match="strings must be encoded in UTF-8"):
        formatted("a\ud83d", "", None)
