"""Every kind of public page and file, in a plan to which all of it has happened; and the copy of all of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.pages.copying import copy_site
from storage import Database
from storage.files import FileStore
from tests.support.answering import NOW
from tests.support.dead_ends import dead_ends
from tests.support.pages import serving, words_of
from tests.support.public_pages import ADDRESSES, CONTENTS, PICTURE, picture_address
from tests.support.reporting import report_settings

FILES = [
    "calendario.ics",
    "datos/avance.csv",
    "datos/cortes.json",
    "informes/1/informe.pdf",
    "informe-de-avance/2021-06-30/2/informe.csv",
    "informe-de-avance/2021-06-30/2/informe.md",
]
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.es"


async def test_who_has_any_of_them_gets_it_again_only_when_it_changed_and_none_may_do_more_than_it_means(
    lived_database: Database, lived_files: FileStore
) -> None:
    found = {}
    async with serving(lived_database, NOW, files=lived_files) as pages:
        for address in [*ADDRESSES, *FILES, picture_address(lived_files)]:
            first = await pages.get(address)
            assert "unsafe" not in first.headers["Content-Security-Policy"], address
            assert "frame-ancestors 'self'" in first.headers["Content-Security-Policy"], address
            if first.headers["Cache-Control"] == "no-store":
                found[address] = first.status
                continue
            again = await pages.get(address, If_None_Match=first.headers["ETag"])
            assert (first.status, again.status, again.body) == (200, 304, b""), address

    assert found == {"caso": 200, "nada": 404}


async def test_what_was_done_after_the_cut_says_so_on_the_page_and_in_the_report(
    lived_database: Database, lived_files: FileStore
) -> None:
    async with serving(lived_database, NOW, files=lived_files) as pages:
        activity = words_of((await pages.get("actividad/espacio-virtual")).text)
        report = await pages.get("informe-de-avance/2021-06-30")
        before = words_of((await pages.get("informe-de-avance/2021-06-30/1")).text)
        listed = words_of((await pages.get("informes")).text)

    assert "Se cumplió el 1 de julio de 2021, después del corte: contará en el próximo" in activity
    changes = "Cambios 2 de julio de 2021 · Video · Cumplido el: 1 de julio de 2021 (antes: 30 de junio de 2021)"
    assert changes in activity.replace("\u00a0", " ")
    assert "Se cumplió el 1 de julio de 2021, después de este corte. Aquí no se cuenta. [+]" in words_of(report.text)
    assert "después de este corte" not in before
    assert '<a href="../eventos">Eventos</a>' in report.text
    assert "Informe de avance I semestre, versión 2" in listed


async def test_the_entity_says_on_which_terms_its_data_may_be_used(
    lived_database: Database, lived_files: FileStore
) -> None:
    async with serving(lived_database, NOW, files=lived_files) as pages:
        silent = (await pages.get("datos")).text, (await pages.get("datos/avance.json")).text
        pages.site.house = replace(pages.site.house, licence=LICENCE)
        pages.site.kept = type(pages.site.kept)()
        said = (await pages.get("datos")).text, (await pages.get("datos/avance.json")).text

    assert "Licencia: por definir" in silent[0]
    assert '"licencia": null' in silent[1]
    assert 'href="https://creativecommons.org/licenses/by/4.0/deed.es"' in said[0]
    assert f'"licencia": "{LICENCE}"' in said[1]


@pytest.mark.usefixtures("lived_database")
def test_the_copy_has_cuts_reports_and_files_and_every_link_works(
    lived_home: Path, lived_files: FileStore, tmp_path: Path
) -> None:
    folder = tmp_path / "sitio"
    settings = report_settings(
        f"sqlite:///{lived_home / 'participa.db'}",
        lived_home,
        public_url="https://participa.example.org",
        files_url=str(lived_home / "files"),
    )

    copy_site(settings, folder, "ParticipaDemoBot", lambda: NOW)

    for place in (
        "avance/2021-06-30/v1.html",
        "en/avance/2021-06-30.html",
        "informes.html",
        "informe-de-avance/2021-06-30/1.html",
        "informe-de-avance/2021-06-30/2/informe.pdf",
        "informe-de-avance/2021-06-30/2/informe.docx",
        "datos/cortes.csv",
    ):
        assert (folder / place).stat().st_size, place
    assert (folder / picture_address(lived_files)).read_bytes() == PICTURE
    assert (folder / "informes/1/informe.pdf").read_bytes() == CONTENTS["pdf"]
    assert dead_ends(folder) == []
    assert "participa.example.org/caso" in (folder / "index.html").read_text("utf-8")
