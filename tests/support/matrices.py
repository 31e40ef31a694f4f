"""Matrices as offices make them, awkward in one way or another. The entities, dates and links are invented."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

PUBLISHED = (
    "-Las acciones del Plan de participación ciudadana fueron consignadas en el Plan Institucional de Gestión y "
    "Desempeño - PIGD en la Dimensión de Gestión con Valores, el cual fue publicado en el portal Web institucional el "
    "29 de diciembre/2020. El plazo establecido para recibir observaciones por parte de los interesados se habilitó "
    "hasta el 21 de enero/2021."
)
NO_OBSERVATIONS = (
    "-No se recibieron observaciones por parte de los grupos de valor de ENTerritorio, respecto a las acciones "
    "formuladas en el Plan de Participación Ciudadana 2021."
)
INVITED = (
    "-Se publicó en el banner del portal Web institucional el 15 de junio, la invitación a participar del primer "
    "espacio de diálogo. Y se enviaron las invitaciones por correo electrónico a los grupos de valor como alcaldías, "
    "gobernaciones, municipios PDET, municipios con los que se tiene algún convenio, los días 16, 20, 21 de junio/2021."
)
POSTPONED = (
    "-El primer espacio de diálogo que se desarrollaría el 30 de junio/2021 según la agenda programada, fue aplazado y "
    "dicha situación fue comunicada a los invitados vía correo electrónico.\n"
    "-Para consultar otros eventos dirigidos a los grupos de valor, ENTerritorio, habilitó el Cronograma de "
    "actividades, el cual se encuentra como destacado en los enlaces de interés: "
    "https://www.enterritorio.gov.co/web/calendar-field_fecha/month"
)
VIDEO = (
    "Se realizó la promoción de los diferentes Canales de participación ciudadana/servicio al ciudadano "
    "institucionales a través del canal de YouTube el 30 de junio/2021. En el enlace se registra la publicación del "
    "video por YouTube : https://www.youtube.com/watch?v=hUYCEN1yIVY"
)
DIALOGUE = (
    "Realizar dos Facebook Live o un directo en YouTube para dialogar con los grupos de interés sobre la creación del "
    "Fondo de Inversión - Proyecta ENTerritorio"
)
REPORT = (
    "Informe de seguimiento a las observaciones ciudadanas en el proceso de diseño del Plan de Participación Ciudadana"
)
PROMOTE = (
    "Realizar promoción de los diferentes canales de participación ciudadana/servicio al ciudadano institucionales"
)
SPREAD = "Divulgar la estrategia de Participación por distintos canales"


def seed_matrix(dialogue: str = "0%") -> bytes:
    """The five rows of the seed's report, with its headings. `dialogue`: how far the postponed one is."""
    sheet = _sheet("Seguimiento")
    sheet["A1"] = "PLAN DE PARTICIPACIÓN CIUDADANA 2021"
    sheet.merge_cells("A1:D1")
    _fill(
        sheet,
        3,
        [
            ("NOMBRE ACTIVIDAD", "TAREAS PARA DESARROLLAR LA ACTIVIDAD", "EJECUCIÓN", "EVIDENCIAS"),
            (SPREAD, "Publicar el Plan de Participación Ciudadana / Registro de publicaciones", "100%", PUBLISHED),
            (None, f"Publicar el Plan de Participación Ciudadana / {REPORT}", "100%", NO_OBSERVATIONS),
            (
                PROMOTE,
                f"{DIALOGUE} / Envío de invitaciones a convocatoria (correo electrónico, redes sociales)",
                "100%",
                INVITED,
            ),
            (None, f"{DIALOGUE} / Registros en Redes sociales del evento en vivo realizado", dialogue, POSTPONED),
            (
                "Generar espacio virtual para la interacción de la ciudadanía referente a la gestión de ENTerritorio",
                "Elaborar un (1) video",
                "100%",
                VIDEO,
            ),
        ],
    )
    for merged in ("A4:A5", "A6:A7"):
        sheet.merge_cells(merged)
    return _saved(sheet)


def two_header_rows() -> bytes:
    """Group headings over two rows, activities merged downwards, "100 %" and dates as text."""
    sheet = _sheet("Plan 2023")
    _fill(
        sheet,
        1,
        [
            ("ACTIVIDAD", "PRODUCTO / ENTREGABLE", "CRONOGRAMA", None, "SEGUIMIENTO I SEMESTRE", None),
            (None, None, "Fecha inicio", "Fecha fin", "% avance", "Evidencia"),
            (
                "Rendir cuentas a la ciudadanía sobre la gestión del año",
                "Informe de gestión publicado treinta días antes de la audiencia",
                "01/05/2023",
                "15 de junio de 2023",
                "100 %",
                "Informe de gestión publicado en la página de la entidad.",
            ),
            (None, "Encuesta de satisfacción de la audiencia", "enero de 2023", "30-nov-23", "0 %", None),
            (
                "Formar a líderes y jóvenes en control social",
                "Memorias del curso de control social",
                None,
                "II trimestre",
                "45,8 %",
                "N/A",
            ),
        ],
    )
    for merged in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "A3:A4"):
        sheet.merge_cells(merged)
    return _saved(sheet)


