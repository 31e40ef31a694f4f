"""How the proof is said to be, in one sentence a state; whatever an address is, it is text."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.texts import proof as texts
from locales import Language, formats, words
from participation.plan.links import LinkHealth, file_address
from storage.models.links import LinkState

WORDS, FORMATS = words(Language.ES), formats(Language.ES, ZoneInfo("America/Bogota"))
LINK = "https://www.entidad.test/acta"
NIGHT = datetime(2021, 7, 4, 2, 0, tzinfo=UTC)  # still the 3rd in Bogotá
WORKS, DEAD, DOUBTFUL = LinkState.WORKS, LinkState.DEAD, LinkState.DOUBTFUL


@pytest.mark.parametrize(
    ("health", "said"),
    [
        (LinkHealth(LINK), "Todavía no hemos revisado si abre."),
        (LinkHealth(LINK, None, NIGHT, None, "429"), "Todavía no hemos revisado si abre."),
        (LinkHealth(LINK, WORKS, NIGHT, NIGHT, "200"), "Abrió el 3 de julio de 2021."),
        (LinkHealth(LINK, DOUBTFUL, NIGHT, NIGHT, "500"), "No abrió el 3 de julio de 2021. Lo revisamos otra vez."),
        (
            LinkHealth(LINK, LinkState.NOT_ALLOWED, NIGHT, None, "robots"),
            "Su sitio no nos deja revisarlo. Ábralo usted.",
        ),
        (LinkHealth(LINK, DEAD, NIGHT, None, "dns"), "No abre. No se encuentra el sitio."),
        (
            LinkHealth(LINK, DEAD, NIGHT, NIGHT, "502"),
            "Abrió por última vez el 3 de julio de 2021. El sitio responde con un error (502).",
        ),
        (
            LinkHealth(file_address("ab" * 32), DEAD, NIGHT, NIGHT, "file"),
            "Abrió por última vez el 3 de julio de 2021. El archivo ya no está en nuestro almacén.",
        ),
    ],
)
def test_each_state_has_its_sentence(health: LinkHealth, said: str) -> None:
    assert texts.state(health, WORDS, FORMATS) == said


def test_an_alert_shows_an_address_as_text_and_a_file_by_its_product() -> None:
    hostile = LinkHealth(f"{LINK}?<b>=1", DEAD, NIGHT, NIGHT, "404")
    file = LinkHealth(file_address("ab" * 32), DEAD, NIGHT, NIGHT, "file")

    said = texts.alert([hostile, file], {file.link: ["Acta <1>"]}, WORDS, FORMATS)

    assert "2 pruebas del plan ya no abren" in said
    assert f"{LINK}?&lt;b&gt;=1" in said
    assert "<b>Acta &lt;1&gt;</b>" in said
    assert "abab" not in said
