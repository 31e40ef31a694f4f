"""What people should know of how a matrix was read: what was left out, and what nobody sees in it."""

import re
from collections.abc import Sequence

from locales import Phrase
from participation.plan.matrices.headings import title_texts
from participation.plan.matrices.rows import MatrixRows, told_lines
from participation.plan.matrices.sheets import Matrix
from participation.plan.matrices.steps import Remark

LEFT_OUT = Phrase(
    "matrix", "Sheet «{sheet}», rows that are not read: {lines}. They are totals, titles, notes or signatures."
)
HIDDEN_ROWS = Phrase("matrix", "Sheet «{sheet}», hidden rows that are not read: {lines}.")
HIDDEN_COLUMN = Phrase("matrix", "Sheet «{sheet}»: column {column} is hidden. It is not read.")
HIDDEN_SHEET = Phrase("matrix", "The sheet «{sheet}» is hidden. It was read, for there is no other.")
OTHER_YEAR = Phrase("matrix", "Its title says {named}. It goes into the plan of {year}.")


def remarks_on(read: Sequence[tuple[Matrix, MatrixRows]], year: int) -> list[Remark]:
    """The remarks on these sheets and their rows."""
    return [remark for matrix, rows in read for remark in _on(matrix, rows, year)]


def _on(matrix: Matrix, rows: MatrixRows, year: int) -> list[Remark]:
    sheet = matrix.grid.name
    found = []
    if matrix.grid.hidden:
        found.append(Remark(HIDDEN_SHEET, {"sheet": sheet}))
    named = _years(matrix)
    if named and str(year) not in named:
        found.append(Remark(OTHER_YEAR, {"named": ", ".join(named), "year": year}))
    if rows.left_out:
        found.append(Remark(LEFT_OUT, {"sheet": sheet, "lines": told_lines(rows.left_out)}))
    if rows.hidden:
        found.append(Remark(HIDDEN_ROWS, {"sheet": sheet, "lines": told_lines(rows.hidden)}))
    for column in matrix.hidden_columns:
        found.append(Remark(HIDDEN_COLUMN, {"sheet": sheet, "column": column.letter}))
    return found


def _years(matrix: Matrix) -> list[str]:
    texts = [text for _, _, text in title_texts(matrix.grid, matrix.headings)]
    return list(dict.fromkeys(word for text in texts for word in re.findall(r"\b20\d\d\b", text)))