def titles_and_totals() -> bytes:
    """A logo's rows and titles above, columns in another order, a row of totals, notes and signatures below."""
    sheet = _sheet("Matriz")
    sheet["B2"], sheet["B3"] = "MUNICIPIO DE EJEMPLO", "Plan de participación ciudadana, vigencia 2023"
    for merged in ("B2:F2", "B3:F3"):
        sheet.merge_cells(merged)
    _fill(
        sheet,
        5,
        [
            (None, "Soporte", "% Ejecución", "Responsable", "Entregable", "Actividad"),
            (
                None,
                None,
                0.6,
                "Secretaría de Planeación (inventada)",
                "Memorias del curso de control social",
                "Formar a líderes y jóvenes en control social",
            ),
            (
                None,
                "Listado publicado",
                0.25,
                "Secretaría de Gobierno (inventada)",
                "Resultado publicado de la votación de proyectos",
                "Construir con la ciudadanía las prioridades del presupuesto participativo",
            ),
            (None, "TOTAL", 0.425, None, None, None),
            (None, "Nota: los porcentajes son los que reporta cada dependencia.", None, None, None, None),
            (None, "Elaboró", None, "Revisó", None, None),
            (None, "Oficina de Planeación", None, "Control interno", None, None),
        ],
    )
    for row in (6, 7, 8):
        sheet.cell(row, 3).number_format = "0%"
    return _saved(sheet)


def sheet_a_semester() -> bytes:
    """One sheet a semester; within it the quarters are columns, each with what was done in it."""
    headings = ("Actividad", "Tarea", "Producto", "Avance {0} trimestre", "Avance {1} trimestre", "Evidencias")
    first = _sheet("I SEMESTRE")
    activity = "Divulgar los canales de atención (inventada)"
    _fill(
        first,
        1,
        [
            tuple(one.format("I", "II") for one in headings),
            (activity, "Producir cuñas", "Dos cuñas de radio", "50", "50", "Cuñas emitidas"),
        ],
    )
    assert first.parent is not None
    second = first.parent.create_sheet("II SEMESTRE")
    _fill(
        second,
        1,
        [
            tuple(one.format("III", "IV") for one in headings),
            (activity, "Imprimir", "Cartilla impresa", "20", None, None),
        ],
    )
    return _saved(first)


def own_words() -> bytes:
    """Several links and line breaks in one cell, a hidden column, and states in the entity's own words."""
    sheet = _sheet("Seguimiento")
    proof = (
        "1. Acta de la primera mesa, con su lista\nde asistencia.\nhttps://municipio.example.org/acta-1.pdf\n"
        "2. Fotos: https://municipio.example.org/fotos, https://municipio.example.org/mas-fotos."
    )
    _fill(
        sheet,
        1,
        [
            ("ACTIVIDAD", "PRODUCTO", "ESTADO", "% DE AVANCE", "EVIDENCIAS", "OBSERVACIONES INTERNAS"),
            (
                "Construir con la ciudadanía las prioridades del presupuesto participativo",
                "Actas de dos mesas de trabajo en los corregimientos",
                "Al día",
                "75 %",
                proof,
                "no publicar",
            ),
            (
                "Formar a líderes y jóvenes en control social",
                "Memorias de curso de control social 2023",
                "En trámite de contratación",
                "10 %",
                None,
                None,
            ),
        ],
    )
    sheet.column_dimensions["F"].hidden = True
    return _saved(sheet)


def broken() -> bytes:
    """A formula that lost its cell, 100 % without a proof, a day that does not exist, 120 %, a product twice."""
    sheet = _sheet("Plan")
    activity = "Formar a líderes y jóvenes en control social"
    _fill(
        sheet,
        1,
        [
            ("Actividad", "Producto", "Fecha fin", "% de avance", "Evidencia"),
            (activity, "Memorias del curso de control social", "30/06/2023", "#REF!", None),
            (activity, "Taller de seguimiento", "31/06/2023", "0 %", None),
            (activity, "Guía de veeduría", "30/09/2023", "100 %", "Sin soporte"),
            (activity, "Boletín", "30/09/2023", "120 %", None),
            (activity, "Boletín", "30/10/2023", "10 %", None),
        ],
    )
    sheet["D2"].data_type = "e"
    return _saved(sheet)


def _sheet(title: str) -> Worksheet:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = title
    return book.active


def _fill(sheet: Worksheet, first: int, rows: Iterable[Sequence[object]]) -> None:
    for line, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(line, column).value = value  # type: ignore[assignment] # text, number or nothing


def _saved(sheet: Worksheet) -> bytes:
    kept = BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(kept)
    return kept.getvalue()


def two_versions() -> bytes:
    """The same table twice, in sheets that no period tells apart."""
    rows = [("Actividad", "Producto", "% de avance"), ("Formar a líderes", "Memorias", "10 %")]
    first = _sheet("Versión vieja")
    _fill(first, 1, rows)
    assert first.parent is not None
    _fill(first.parent.create_sheet("Versión final"), 1, rows)
    return _saved(first)


def table(rows: Iterable[Sequence[object]], title: str = "Plan") -> bytes:
    """Any rows, from the first cell on."""
    sheet = _sheet(title)
    _fill(sheet, 1, rows)
    return _saved(sheet)


def marked_schedule() -> bytes:
    """Quarters that are marked with an X, a product over two rows of evidence, a hidden row, a remark at the end."""
    sheet = _sheet("Cronograma")
    activity = "Escuchar a la ciudadanía (inventada)"
    _fill(
        sheet,
        1,
        [
            ("Actividad", "Producto", "Cronograma", None, None, "Soportes", "Ubicación de la evidencia"),
            (None, None, "I TRIM", "II TRIM", "III TRIM", None, None),
            (activity, "Encuesta", "X", "X", None, "Formulario", "https://municipio.example.org/formulario"),
            (None, None, None, None, None, "Resultados", "Carpeta de la oficina"),
            (None, "Informe", None, None, "X", None, None),
            (None, "Boletín interno", "X", None, None, None, None),
            ("Los datos son los que reporta cada dependencia", None, None, None, None, None, None),
        ],
    )
    for merged in ("A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2", "A3:A6", "B3:B4", "C3:C4", "D3:D4"):
        sheet.merge_cells(merged)
    sheet.row_dimensions[6].hidden = True
    return _saved(sheet)
