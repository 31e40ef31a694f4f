"""The plan file and the cuts that were published here: an import drops none because the file does not have it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from participation.plan.current import frozen_days
from participation.plan.differences import Difference, kept_part
from storage import Session
from storage.queries.plan_parts import Part, PartRow


def keep_cuts(session: Session, year: int, stored: Sequence[PartRow], rows: Sequence[PartRow]) -> tuple[PartRow, ...]:
    """The rows of a file with the cuts that were published here, and with the days on which they were."""
    frozen = frozen_days(session, year)
    mine = _published_here(stored, frozen)
    settled = [_published(row, mine) if row.part is Part.CUT else row for row in rows]
    in_file = [row for row in settled if row.part is Part.CUT]
    missing = [row for key, row in mine.items() if key not in {row.key for row in in_file}]
    last = max((int(row.values["position"]) for row in in_file), default=0)
    kept = [_placed(row, last + place) for place, row in enumerate(missing, start=1)]
    return (*settled, *kept)


def cuts_left_out(session: Session, year: int, stored: Sequence[PartRow], rows: Sequence[PartRow]) -> list[Difference]:
    """The cuts that were published here and that the rows of a file do not have: whoever imports is told they stay."""
    in_file = {row.key for row in rows if row.part is Part.CUT}
    mine = _published_here(stored, frozen_days(session, year))
    return [kept_part(Part.CUT, key) for key in mine if key not in in_file]


def _published_here(stored: Sequence[PartRow], frozen: Collection[date]) -> dict[str, PartRow]:
    return {row.key: row for row in stored if row.part is Part.CUT and row.values["cut_on"] in frozen}


def _published(row: PartRow, mine: dict[str, PartRow]) -> PartRow:
    known = mine.get(row.key)
    if known is None or row.values["published_on"] is not None:
        return row
    return replace(row, values={**row.values, "published_on": known.values["published_on"]})


def _placed(row: PartRow, position: int) -> PartRow:
    return replace(row, values={**row.values, "position": position})
