"""The public pages, asked for as a browser asks for them."""

import asyncio
import gzip
import json
import re
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date, timedelta
from typing import NamedTuple

import aiohttp
import pytest
from sqlalchemy import event, select
from structlog.testing import capture_logs

from bot.pages.document import Document
from bot.pages.limits import TRIES, Limit, address_of
from bot.pages.table import Keep, Page
from bot.pages.visit import Visit
from participation.plan import import_plan, read_plan_text
from storage import Database, Session, open_database
from storage.models.cases import Case, Counter
from storage.models.followup import Report, ReportKind, ReportLeaf, ReportState
from storage.models.kinds import ContributionKind
from storage.queries.cases import next_number
from tests.handlers.texts.rendered import SEED, file
from tests.participation.plan_texts import changed
from tests.support.pages import Pages, serving, words_of
from tests.support.proof import die, show_people
from tests.support.running import START
from tests.support.unsteady import Unsteady

ADDRESSES = [
    "",
    "actividad/divulgar",
    "eventos",
    "caso",
    "verificar",
    "datos",
    "transparencia",
    "datos/avance.csv",
    "datos/avance.json",
    "datos/eventos.csv",
    "datos/eventos.json",
    "cortes",
    "avance/2021-06-30",
    "avance/2021-06-30/v1",
    "datos/cortes.csv",
    "datos/cortes.json",
]


class Filed(NamedTuple):
    """What the author of a case was given."""

    radicado: str
    receipt: str


QUERIES = 30  # of the page that needs the most, on a cold start


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
async def pages(planned_database: Database) -> AsyncIterator[Pages]:
    async with serving(planned_database) as served:
        yield served


class TestWhatTheySay:
    async def test_the_first_page_begins_with_the_answer(self, pages: Pages) -> None:
        html = (await pages.get()).text
        said = words_of(html[html.index("<main") :])

        assert said.startswith(
            "Plan de Participación Ciudadana 2021 Datos hasta el 30 de junio de 2021"
            " Cuánto llevamos del año: 26 % (4 de 15 productos) De lo que tocaba hasta junio: 80 % (4 de 5 productos)"
        )
        assert "el diálogo del 30 de junio se aplazó. Nueva fecha: por definir." in said
        assert "Calculamos nosotros el total de 15 y los porcentajes por actividad." in said
        assert 'role="img" aria-labelledby="avance-title avance-description"' in html
        assert 'href="actividad/promover"' in html

    async def test_an_activity_shows_each_product_with_its_state_and_its_proof(self, pages: Pages) -> None:
        html = (await pages.get("actividad/promover")).text
        said = words_of(html)

        assert "● Estado: cumplido, 100 %" in said
        assert "‖ Estado: aplazado, 0 %" in said
        assert "los días 16, 20, 21 de junio/2021" in said
        assert 'href="https://www.enterritorio.gov.co/web/calendar-field_fecha/month"' in html

    async def test_a_proof_that_does_not_open_is_shown_where_the_plan_says_so(
        self, pages: Pages, planned_database: Database
    ) -> None:
        planned_database.write(lambda session: die(session, hours=(0, 1, 7, 31))).result()
        hidden = words_of((await pages.get("actividad/espacio-virtual")).text)
        planned_database.write(show_people).result()
        shown = words_of((await pages.get("actividad/espacio-virtual")).text)

        assert "Abrió por última vez" not in hidden
        assert "Abrió por última vez el 1 de julio de 2021." in shown
        assert "Con una prueba que hoy abre: 0 % (0 de 15 productos)" in words_of((await pages.get()).text)

    async def test_an_event_that_is_put_off_says_what_it_was_and_what_is_not_known(self, pages: Pages) -> None:
        said = words_of((await pages.get("eventos")).text)

        assert "‖ Aplazado Antes: 30 de junio de 2021 (el plan no dice la hora) Nueva fecha: por definir" in said

    async def test_the_calendar_is_offered_to_subscribe_to(self, pages: Pages) -> None:
        html = (await pages.get("eventos")).text

        assert f'href="{pages.address.replace("http", "webcal")}/calendario.ics"' in html

    async def test_what_the_entity_wrote_is_text_and_never_a_tag(
        self, pages: Pages, planned_database: Database
    ) -> None:
        hostile = changed(
            ("nombre_corto: Divulgar la estrategia", 'nombre_corto: "<script>alert(1)</script>"'), text=SEED
        )
        planned_database.write(lambda session: import_plan(session, read_plan_text(hostile), START)).result()

        for address in ("", "actividad/divulgar", "datos"):
            assert "<script" not in (await pages.get(address)).text

    async def test_the_account_is_the_one_of_the_chat(self, pages: Pages, planned_database: Database) -> None:
        planned_database.write(file).result()

        said = words_of((await pages.get("transparencia")).text)

        assert "Casos de 2021 Recibidos 1 Respondidos 0 Respondidos a tiempo todavía no aplica Pendientes 1" in said
        assert "Aplazados sin nueva fecha 1" in said


