from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.bars import INNER, MARGIN, WIDTH
from reports.charts.colours import Scheme, palette
from reports.charts.picture import MOST_BARS, Bar, BigFigure, ProgressPicture, description
from reports.charts.progress import svg
from reports.fonts import metrics
from tests.reports.drawn import DrawnSvg

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SMALLEST_TEXT = 30
names = st.text(max_size=120)
figures = st.builds(
    BigFigure, st.one_of(st.integers(0, 100).map(lambda percent: f"{percent}\u00a0%"), names), names, names
)
counts = st.integers(0, 600)
bars = st.builds(Bar, names, counts, st.one_of(st.none(), counts), names, st.one_of(st.none(), counts))
pictures = st.builds(
    ProgressPicture,
    title=names,
    entity=names,
    figures=st.tuples(figures, figures),
    bars=st.lists(bars, max_size=12).map(tuple),
    cut_label=names,
    source=names,
    bars_label=names,
    notes=st.lists(names, max_size=3).map(tuple),
)


def one_bar(picture: ProgressPicture, bar: Bar) -> ProgressPicture:
    return replace(picture, bars=(bar,))


def test_every_figure_name_and_fraction_is_written(seed_picture: ProgressPicture) -> None:
    written = DrawnSvg(svg(seed_picture)).texts()

    assert written == [
        "ENTerritorio",
        "Plan de Participación Ciudadana 2021",
        *("26\u00a0%", "4 de 15 productos", "del año completo"),
        *("80\u00a0%", "4 de 5 productos", "de lo que tocaba", "hasta junio"),
        "Productos entregados hasta junio, por actividad",
        *("1. Divulgar la estrategia", "2 de 2"),
        *("2. Promover los canales", "1 de 2"),
        *("3. Abrir un espacio virtual", "1 de 1"),
        "Calculamos nosotros el total de 15 productos.",
        "Datos hasta el 30 de junio de 2021",
        "Fuente: Informe de avance, I semestre de 2021, ENTerritorio.",
    ]


def test_the_executed_part_is_solid_and_the_rest_of_the_programmed_one_hatched(seed_picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(seed_picture))

    assert drawn.widths("main") == [INNER, INNER / 2, INNER]
    assert drawn.widths("hatch") == [INNER / 2]


def test_nothing_executed_is_a_hatched_bar_without_a_solid_part(seed_picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 0, 1, "0 de 1"))))

    assert drawn.widths("main") == []
    assert drawn.widths("hatch") == [INNER]
    assert "0 de 1" in drawn.texts()


def test_a_bar_with_the_years_total_shows_what_is_not_yet_programmed_as_empty(seed_picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 3, 6, "3 de 6", total=12))))

    assert drawn.widths("main") == [INNER / 4]
    assert drawn.widths("hatch") == [INNER / 4]


def test_more_executed_than_programmed_fills_the_bar_and_never_leaves_it(seed_picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 3, 2, "3 de 2"))))

    assert drawn.widths("main") == [INNER]
    assert drawn.widths("hatch") == []


@pytest.mark.parametrize("programmed", [0, None], ids=["nothing programmed", "total unknown"])
def test_where_there_is_nothing_to_divide_by_the_frame_is_empty_and_the_words_say_it(
    seed_picture: ProgressPicture, programmed: int | None
) -> None:
    drawn = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 2, programmed, "no aplica"))))

    assert drawn.widths("main") == drawn.widths("hatch") == []
    assert len([box for box in drawn.elements("rect") if box.get("stroke-dasharray")]) == 1
    assert "no aplica" in drawn.texts()


def test_products_can_be_counted_in_a_bar_with_few_of_them(seed_picture: ProgressPicture) -> None:
    few = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 2, 4, "2 de 4"))))
    many = DrawnSvg(svg(one_bar(seed_picture, Bar("Video", 2, 40, "2 de 40"))))

    assert few.widths("paper") == [6, 6, 6]
    assert 6 not in many.widths("paper")


def test_both_big_figures_have_one_size_also_when_one_is_100_percent(seed_picture: ProgressPicture) -> None:
    whole = BigFigure("100\u00a0%", "del año completo", "15 de 15 productos")
    drawn = DrawnSvg(svg(replace(seed_picture, figures=(whole, seed_picture.figures[1]))))
    sizes = {
        span.text: float(span.attrib["font-size"]) for span in drawn.elements("tspan") if span.text in {"100", "80"}
    }

    assert sizes["100"] == sizes["80"] > 150


