"""A document as Markdown, read back by a parser of CommonMark."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.documents import DocumentFormat, Heading, Paragraph, Table, render
from reports.documents.text import clean
from tests.reports.sample import ADDRESS, sample

PARSER = MarkdownIt("commonmark").enable("table")


def markdown(*parts: Heading | Paragraph | Table) -> str:
    return render(sample(*parts), DocumentFormat.MARKDOWN).decode()


def tokens(text: str) -> list[Token]:
    return [child for token in PARSER.parse(text) for child in [token, *(token.children or [])]]


def test_it_is_what_it_was_headings_links_and_table() -> None:
    read = tokens(markdown())

    assert [token.tag for token in read if token.type == "heading_open"] == ["h1", "h2", "h2", "h2", "h3"]
    assert [token.attrs["href"] for token in read if token.type == "link_open"] == [
        *(ADDRESS, "mailto:plan@example.org", ADDRESS)
    ]
    assert len([token for token in read if token.type == "tr_open"]) == 3


def test_what_a_person_wrote_is_neither_html_nor_markdown() -> None:
    read = tokens(markdown())

    assert not any(token.type.startswith("html") for token in read)
    assert "=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}}" in "".join(token.content for token in read)


@given(text=st.text(st.sampled_from("a1 \n#*_`[]()<>|~&;!\\+-=.:\"'x"), max_size=40))
def test_any_signs_are_read_as_the_words_that_they_are(text: str) -> None:
    read = tokens(markdown(Paragraph(("Dice: ", text)), Heading("Fin")))
    kinds = {token.type for token in read}
    said = "".join("\n" if token.type == "hardbreak" else token.content for token in read if token.type != "inline")

    assert kinds <= {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"} | {
        *("strong_open", "strong_close", "hardbreak", "text_special")
    }
    assert clean(text).split() == said.partition("Dice: ")[2].removesuffix("Fin").split()
