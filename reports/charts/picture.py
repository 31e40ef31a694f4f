"""What the progress picture says: plain values, every text already in the reader's language and format."""

from dataclasses import dataclass

from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, palette
from reports.charts.words import plain

MOST_BARS = 24


@dataclass(frozen=True)
class BigFigure:
    """One of the two figures: "26 %", with its fraction and its words under it.

    Where there is no percentage, `figure` is a phrase of at most about 35 characters ("no aplica").
    """

    figure: str
    words: str
    fraction_words: str


@dataclass(frozen=True)
class Bar:
    """One activity. `words` is what is written in its bar ("1 de 2", "no aplica: nada programado").

    `executed` and `programmed` are products at the cut; `programmed` is 0 when nothing was, None when it is not known.
    `total` is the products of the whole year where they are known: the bar is then that long, else as long as
    `programmed`. Raises ValueError for negative numbers.
    """

    name: str
    executed: int
    programmed: int | None
    words: str
    total: int | None = None

    def __post_init__(self) -> None:
        if min(self.executed, self.programmed or 0, self.total or 0) < 0:
            raise ValueError("products are counted from 0 upwards")

    @property
    def length(self) -> int:
        """The products that the whole bar stands for; 0 when there is nothing to divide by."""
        if self.programmed is None:
            return 0
        promised = max(self.programmed, self.total or 0)
        return max(promised, self.executed) if promised else 0


@dataclass(frozen=True)
class ProgressPicture:
    """Two figures, one bar an activity (at most `MOST_BARS`), the cut and the source. `main`, `accent`: `#rrggbb`.

    `bars_label` stands over the bars; `notes` under them, one paragraph each (what is pending, what we computed).
    Raises ValueError for too many bars and for colours that are none.
    """

    title: str
    entity: str
    figures: tuple[BigFigure, BigFigure]
    bars: tuple[Bar, ...]
    cut_label: str
    source: str
    bars_label: str = ""
    notes: tuple[str, ...] = ()
    main: str = DEFAULT_MAIN
    accent: str = DEFAULT_ACCENT

    def __post_init__(self) -> None:
        if len(self.bars) > MOST_BARS:
            raise ValueError(f"a picture has room for {MOST_BARS} bars, not for {len(self.bars)}")
        palette(self.main, self.accent)


def description(picture: ProgressPicture) -> str:
    """The whole picture in words, for who does not see it: one line a fact, in the order of the drawing."""
    lines = [f"{picture.title} · {picture.entity}"]
    lines += [f"{figure.figure}: {figure.words} ({figure.fraction_words})" for figure in picture.figures]
    lines += [picture.bars_label, *(f"{bar.name}: {bar.words}" for bar in picture.bars)]
    lines += [*picture.notes, picture.cut_label, picture.source]
    return "\n".join(plain(line) for line in lines if line)
