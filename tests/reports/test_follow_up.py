"""The follow-up report as a document and as data."""

import csv as standard
import subprocess
import sys
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from reports.documents import DocumentFormat, render
from reports.documents.csv import GUARD
from reports.observations import FollowUp, as_document, write_csv, write_dictionary, write_workbook
from reports.observations.document import MOST_IN_FULL
from reports.observations.fields import names
from storage.models.kinds import CaseState
from tests.reports.follow_ups import HOSTILE, STARTS, a_row, follow_up, some_rows, spanish, unanswered

HIDDEN_PERSON = {"person": "", "group": None, "territory": None}


def told(report: FollowUp) -> str:
    """The whole report in words, without Markdown's own signs."""
    return render(as_document(report, *spanish()), DocumentFormat.MARKDOWN).decode().replace("\\", "").replace("**", "")


def data(report: FollowUp) -> list[dict[str, str]]:
    stream = StringIO(newline="")
    write_csv(report, *spanish(), stream)
    return list(standard.DictReader(StringIO(stream.getvalue(), newline="")))


def test_the_report_says_how_many_came_how_many_were_answered_and_what_changed() -> None:
    report = told(follow_up(*some_rows(60)))

    for said in (
        "# Informe de seguimiento a las observaciones ciudadanas",
        "Periodo: del 1 de julio al 30 de septiembre de 2021",
        "Datos hasta el 30 de septiembre de 2021",
        "80\u00a0% · 48 de 60 casos · respondidas",
        "100\u00a0% · 48 de 48 respondidas que tenían fecha límite · respondidas a tiempo",
        "Se recibieron 60 observaciones.",
        "Hay 6 vencidas.",
        "Pendientes: 12",
        "Observaciones al plan: del 29 de diciembre de 2020 al 21 de enero de 2021",
        "Telegram y Correo electrónico",
        "| Acogida | 15 |",
        "Video: tendrá subtítulos (caso PPC-2021-000001-7)",
        "ab" * 32,
        "No dice si la respuesta fue buena o justa.",
        "Escriba /observar al asistente en Telegram.",
    ):
        assert said in report


def test_a_case_is_told_with_all_that_the_report_knows_of_it() -> None:
    report = told(
        follow_up(a_row(is_late=True, repeats="PPC-2021-000000-1"), *(a_row(number) for number in range(2, 7)))
    )

    for said in (
        "Fecha y hora: 1 de julio de 2021, 10:15\u00a0a.\u00a0m.",
        "Canal: Telegram",
        "Tipo: Observación o sugerencia",
        "Grupo de valor: Alcaldías",
        "Territorio: Leticia, Amazonas",
        "Persona: Persona 1",
        "Punto del plan: 3. Abrir un espacio virtual",
        "Tema: Video",
        "¿Cuándo se hará el diálogo? Propongo que sea en la Señal Ñ.",
        "Área: Grupo de Comunicaciones (inventado)",
        "Gracias. El video tendrá subtítulos.",
        "Decisión: Acogida",
        "El plan ahora pide subtítulos.",
        "Fecha de respuesta: 9 de julio de 2021",
        "Días hábiles usados: 5",
        "Días hábiles permitidos: 15",
        "Estado: Respondida",
        "https://www.example.org/respuesta.pdf",
        "Extemporánea: Sí",
        "Repetida de: PPC-2021-000000-1",
    ):
        assert said in report
    assert report.count("Extemporánea") == 1


def test_that_nothing_came_is_published_with_the_window_and_how_to_comment() -> None:
    report = told(follow_up(changes=(), first_day=date(2020, 12, 29), last_day=date(2021, 1, 21)))

    assert "No se recibieron observaciones. Periodo: del 29 de diciembre de 2020 al 21 de enero de 2021." in report
    assert "Canales abiertos: Telegram y Correo electrónico" in report
    assert "Publicación en el portal · 29 de diciembre de 2020" in report
    assert "## Cómo opinar ahora" in report
    assert "%" not in report.partition("## Cómo se hizo")[0]
    assert "Las observaciones, una por una" not in report


def test_denuncias_are_one_sentence_and_a_small_number_of_them_is_not_told() -> None:
    assert "Además llegaron menos de 5 denuncias." in told(follow_up(a_row(), denuncias=2))
    assert "Además llegaron 12 denuncias." in told(follow_up(denuncias=12))
    assert "Además" not in told(follow_up(a_row()))


