"""Tables of text."""

from dataclasses import dataclass, field


@dataclass
class Table:
    """A title, heads, and rows whose first cell is a name."""

    title: str
    heads: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """One row."""
        self.rows.append(list(cells))

    def __str__(self) -> str:
        widths = [max(len(row[column]) for row in [self.heads, *self.rows]) for column in range(len(self.heads))]
        lines = [self._line(row, widths) for row in [self.heads, *self.rows]]
        return "\n".join([self.title, lines[0], "-" * len(lines[0]), *lines[1:]])

    def _line(self, cells: list[str], widths: list[int]) -> str:
        first, *others = zip(cells, widths, strict=True)
        return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])


def figure(value: float | None) -> str:
    """A figure with as many digits as mean something."""
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def ratio(value: float | None, of: float | None) -> str:
    """How many times as much."""
    return "-" if value is None or not of else f"{value / of:.2f}"
