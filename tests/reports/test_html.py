"""A document as a page; what only a browser knows is in tests/browser."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from reports.charts.counts import Count, CountsPicture, svg
from reports.documents import Heading, Picture
from reports.documents.html import render
from tests.reports.follow_ups import HOSTILE
from tests.reports.sample import ADDRESS, sample


class Reader(HTMLParser):
    """The elements with their attributes, and the texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_it_is_one_page_without_scripts_that_loads_nothing() -> None:
    page = render(sample())
    read = Reader(page.html)

    assert read.all("html") == [{"lang": "es-CO"}]
    assert read.all("script") == read.all("link") == read.all("iframe") == []
    assert not any(name.startswith("on") or name == "style" for _, attributes in read.elements for name in attributes)
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") for image in read.all("img"))


def test_its_policy_names_its_own_style_and_nothing_unsafe() -> None:
    page = render(sample())
    style = page.html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert f"style-src 'sha256-{digest}'" in page.policy
    assert "unsafe" not in page.policy
    assert Reader(page.html).all("meta")[1] == {"http-equiv": "Content-Security-Policy", "content": page.policy}


def test_headings_go_down_step_by_step_and_the_table_tells_its_heads() -> None:
    read = Reader(render(sample()).html)
    levels = [int(tag[1]) for tag, _ in read.elements if tag in {"h1", "h2", "h3", "h4"}]

    assert levels == [1, 2, 2, 2, 3]
    assert [head["scope"] for head in read.all("th")] == ["col"] * 6 + ["row"] * 2
    assert [cell["data-name"] for cell in read.all("td")][:5] == ["Recibida", "Día", "Días", "Soporte", "Texto"]


def test_what_a_person_wrote_is_only_text_and_only_web_and_mail_addresses_are_live() -> None:
    read = Reader(render(sample()).html)

    assert read.text.count("=1+1 <b>no</b> <script>alert(1)</script> #panic() {{7*7}}") == 2
    assert {link["href"] for link in read.all("a")} == {ADDRESS, "mailto:plan@example.org"}
    assert not any(control in read.text for control in "\x00\x0b\ud800")


def test_a_long_word_in_a_column_has_places_to_break_and_loses_nothing() -> None:
    read = Reader(render(sample()).html)

    assert len(read.all("wbr")) > 500
    assert read.text.count("x" * 10_000) == 2


def test_a_hostile_name_in_a_picture_or_a_title_is_only_a_name() -> None:
    drawn = svg(CountsPicture((Count(HOSTILE, 3, HOSTILE), Count("Otra", None, "reservado")), HOSTILE))
    read = Reader(render(sample(Heading(HOSTILE), Picture(drawn, HOSTILE, HOSTILE), title=HOSTILE)).html)

    assert read.all("script") == []
    assert read.all("b") == []