class TestLanguages:
    @pytest.mark.parametrize(
        ("query", "accepted", "language"),
        [
            ("", "", "es"),
            ("", "en-GB,en;q=0.9,es;q=0.8", "en"),
            ("", "fr,es-419;q=0.5,en;q=0.4", "es"),
            ("", "en;q=0", "es"),
            ("", "en;q=dos", "es"),
            ("?lang=en", "es", "en"),
            ("?lang=es", "en", "es"),
            ("?lang=<b>", "en", "en"),
        ],
    )
    async def test_the_address_decides_and_then_the_browser(
        self, pages: Pages, query: str, accepted: str, language: str
    ) -> None:
        found = await pages.get(query, Accept_Language=accepted)

        assert found.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in found.text
        assert "Accept-Language" in found.headers["Vary"]

    async def test_a_language_that_was_chosen_stays_chosen(self, pages: Pages) -> None:
        html = (await pages.get("eventos?lang=en")).text

        assert 'href="datos?lang=en"' in html
        assert 'href="eventos?lang=es" lang="es"' in html

    async def test_every_page_is_there_in_english(self, pages: Pages) -> None:
        for address in ADDRESSES[:7]:
            html = (await pages.get(f"{address}?lang=en")).text
            assert '<html lang="en">' in html
            assert "Estas páginas" not in html

    async def test_what_the_entity_wrote_is_said_to_be_spanish_where_the_rest_is_not(self, pages: Pages) -> None:
        english, spanish = await pages.get("actividad/promover?lang=en"), await pages.get("actividad/promover?lang=es")

        assert '<p lang="es">Se publicó en el banner' in english.text
        assert "<p>Se publicó en el banner" in spanish.text


class TestFresh:
    @pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "caso"])
    async def test_who_has_a_page_gets_it_again_only_when_it_changed(self, pages: Pages, address: str) -> None:
        first = await pages.get(address)

        again = await pages.get(address, If_None_Match=first.headers["ETag"])

        assert first.headers["Cache-Control"] == "public, no-cache"
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])

    async def test_a_change_of_the_plan_is_seen_at_once(self, pages: Pages, planned_database: Database) -> None:
        first = await pages.get()
        text = changed(("nombre_corto: Divulgar la estrategia", "nombre_corto: Contar la estrategia"), text=SEED)
        planned_database.write(lambda session: import_plan(session, read_plan_text(text), START)).result()

        again = await pages.get(If_None_Match=first.headers["ETag"])

        assert again.status == 200
        assert "Contar la estrategia" in again.text

    async def test_a_page_travels_compressed_to_whoever_can_read_it(self, pages: Pages) -> None:
        async with aiohttp.ClientSession(auto_decompress=False) as client:
            pages.client, own = client, pages.client
            packed, plain = await pages.get(Accept_Encoding="gzip"), await pages.get(Accept_Encoding="gzip;q=0")
            pages.client = own

        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert "Content-Encoding" not in plain.headers

    async def test_what_pages_are_dressed_with_is_kept_for_ever_under_its_name(self, pages: Pages) -> None:
        html = (await pages.get("actividad/divulgar")).text
        [style] = re.findall(r'href="\.\./(recursos/paginas-[0-9a-f]{12}\.css)"', html)

        found = await pages.get(style)
        fonts = [await pages.get(f"recursos/{name}") for name in re.findall(r'url\("([^"]+)"\)', found.text)]

        assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert [(font.status, font.headers["Content-Type"]) for font in fonts] == [(200, "font/woff2")] * 2

    async def test_a_page_of_other_days_still_gets_a_stylesheet(self, pages: Pages) -> None:
        found = await pages.get("recursos/paginas-000000000000.css")

        assert (found.status, found.headers["Cache-Control"]) == (200, "public, no-cache")
        assert (await pages.get("recursos/otra.css")).status == 404

    async def test_the_colours_are_those_of_the_entity(self, pages: Pages, planned_database: Database) -> None:
        text = changed(
            ("  nombre_corto: ENTerritorio", '  nombre_corto: ENTerritorio\n  colores: {principal: "#6a1b4d"}'),
            text=SEED,
        )
        planned_database.write(lambda session: import_plan(session, read_plan_text(text), START)).result()

        [style] = re.findall(r"recursos/paginas-[0-9a-f]{12}\.css", (await pages.get()).text)

        assert "--main: #6a1b4d" in (await pages.get(style)).text


