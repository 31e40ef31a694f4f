"""The plan file and the evidence that staff keep here.

An import neither drops what they added nor brings back what they took out.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from storage import Session
from storage.queries.evidence import saved_texts
from storage.queries.plan_parts import Part, PartRow, key_of
from storage.queries.products import removed_here

Texts = AbstractSet[tuple[str, str]]
"""Evidence by its product's code and its text, blanks aside: it has no code of its own."""
NONE: Texts = frozenset()


@dataclass(frozen=True)
class WithEvidence:
    """The rows of a file with the evidence that stays; the rows of that evidence, and those of the file left out."""

    rows: tuple[PartRow, ...]
    kept: tuple[PartRow, ...]
    left_out: tuple[PartRow, ...] = ()


def keep_evidence(
    session: Session,
    year: int,
    stored: Sequence[PartRow],
    rows: Sequence[PartRow],
    added: Texts = NONE,
    confirmed: Texts = NONE,
    whole: Collection[str] = (),
    since: datetime | None = None,
) -> WithEvidence:
    """Put the evidence that was saved here after that of the file, for every product that the file still has.

    `added` here beside the bot's own acts; `confirmed` by a file since: those it may drop. What staff took out stays
    out, but of the products in `whole`; with `since` only what they took out after that instant.
    """
    mine = ({(code, plain(text)) for code, text in saved_texts(session, year)} | added) - confirmed
    live = {named(row) for row in stored if row.part is Part.EVIDENCE}
    out = {(code, plain(text)) for code, text in removed_here(session, year, since)} - live
    left_out = [row for row in rows if row.part is Part.EVIDENCE and named(row) in out and row.parent not in whole]
    staying = list(_numbered([row for row in rows if row not in left_out]))
    uploaded = {named(row): row for row in stored if row.part is Part.EVIDENCE and named(row) in mine}
    staying = [_with_file(row, uploaded.get(named(row))) if row.part is Part.EVIDENCE else row for row in staying]
    kept = _beside(stored, staying, mine)
    return WithEvidence((*staying, *kept), tuple(kept), tuple(left_out))


def _beside(stored: Sequence[PartRow], rows: Sequence[PartRow], mine: Texts) -> list[PartRow]:
    """The evidence of ours that the file does not have, after that of the file."""
    in_file = {named(row) for row in rows if row.part is Part.EVIDENCE}
    products = {row.key for row in rows if row.part is Part.PRODUCT}
    last: dict[str | None, int] = {}
    for row in rows:
        if row.part is Part.EVIDENCE:
            last[row.parent] = max(last.get(row.parent, 0), int(row.values["position"]))
    kept = []
    for row in stored:
        if row.part is Part.EVIDENCE and named(row) in mine - in_file and row.parent in products:
            position = last[row.parent] = last.get(row.parent, 0) + 1
            kept.append(_at(row, position))
    return kept


def _numbered(rows: Sequence[PartRow]) -> Iterator[PartRow]:
    """The evidence of each product counted from 1 without a gap."""
    last: dict[str | None, int] = {}
    for row in rows:
        if row.part is not Part.EVIDENCE:
            yield row
            continue
        position = last[row.parent] = last.get(row.parent, 0) + 1
        yield row if row.values["position"] == position else _at(row, position)


def _with_file(row: PartRow, own: PartRow | None) -> PartRow:
    """A file that does not know of an upload does not take it away."""
    if own is None or row.values.get("file_hash") or not own.values["file_hash"]:
        return row
    uploaded = {name: own.values[name] for name in ("file_kind", "file_bytes", "file_hash", "file_name")}
    return replace(row, values={**row.values, **uploaded})


def _at(row: PartRow, position: int) -> PartRow:
    return replace(row, key=key_of(Part.EVIDENCE, position, row.parent), values={**row.values, "position": position})


def named(row: PartRow) -> tuple[str, str]:
    """What tells an evidence from others."""
    return row.parent or "", plain(str(row.values["text"]))


def plain(text: str) -> str:
    """A text without what a file may have folded."""
    return " ".join(text.split())
