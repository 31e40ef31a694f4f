"""The plan file and the evidence that was saved here: an import does not drop it because the file does not have it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage import Session
from storage.queries.evidence import saved_texts
from storage.queries.plan_parts import Part, PartRow, key_of


@dataclass(frozen=True)
class WithEvidence:
    """The rows of a file with the evidence that stays, and the rows of that evidence."""

    rows: tuple[PartRow, ...]
    kept: tuple[PartRow, ...]


def keep_evidence(session: Session, year: int, stored: Sequence[PartRow], rows: Sequence[PartRow]) -> WithEvidence:
    """Put the evidence that was saved here after that of the file, for every product that the file still has."""
    saved = {(code, _plain(text)) for code, text in saved_texts(session, year)}
    in_file = {_named(row) for row in rows if row.part is Part.EVIDENCE}
    products = {row.key for row in rows if row.part is Part.PRODUCT}
    last: dict[str | None, int] = {}
    for row in rows:
        if row.part is Part.EVIDENCE:
            last[row.parent] = max(last.get(row.parent, 0), int(row.values["position"]))
    kept = []
    for row in stored:
        if row.part is Part.EVIDENCE and _named(row) in saved - in_file and row.parent in products:
            position = last[row.parent] = last.get(row.parent, 0) + 1
            values = {**row.values, "position": position}
            kept.append(replace(row, key=key_of(Part.EVIDENCE, position, row.parent), values=values))
    return WithEvidence((*rows, *kept), tuple(kept))


def _named(row: PartRow) -> tuple[str, str]:
    return row.parent or "", _plain(str(row.values["text"]))


def _plain(text: str) -> str:
    return " ".join(text.split())