def test_groups_and_territories_of_few_are_named_neither_in_the_tables_nor_in_the_cases_nor_in_the_data() -> None:
    rows = [a_row(number) for number in range(1, 20)]
    rows += [a_row(number, group="Veedurías", territory="Puerto Nariño, Amazonas") for number in (20, 21)]
    rows += [a_row(number, group=None, territory=None) for number in range(22, 40)]
    report = follow_up(*rows)

    assert "Puerto Nariño" not in told(report)
    assert {row["territorio"] for row in data(report)} == {"Leticia, Amazonas", ""}
    assert {row["grupo_de_valor"] for row in data(report)} == {"Alcaldías", ""}
    assert "| Veedurías | reservado |" in told(report)
    assert "Reservamos los conteos menores de 5" in told(report)


def test_a_document_of_very_many_cases_holds_the_summary_and_refers_to_the_annex() -> None:
    count = MOST_IN_FULL + 1
    report = told(follow_up(rows=lambda: some_rows(count), annex="https://www.example.org/anexo.xlsx"))

    assert f"Son {count:,} casos: demasiados para este documento.".replace(",", ".") in report
    assert "https://www.example.org/anexo.xlsx" in report
    assert "Observación 7:" not in report
    assert "Cómo comprobar que no falta ninguna" in report


def test_that_staff_read_the_texts_is_said_only_where_they_did() -> None:
    assert "Un funcionario leyó los textos" in told(follow_up(a_row(), is_reviewed=True))
    assert "Un funcionario leyó los textos" not in told(follow_up(a_row()))


def test_the_open_data_have_one_line_a_case_and_their_dictionary_one_a_field() -> None:
    words, formats = spanish()
    stream = StringIO(newline="")
    write_dictionary(words, formats, stream)
    dictionary = list(standard.DictReader(StringIO(stream.getvalue(), newline="")))
    first, second = data(follow_up(a_row(), unanswered(2, due_on=None, state=CaseState.RECEIVED)))

    assert [row["Campo"] for row in dictionary if row["Campo"]] == list(first) == names()
    assert first["fecha_hora"] == "2021-07-01T10:15:00-05:00"
    assert (first["dias_habiles_usados"], first["fecha_respuesta"]) == ("5", "2021-07-09")
    assert (second["estado"], second["respuesta"], second["decision"]) == ("Pendiente", "", "")
    assert all(row["Significado"] for row in dictionary)


@pytest.mark.parametrize("text", STARTS)
def test_what_begins_like_a_formula_is_text_in_every_table(text: str) -> None:
    report, made = follow_up(unanswered(1, text=text, **HIDDEN_PERSON)), BytesIO()
    write_workbook(report, *spanish(), made)
    page = openpyxl.load_workbook(made)["Observaciones"]
    cell = page.cell(2, names().index("texto") + 1)

    assert (cell.data_type, cell.value) == ("s", text)
    assert data(report)[0]["texto"].startswith("'")
    assert data(report)[0]["texto"].removeprefix(GUARD) == text


def test_the_workbook_has_the_cases_the_summary_and_the_dictionary() -> None:
    made = BytesIO()
    write_workbook(follow_up(*some_rows(30)), *spanish(), made)
    book = openpyxl.load_workbook(made)
    cases = list(book["Observaciones"].iter_rows(values_only=True))

    assert book.sheetnames == ["Observaciones", "Resumen", "Diccionario"]
    assert (len(cases), len(cases[0])) == (31, len(names()))
    assert "Se recibieron 30 observaciones. Periodo: del 1 de julio al 30 de septiembre de 2021. Hay 3 vencidas." in [
        row[0] for row in book["Resumen"].iter_rows(values_only=True)
    ]
    assert [row[0] for row in book["Diccionario"].iter_rows(min_row=5, values_only=True)] == names()
    assert not any(cell.data_type == "f" for page in book for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("wanted", DocumentFormat)
def test_every_format_takes_a_hostile_report_and_is_the_same_file_each_time(wanted: DocumentFormat) -> None:
    report = follow_up(unanswered(1, text=HOSTILE, topic=HOSTILE, point=HOSTILE), a_row(2, answer=HOSTILE), denuncias=1)

    first, second = (render(as_document(report, *spanish()), wanted) for _ in range(2))

    assert first == second
    assert len(first) > 5_000


def test_what_only_a_file_needs_is_not_loaded_before_one_is_made() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import reports.observations, reports.documents, reports.redaction, sys; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert "reports.observations" in loaded
    assert not {"typst", "docx", "lxml", "xlsxwriter", "openpyxl", "babel"} & set(loaded)