class TestSafe:
    @pytest.mark.parametrize("address", [*ADDRESSES, "nada"])
    async def test_no_page_may_do_what_it_does_not_mean(self, pages: Pages, address: str) -> None:
        headers = (await pages.get(address)).headers

        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert policy.endswith("frame-ancestors 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers

    async def test_the_entitys_portal_may_show_them_inside_its_own(self, planned_database: Database) -> None:
        async with serving(planned_database, embed_in="https://www.entidad.gov.co https://*.gov.co") as pages:
            policy = (await pages.get()).headers["Content-Security-Policy"]

        assert policy.endswith("; frame-ancestors 'self' https://www.entidad.gov.co https://*.gov.co")

    @pytest.mark.parametrize("address", ["nada", "actividad/nada", "actividad/../../etc/passwd", "datos/avance.xml"])
    async def test_what_is_not_there_is_said_in_words_with_a_way_on(self, pages: Pages, address: str) -> None:
        found = await pages.get(address)

        assert found.status == 404
        assert "Esta página no existe" in found.text
        assert "Cómo va el plan" in found.text

    async def test_a_method_that_is_not_meant_is_refused_in_words(self, pages: Pages) -> None:
        found = await pages.ask("POST", "eventos", data={"x": "y"})

        assert found.status == 405
        assert "Eso no se puede hacer aquí" in found.text

    async def test_head_gives_the_headers_alone(self, pages: Pages) -> None:
        whole, head = await pages.get("datos"), await pages.get("datos", "HEAD")

        assert (head.status, head.body, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])

    async def test_without_a_database_it_says_so_and_when_to_come_back(self, planned_database: Database) -> None:
        class Away(Unsteady):
            read = Unsteady.write

        unsteady = Away(planned_database)
        unsteady.away = True
        async with serving(unsteady) as pages:
            found = await pages.get()

        assert (found.status, found.headers["Retry-After"]) == (503, "30")
        assert "No podemos mostrar esto ahora" in found.text

    async def test_without_a_plan_there_is_no_page_yet(self, migrated_url: str) -> None:
        with closing(open_database(migrated_url)) as empty:
            async with serving(empty) as pages:
                statuses = [(await pages.get(address)).status for address in ("", "eventos", "transparencia", "datos")]

        assert statuses == [404] * 4


