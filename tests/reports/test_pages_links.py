"""Links of the public pages work under any path of a server and from a folder."""

from urllib.parse import urljoin

import pytest

from locales import Language
from reports.pages.links import Links

ES, EN = Language.ES, Language.EN


@pytest.mark.parametrize("root", ["https://participa.example/", "https://portal.example/plan/2021/"])
@pytest.mark.parametrize("here", ["", "eventos", "actividad/divulgar"])
@pytest.mark.parametrize("there", ["", "datos", "actividad/promover"])
def test_a_served_page_finds_the_others_under_any_path(root: str, here: str, there: str) -> None:
    links = Links(here)

    assert urljoin(root + here, links.page(there)) == root + there
    assert urljoin(root + here, links.file("recursos/a.css")) == f"{root}recursos/a.css"


@pytest.mark.parametrize("here", ["", "eventos", "actividad/divulgar"])
@pytest.mark.parametrize("language", [ES, EN])
def test_a_copy_finds_the_others_in_its_folder(here: str, language: Language) -> None:
    root, links = "file:///tmp/sitio/", Links(here, language, copy=True)
    folder = "" if language is ES else "en/"

    at = root + links.place

    assert urljoin(at, links.page("")) == f"{root}{folder}index.html"
    assert urljoin(at, links.page("actividad/promover", "producto-x")).endswith(
        f"/{folder}actividad/promover.html#producto-x"
    )
    assert urljoin(at, links.file("datos/avance.csv")) == f"{root}datos/avance.csv"
    assert urljoin(at, links.in_language(ES)) == root + Links(here, ES, copy=True).place


def test_a_language_that_was_asked_for_is_kept_and_another_is_never_forced() -> None:
    assert Links("eventos").page("datos") == "datos"
    assert Links("eventos", EN).page("datos", "avance") == "datos?lang=en#avance"
    assert Links("eventos", EN).in_language(ES) == "eventos?lang=es"
