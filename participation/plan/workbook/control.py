"""What a workbook remembers of its export: of which plan it was made, when, and what each part said then.

It stands in a sheet that spreadsheets do not show. With it, what the file changed is told from what was changed here.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.plan.frozen import frozen_parts, thawed_parts
from participation.plan.workbook.grid import Grid
from storage.queries.plan_parts import PartRow

SHEET = "participa"
FORMAT = "1"
_PIECE = 30_000  # characters; a cell holds 32,767
_MOST_UNPACKED = 50_000_000  # characters of JSON


@dataclass(frozen=True)
class Exported:
    """The plan as it was when the workbook was made."""

    year: int
    at: datetime
    parts: Sequence[PartRow]


def control_lines(exported: Exported) -> list[str]:
    """The cells of the sheet's first column."""
    content = json.dumps(frozen_parts(exported.parts), ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(content.encode(), 9)).decode("ascii")
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return [FORMAT, str(exported.year), exported.at.isoformat(), *pieces]


def exported_of(grids: Sequence[Grid]) -> Exported | None:
    """What the workbook remembers; None where that sheet is gone or was changed."""
    sheet = next((grid for grid in grids if grid.name == SHEET), None)
    if sheet is None or sheet.at(1, 1).text != FORMAT:
        return None
    packed = "".join(sheet.at(line, 1).text for line in range(4, len(sheet.rows) + 1))
    try:
        parts = thawed_parts(_unpacked(packed))
        at = datetime.fromisoformat(sheet.at(3, 1).text)
        year = int(sheet.at(2, 1).text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Exported(year, at, parts) if at.tzinfo is not None else None


def _unpacked(packed: str) -> list[dict[str, Any]]:
    """The JSON. Raises ValueError for what is none, or grows without end."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(base64.b64decode(packed, validate=True), _MOST_UNPACKED)
    except (zlib.error, binascii.Error) as error:
        raise ValueError("a damaged memory of the export") from error
    if not reader.eof:
        raise ValueError("a memory of the export that is too large")
    found: list[dict[str, Any]] = json.loads(content)
    return found