class TestCase:
    @pytest.fixture
    def filed(self, planned_database: Database) -> Filed:
        """The number and the receipt of a petition."""

        def work(session: Session) -> Filed:
            made = file(session, ContributionKind.PETITION)
            return Filed(made.case.radicado, made.receipt)

        return planned_database.write(work).result()

    async def test_the_number_and_the_receipt_show_how_it_stands_and_nothing_of_its_text(
        self, pages: Pages, filed: Filed
    ) -> None:
        found = await pages.ask("POST", "caso", data={"numero": filed.radicado, "comprobante": filed.receipt})

        said = words_of(found.text)
        assert f"{filed.radicado} Sobre: El plan completo ○ Recibida Le respondemos" in said
        assert "1 de julio de 2021, 9:15 a. m." in said
        assert "debería ser de noche" not in said
        assert filed.receipt not in found.text
        assert found.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(("change", "sentence"), [("", "no ha cambiado"), (" Otra cosa.", "ya no coincide")])
    async def test_after_publication_it_tells_the_row_and_whether_the_record_is_the_same(
        self, pages: Pages, filed: Filed, planned_database: Database, change: str, sentence: str
    ) -> None:
        def publish(session: Session) -> None:
            case = session.scalars(select(Case)).one()
            days = {"first_day": date(2021, 7, 1), "last_day": date(2021, 12, 31)}
            report = Report(kind=ReportKind.OBSERVATIONS, state=ReportState.PUBLISHED, created_at=START, **days)
            report.root, report.published_at = case.leaf, START
            session.add(report)
            session.flush()
            session.add(ReportLeaf(report_id=report.id, row=1, case_id=case.id, leaf=case.leaf))
            case.text += change

        planned_database.write(publish).result()

        found = await pages.ask("POST", "caso", data={"numero": filed.radicado, "comprobante": filed.receipt})

        said = words_of(found.text)
        assert "Informe de observaciones, del 1 de julio al 31 de diciembre de 2021" in said
        assert "Su caso es la fila 1 del informe" in said
        assert sentence in said

    async def test_it_is_read_as_people_type_it(self, pages: Pages, filed: Filed) -> None:
        typed = {"numero": "caso 1", "comprobante": filed.receipt.lower().replace("-", " ")}

        assert filed.radicado in words_of((await pages.ask("POST", "caso", data=typed)).text)

    @pytest.mark.parametrize("receipt", ["0000-0000-0000", "", "x"])
    async def test_another_receipt_and_another_number_are_the_same_to_who_guesses(
        self, pages: Pages, filed: Filed, receipt: str
    ) -> None:
        wrong = await pages.ask("POST", "caso", data={"numero": filed.radicado, "comprobante": receipt})
        unknown = await pages.ask("POST", "caso", data={"numero": "999999", "comprobante": filed.receipt})

        sentence = "Ningún caso tiene ese número con ese comprobante."
        assert sentence in words_of(wrong.text)
        assert sentence in words_of(unknown.text)

    async def test_a_number_that_can_not_be_read_is_explained(self, pages: Pages) -> None:
        found = await pages.ask("POST", "caso", data={"numero": "<b>", "comprobante": "x"})

        assert "No entiendo ese número" in found.text
        assert 'value="&lt;b&gt;"' in found.text

    async def test_who_tries_again_and_again_has_to_wait(self, pages: Pages, filed: Filed) -> None:
        form = {"numero": filed.radicado, "comprobante": "0000-0000-0000"}
        statuses = [(await pages.ask("POST", "caso", data=form)).status for _ in range(TRIES)]

        last = await pages.ask("POST", "caso", data=form)

        assert statuses == [200] * TRIES
        assert (last.status, last.headers["Retry-After"]) == (429, "60")
        assert (await pages.get("caso")).status == 200

    async def test_behind_a_proxy_each_visitor_has_tries_of_their_own(self, planned_database: Database) -> None:
        form = {"numero": "1", "comprobante": "0000-0000-0000"}
        async with serving(planned_database, proxies=1) as pages:
            for _ in range(TRIES + 1):
                one = await pages.ask("POST", "caso", data=form, headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.1"})
            other = await pages.ask("POST", "caso", data=form, headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})

        assert (one.status, other.status) == (429, 200)


class TestLimit:
    def test_tries_come_back_one_after_the_other(self) -> None:
        seconds = 0.0
        limit = Limit(tries=2, seconds=60, clock=lambda: seconds)

        first = [limit.allows("192.0.2.1") for _ in range(3)]
        seconds = 31.0
        later = [limit.allows("192.0.2.1") for _ in range(2)]

        assert (first, later) == ([True, True, False], [True, False])

    def test_all_addresses_of_a_house_are_one_place_and_another_house_is_another(self) -> None:
        limit = Limit(tries=1)

        allowed = [limit.allows(one) for one in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "nada", "otra")]

        assert allowed == [True, False, True, True, False]

    @pytest.mark.parametrize(
        ("forwarded", "proxies", "address"),
        [
            ("192.0.2.7", 0, "10.0.0.1"),
            ("6.6.6.6, 192.0.2.7", 1, "192.0.2.7"),
            ("6.6.6.6, 192.0.2.7, 10.0.0.2", 2, "192.0.2.7"),
            ("", 1, "10.0.0.1"),
        ],
    )
    def test_only_what_our_own_servers_wrote_is_believed(self, forwarded: str, proxies: int, address: str) -> None:
        assert address_of("10.0.0.1", forwarded, proxies) == address


