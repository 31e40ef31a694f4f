"""A document with every kind of part, and with words that would harm a careless file."""

from datetime import UTC, date, datetime

from reports.charts.picture import BigFigure
from reports.documents import (
    Bullets,
    Cell,
    Column,
    ColumnKind,
    Document,
    Facts,
    Figures,
    Heading,
    Link,
    Logo,
    Note,
    Paragraph,
    Part,
    Picture,
    Record,
    Records,
    Table,
)
from tests.reports.follow_ups import HOSTILE, spanish

ADDRESS = "https://www.example.org/una/direccion?con=letras&y=signos"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#1f5a8f"/></svg>'
)
COLUMNS = (
    Column("Número"),
    Column("Recibida", ColumnKind.DATE),
    Column("Día", ColumnKind.DATE),
    Column("Días", ColumnKind.NUMBER),
    Column("Soporte", ColumnKind.LINK),
    Column("Texto", share=2),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("PPC-1", datetime(2021, 7, 1, 14, 15, tzinfo=UTC), date(2021, 7, 9), 1240, Link(ADDRESS), "Señalización ¿sí?"),
    ("PPC-2", None, None, None, Link("javascript:alert(1)", "no"), HOSTILE),
)


def sample(*parts: Part, **changes: object) -> Document:
    """The whole sample, or a document of these parts."""
    words, formats = spanish()
    values: dict[str, object] = {
        "title": "Informe de prueba, año 2021",
        "entity": "Entidad Ñandú (inventada)",
        "words": words,
        "formats": formats,
        "parts": parts or every_part(),
        "subtitle": "Plan de ejemplo",
        "period": "Periodo: del 1 al 31 de julio de 2021",
        "cut": "Datos hasta el 31 de julio de 2021",
        "made_on": date(2021, 8, 2),
        "logo": Logo(SVG.encode(), "svg", "Escudo de la entidad"),
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]  # the values are as the called expects


def every_part() -> tuple[Part, ...]:
    return (
        Heading("En resumen", anchor="resumen"),
        Figures(BigFigure("80\u00a0%", "respondidas", "12 de 15"), BigFigure("no aplica", "a tiempo", "0 de 0")),
        Paragraph("Lo más importante, primero.", lead=True),
        Paragraph(("Está en ", Link(ADDRESS, "la página"), "."), lead=False),
        Note("Esto lo calculamos nosotros."),
        Bullets(("Uno", ("Dos, en ", Link("mailto:plan@example.org")))),
        Facts((("Ventana", "Del 1 al 31"), ("Canales", "Telegram"))),
        Picture(SVG, "Una barra azul de prueba", "Casos por tema"),
        Heading("Tabla"),
        Table("Todos los casos", COLUMNS, ROWS),
        Heading("Casos"),
        Records((Record("PPC-9", (("Canal", "Papel"),), (("Texto", HOSTILE), ("Respuesta", "Línea 1\nLínea 2"))),)),
    )