def test_a_phrase_stands_where_there_is_no_percentage(seed_picture: ProgressPicture) -> None:
    nothing = BigFigure("no aplica", "de lo que tocaba hasta marzo", "Nada programado")
    unknown = BigFigure("No se conoce el total", "del año completo", "4 productos")

    written = " ".join(DrawnSvg(svg(replace(seed_picture, figures=(unknown, nothing)))).texts())

    assert "no aplica Nada programado" in written
    assert "No se conoce el total 4 productos" in written


def test_the_title_and_the_description_say_the_same_to_who_does_not_see_it(seed_picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(seed_picture, identifier="inicio"))
    (title,), (about,) = drawn.elements("title"), drawn.elements("desc")

    assert drawn.root.attrib["role"] == "img"
    assert drawn.root.attrib["aria-labelledby"] == f"{title.attrib['id']} {about.attrib['id']}"
    assert title.text == "Plan de Participación Ciudadana 2021 · ENTerritorio"
    assert about.text == description(seed_picture)
    assert "2. Promover los canales: 1 de 2" in description(seed_picture).splitlines()


def test_the_dark_drawing_differs_in_its_colours_only(seed_picture: ProgressPicture) -> None:
    light, dark = svg(seed_picture), svg(seed_picture, Scheme.DARK)
    repainted = dark
    for name in ("ink", "soft", "line", "paper", "main", "accent"):
        repainted = repainted.replace(getattr(palette(scheme=Scheme.DARK), name), getattr(palette(), name))

    assert dark != light == repainted


@pytest.mark.parametrize(
    "hostile",
    ["<b>", "&", '"]#', "]]>", "😀", "\u202egnirts\u200f", "\x00\x1b", "\ud800", "a " * 300, "x" * 900, "{{7*7}}"],
)
def test_hostile_words_are_only_words(seed_picture: ProgressPicture, hostile: str) -> None:
    picture = replace(
        seed_picture,
        title=hostile,
        entity=hostile,
        source=hostile,
        figures=(BigFigure(hostile, hostile, hostile), seed_picture.figures[1]),
        bars=(Bar(hostile, 1, 2, hostile),),
    )

    drawn = DrawnSvg(svg(picture))

    assert {element.tag.split("}")[1] for element in drawn.root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "path", "rect", "text", "tspan")
    }
    assert not any("\u202e" in text or "\u200f" in text for text in drawn.texts())
    assert "Datos hasta el 30 de junio de 2021" in drawn.texts()


@given(picture=pictures)
def test_every_text_stays_on_the_sheet_and_is_large_enough(picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(picture))

    for element in drawn.elements("text"):
        assert float(element.attrib["x"]) >= MARGIN - 40
        assert right_end(element) <= WIDTH - MARGIN + 1
        assert SMALLEST_TEXT <= float(element.attrib["y"]) < drawn.height() - MARGIN / 2
        assert all(float(span.attrib["font-size"]) >= SMALLEST_TEXT for span in element)


@given(picture=pictures)
def test_every_box_stays_on_the_sheet(picture: ProgressPicture) -> None:
    drawn = DrawnSvg(svg(picture))

    for box in drawn.elements("rect")[1:]:
        x, y, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        assert width > 0
        assert x >= MARGIN
        assert x + width <= WIDTH - MARGIN + 0.2
        assert 0 < y < y + height <= drawn.height() - MARGIN / 2


@given(name=names)
def test_the_height_grows_with_each_bar(name: str) -> None:
    figure = BigFigure("0\u00a0%", "", "")
    picture = ProgressPicture("Plan", "Entidad", (figure, figure), (), "Corte", "Fuente")

    heights = [
        DrawnSvg(svg(replace(picture, bars=(Bar(name, 0, 1, "0 de 1"),) * count))).height() for count in (1, 2, 12)
    ]

    assert heights[0] < heights[1] < heights[2] < 9_000


def test_what_can_not_be_drawn_honestly_is_refused(seed_picture: ProgressPicture) -> None:
    with pytest.raises(ValueError, match="counted from 0"):
        Bar("Video", -1, 2, "-1 de 2")
    with pytest.raises(ValueError, match="24 bars"):
        replace(seed_picture, bars=seed_picture.bars[:1] * (MOST_BARS + 1))
    with pytest.raises(ValueError, match="a colour"):
        replace(seed_picture, main="azul")
    with pytest.raises(ValueError, match="an identifier"):
        svg(seed_picture, identifier='x"><script>')


def right_end(element: "Element") -> float:
    face = metrics.bold() if element.attrib["font-weight"] == "700" else metrics.regular()
    spans = (face.width(span.text or "", float(span.attrib["font-size"])) for span in element)
    return float(element.attrib["x"]) + sum(spans)