class TestOpenData:
    async def test_the_rows_give_the_figures_of_the_page(self, pages: Pages) -> None:
        found = json.loads((await pages.get("datos/avance.json")).body)

        rows = found["filas"]
        assert sum(row["productos"] for row in rows if row["cuenta"]) == 15
        assert sum(row["productos"] for row in rows if row["entregado"]) == 4
        assert found["cifras"]["año"] == {"entregados": 4, "programados": 15, "porcentaje": 26}
        assert set(found["diccionario"]) == set(rows[0])
        assert found["licencia"] is None

    async def test_both_formats_have_the_same_columns_and_the_index_explains_them(self, pages: Pages) -> None:
        index = (await pages.get("datos")).text
        for name in ("avance", "eventos"):
            table = await pages.get(f"datos/{name}.csv")
            header = table.body.decode("utf-8-sig").splitlines()[0].split(",")
            dictionary = json.loads((await pages.get(f"datos/{name}.json")).body)["diccionario"]

            assert header == list(dictionary)
            assert all(f"<code>{column}</code>" in index for column in header)
            assert table.headers["Content-Disposition"] == f'attachment; filename="{name}-2021.csv"'
            assert table.headers["Access-Control-Allow-Origin"] == "*"

    async def test_the_postponed_dialogue_has_no_date_and_no_reason_that_nobody_gave(self, pages: Pages) -> None:
        [row] = json.loads((await pages.get("datos/eventos.json")).body)["filas"]

        assert (row["estado"], row["fecha_original"]) == ("aplazado", "2021-06-30")
        assert [row[name] for name in ("fecha", "hora", "tipo", "motivo", "enlace", "grabacion")] == [None] * 6


class TestCost:
    async def test_a_page_needs_few_queries_and_one_that_was_built_needs_one(
        self, pages: Pages, planned_database: Database
    ) -> None:
        reading = planned_database.reading
        counts = []
        for _ in range(2):
            for address in ADDRESSES:
                statements: list[str] = []

                def note(
                    _conn: object, _cursor: object, statement: str, *_: object, kept: list[str] = statements
                ) -> None:
                    if statement != "BEGIN":
                        kept.append(statement)

                event.listen(reading, "before_cursor_execute", note)
                await pages.get(address)
                event.remove(reading, "before_cursor_execute", note)
                counts.append(len(statements))
        cold, warm = counts[: len(ADDRESSES)], counts[len(ADDRESSES) :]

        assert max(cold) <= QUERIES
        assert {count for address, count in zip(ADDRESSES, warm, strict=True) if address != "caso"} == {1}

    async def test_a_first_visit_on_a_telephone_is_light(self, pages: Pages) -> None:
        html = await pages.get(Accept_Encoding="identity")
        [style] = re.findall(r"recursos/paginas-[0-9a-f]{12}\.css", html.text)
        css = await pages.get(style, Accept_Encoding="identity")
        fonts = [await pages.get(f"recursos/{name}") for name in re.findall(r'url\("([^"]+)"\)', css.text)]

        assert len(html.body) + len(css.body) + sum(len(font.body) for font in fonts) < 100_000

    async def test_visitors_of_the_same_instant_all_get_the_page(self, pages: Pages) -> None:
        found = await asyncio.gather(*(pages.get() for _ in range(20)))

        assert {one.status for one in found} == {200}
        assert len({one.body for one in found}) == 1


async def test_a_new_day_is_a_new_page(planned_database: Database) -> None:
    async with serving(planned_database, START) as pages:
        before = (await pages.get("transparencia")).text
        pages.site.now = lambda: START + timedelta(days=1)
        after = (await pages.get("transparencia")).text

    assert "1 de julio de 2021" in before
    assert "2 de julio de 2021" in after


class TestChanging:
    """A page that changes something does so only when its form is sent: programs that open links must do no harm."""

    async def test_only_a_form_that_is_sent_may_write(self, planned_database: Database) -> None:
        def count(visit: Visit) -> Document:
            session = visit.session
            if visit.asked.form is not None:
                next_number(session, "páginas")
            value = session.scalar(select(Counter.value).where(Counter.name == "páginas"))
            return Document(str(value).encode(), "text/plain")

        page = Page("cuenta/{token}", count, keep=Keep.NEVER, takes_form=True, acts=True)
        async with serving(planned_database, pages=(page,)) as pages:
            looked = [(await pages.get("cuenta/abc")).text for _ in range(2)]
            sent = [(await pages.ask("POST", "cuenta/abc", data={"x": "y"})).text for _ in range(TRIES + 2)]

        assert looked == ["None", "None"]
        assert sent[-1] == str(TRIES + 2)

    async def test_a_fault_of_ours_is_a_sentence_for_the_reader_and_a_place_in_the_log(
        self, planned_database: Database
    ) -> None:
        def fail(_visit: Visit) -> Document:
            raise LookupError("lo que alguien escribió")

        with capture_logs() as logs:
            async with serving(planned_database, pages=(Page("falla", fail),)) as pages:
                found = await pages.get("falla")

        assert found.status == 500
        assert "Algo falló aquí" in found.text
        assert "escribió" not in found.text + str(logs)
        assert [entry["error"] for entry in logs if entry["event"] == "pages.failed"] == ["LookupError"]
