"""One letter, two forms: HTML that mail programs show, and the same as plain text."""

import re
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from handlers.mail import Letter, Link, MailReason, reason_in_words, text_and_html
from locales import Language, Words, words
from participation.plan.views import EntityView
from reports.charts.colours import Scheme, contrast, palette

SPANISH = words(Language.ES)
ENTITY = EntityView(
    name="Entidad <Ñ> & Cía.",
    short_name="Entidad",
    slogan=None,
    email=None,
    web_page=None,
    phone=None,
    address=None,
    office_hours=None,
    protected_channel=None,
    emergency_line=None,
    emergency_text=None,
    privacy_version="1",
    privacy_short="",
    privacy_notice="",
    privacy_policy_link=None,
    main_colour="#ffcc00",
    accent_colour=None,
    logo=None,
)
EVENT = "https://example.org/eventos/dialogo?a=1&b=2"
STOP = "https://example.org/baja/" + "x" * 90
LETTER = Letter(
    title="El diálogo se aplazó",
    paragraphs=[
        "Antes: 30 de junio.\nNueva fecha: por definir.",
        Markup('Vea <b>la prueba</b>: <a href="https://example.org/acta">el acta</a> &amp; más.'),
        "Las preguntas que ya recibimos se conservan. " * 4,
    ],
    links=[Link("Ver el evento", EVENT), Link("Enviar una pregunta", "https://example.org/preguntar")],
    why="Recibe este correo porque su alcaldía está invitada.",
    stop=STOP,
)


class Page(HTMLParser):
    """What stands in a page: its words, its links, and every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def links(self) -> list[str | None]:
        return [attributes.get("href") for tag, attributes in self.elements if tag == "a"]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def laid_out(letter: Letter = LETTER, in_words: Words = SPANISH) -> tuple[str, Page]:
    text, html = text_and_html(letter, ENTITY, in_words)
    return text, Page(html)


def test_both_forms_say_the_same() -> None:
    text, page = laid_out()

    for said in ("El diálogo se aplazó", "Nueva fecha: por definir.", "el acta", "& más", "Ver el evento"):
        assert said in text
        assert said in page.text
    for said in ("Entidad <Ñ> & Cía.", "porque su alcaldía está invitada.", "Para no recibir más estos correos"):
        assert said in text
        assert said in page.text


def test_links_lead_to_the_same_places_and_are_written_out_in_text() -> None:
    text, page = laid_out()

    assert page.links == ["https://example.org/acta", EVENT, "https://example.org/preguntar", STOP]
    assert "el acta (https://example.org/acta)" in text
    assert f"Ver el evento:\n{EVENT}\n" in text
    assert STOP in text.splitlines()


def test_lines_of_text_are_short_except_links() -> None:
    text, _ = laid_out()

    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 72


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "</title><b>", "&lt;b&gt;"])
def test_what_somebody_wrote_stays_what_it_is(evil: str) -> None:
    text, page = laid_out(Letter(evil, [evil], [Link(evil, EVENT)], why=evil))
    plain = Page(text_and_html(Letter("a", ["a"], [Link("a", EVENT)], why="a"), ENTITY, SPANISH)[1])

    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert page.text.count(evil) >= 4
    assert text.count(evil) == 4


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://a.b", "https://", "https://a.b/\nx", 'https://a"b', "//[", "http://[x"]
)
def test_a_broken_link_drops_its_button_and_not_the_letter(url: str) -> None:
    text, page = laid_out(Letter("Título", ["Texto"], [Link("Abrir", url)], stop=url))

    assert page.links == []
    assert "Abrir" not in text
    assert "Texto" in page.text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    _, html = text_and_html(LETTER, ENTITY, SPANISH)

    assert not re.search(r"<(img|link|script|iframe|table)|url\(|@import", html)
    assert 'lang="es"' in html
    assert "max-width:600px" in html


@pytest.mark.parametrize("scheme", list(Scheme))
def test_an_entitys_own_colours_stay_legible_by_day_and_by_night(scheme: Scheme) -> None:
    _, html = text_and_html(LETTER, ENTITY, SPANISH)

    colours = palette("#ffcc00", scheme=scheme)
    assert colours.main in html
    assert contrast(colours.main, colours.paper) >= 4.5
    assert contrast(colours.soft, colours.paper) >= 4.5


@pytest.mark.parametrize("reason", list(MailReason))
def test_every_reason_is_a_sentence_in_both_languages(reason: MailReason) -> None:
    said = [reason_in_words(reason, words(language)) for language in Language]

    assert all(sentence.endswith(".") for sentence in said)
    assert len(set(said)) == len(said)
