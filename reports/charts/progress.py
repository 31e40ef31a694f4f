"""The progress picture: two figures as large as the hand, one bar an activity, the cut and the source at the foot.

The same drawing is the picture in the chat, on the page and in the report. Nothing is told by colour alone: what is
executed is solid, what was programmed is hatched, and each bar has its fraction written in it.
"""

import re
from functools import lru_cache

from reports import typesetting
from reports.charts import bars
from reports.charts.bars import CAPITAL, INNER, MARGIN, WIDTH
from reports.charts.colours import Scheme, palette
from reports.charts.drawing import LEADING, Drawing, Lettering, Paint
from reports.charts.picture import BigFigure, ProgressPicture, description
from reports.charts.words import drawable, wrap

GUTTER = 50
COLUMN = (INNER - GUTTER) / 2

ENTITY = Lettering(36, paint="soft")
TITLE = Lettering(50, bold=True)
WORDS = Lettering(38)
FRACTION = Lettering(38, bold=True)
LABEL = Lettering(36, paint="soft")
CUT = Lettering(36, bold=True)
FOOT = Lettering(32, paint="soft")

LARGEST_FIGURE = 236
LARGEST_PHRASE, SMALLEST_PHRASE = 84, 54
SIGN, SPACE = 0.55, 0.22


@lru_cache(maxsize=8)
def svg(picture: ProgressPicture, scheme: Scheme = Scheme.LIGHT, identifier: str = "avance") -> str:
    """The picture as an SVG document, 1,080 units wide and as high as its content; the same input, the same text.

    `identifier` (a name of letters and hyphens) keeps the ids apart when a page holds several drawings. What was drawn
    last is kept: the page of the progress shows the same picture until the figures change.
    """
    drawing = Drawing(WIDTH, palette(picture.main, picture.accent, scheme), identifier)
    y = _heading(drawing, picture, MARGIN)
    y = _figures(drawing, picture.figures, y + 56)
    y = _bars(drawing, picture, y + 44)
    y = _foot(drawing, picture, y + 48)
    return drawing.svg(round(y + MARGIN), f"{picture.title} · {picture.entity}", description(picture))


def png(picture: ProgressPicture) -> bytes:
    """The picture as a PNG, 1,080 pixels wide, for the chat. Imports typst when it is first called."""
    source = """
        #set page(width: 1080pt, height: auto, margin: 0pt)
        #image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.description)
    """
    return typesetting.png(source, {"svg": svg(picture), "description": description(picture)})


def _heading(drawing: Drawing, picture: ProgressPicture, y: float) -> float:
    y = drawing.paragraph(MARGIN, y, picture.entity, ENTITY, width=INNER, most_lines=2)
    return drawing.paragraph(MARGIN, y + 6, picture.title, TITLE, width=INNER, most_lines=3)


def _figures(drawing: Drawing, figures: tuple[BigFigure, BigFigure], y: float) -> float:
    """Both on one baseline and in one size, so that neither seems to count more."""
    fitting = (COLUMN / _figure_width(figure) for figure in figures if _percentage(figure))
    size = min([LARGEST_FIGURE, *fitting])
    baseline = y + max(_height(figure, size) for figure in figures)
    places: tuple[tuple[float, Paint], ...] = ((MARGIN, "main"), (MARGIN + COLUMN + GUTTER, "accent"))
    end = max(
        _figure(drawing, x, baseline, figure, Lettering(size, bold=True, paint=paint))
        for figure, (x, paint) in zip(figures, places, strict=True)
    )
    drawing.box(MARGIN + COLUMN + GUTTER / 2 - 1, y, 2, end - y, "line")
    return end


def _figure(drawing: Drawing, x: float, baseline: float, figure: BigFigure, lettering: Lettering) -> float:
    if parts := _percentage(figure):
        spans = [(part, share * lettering.size) for part, share in parts]
        bearing = lettering.face.bearings[figure.figure[0]]
        drawing.spans(x - bearing * lettering.size, baseline, spans, lettering)
    else:
        size, lines = _phrase(figure)
        for below, line in enumerate(lines, start=1):
            above = (len(lines) - below) * size * LEADING
            drawing.text(x, baseline - above, line, Lettering(size, True, lettering.paint))
    y = drawing.paragraph(x, baseline + 26, figure.fraction_words, FRACTION, width=COLUMN, most_lines=3)
    return drawing.paragraph(x, y, figure.words, WORDS, width=COLUMN, most_lines=4)


def _height(figure: BigFigure, size: float) -> float:
    if _percentage(figure):
        return size * CAPITAL
    phrase_size, lines = _phrase(figure)
    return phrase_size * (CAPITAL + LEADING * (len(lines) - 1))


def _phrase(figure: BigFigure) -> tuple[float, list[str]]:
    """What stands where there is no percentage: on one line if it can be large there, else on several."""
    face = Lettering(1, bold=True).face
    width = face.width(drawable(figure.figure, face), 1)
    size = max(SMALLEST_PHRASE, min(LARGEST_PHRASE, COLUMN / width)) if width else SMALLEST_PHRASE
    return size, wrap(figure.figure, face, size, COLUMN, most_lines=3)


def _percentage(figure: BigFigure) -> list[tuple[str, float]]:
    """Digits, space and sign with their share of the size: a smaller sign lets the digits be larger.

    Empty when the figure is not a percentage but a phrase ("no aplica").
    """
    match = re.fullmatch(r"([0-9]{1,3})(\s?)(%)", figure.figure)
    return [(match[1], 1), (match[2], SPACE), (match[3], SIGN)] if match else []


def _figure_width(figure: BigFigure) -> float:
    face = Lettering(1, bold=True).face
    return sum(face.width(part, share) for part, share in _percentage(figure))


def _bars(drawing: Drawing, picture: ProgressPicture, y: float) -> float:
    drawing.box(MARGIN, y, INNER, 2, "line")
    y += 36
    if picture.bars_label:
        y = drawing.paragraph(MARGIN, y, picture.bars_label, LABEL, width=INNER, most_lines=2) + 20
    return bars.draw(drawing, picture.bars, y)


def _foot(drawing: Drawing, picture: ProgressPicture, y: float) -> float:
    for note in picture.notes:
        y = drawing.paragraph(MARGIN, y, note, FOOT, width=INNER, most_lines=4) + 10
    drawing.box(MARGIN, y + 14, INNER, 2, "line")
    y = drawing.paragraph(MARGIN, y + 40, picture.cut_label, CUT, width=INNER, most_lines=2)
    return drawing.paragraph(MARGIN, y + 4, picture.source, FOOT, width=INNER, most_lines=3)
