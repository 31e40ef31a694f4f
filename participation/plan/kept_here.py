"""The plan file and what staff made of products in the chat: an import does not undo it silently.

Field by field: while the file repeats what the product said before it was changed here, the change stays. A file that
says a third thing is meant so: it is taken over, and shown in the difference. Evidence is told apart by its text: what
was added here stays beside the file's, what was taken out stays out. What would not fit together is as the file says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from participation.dialogue.from_file import WithEvidence, keep_evidence, named, plain
from participation.plan.form import PRODUCT
from participation.plan.frozen import frozen
from participation.plan.product_now import FIELDS
from participation.plan.reading import faults_in
from participation.plan.tree import part_tree
from storage import Session
from storage.models.history import Origin, PlanChange
from storage.queries import history as history_queries
from storage.queries import products as queries
from storage.queries.plan_parts import Part, PartRow, plan_id_of, stored_parts

BY_FILE = frozenset({Origin.FILE, Origin.WORKBOOK})
Before = Mapping[str, Any]
"""The values of a product's columns before they were changed here, as JSON."""


@dataclass(frozen=True)
class Kept:
    """A field in which a product, or its evidence, stays as it is here although the file says something else."""

    part: Part
    key: str
    name: str
    here: Any
    in_file: Any


@dataclass(frozen=True)
class SettledProducts:
    """The rows of a file as they are to be taken over, and what stays as it is here."""

    rows: tuple[PartRow, ...]
    kept: tuple[Kept, ...]


@dataclass
class Own:
    """What was done to products here since a file last said the same.

    `before`: by product, what was changed. `added`: evidence that came here; `confirmed`: what a file has had since.
    """

    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    added: set[tuple[str, str]] = field(default_factory=set)
    confirmed: set[tuple[str, str]] = field(default_factory=set)

    def take(self, change: PlanChange, known_until: datetime | None) -> None:
        """Reckon with one more change."""
        from_file = change.origin in BY_FILE or (known_until is not None and change.at <= known_until)
        if change.part == Part.EVIDENCE:
            self._take_evidence(change, from_file=from_file)
        elif change.field in FIELDS:
            before = self.before.setdefault(change.key, {})
            if from_file:
                before.pop(change.field, None)
            else:
                before.setdefault(change.field, change.old)

    def _take_evidence(self, change: PlanChange, *, from_file: bool) -> None:
        whole = change.new if not change.field and isinstance(change.new, dict) else None
        confirms = change.field == "text" and change.old == change.new
        if whole is not None and change.origin not in BY_FILE:
            text = change.parent or "", plain(str(whole["text"]))
            self.added.add(text)
            (self.confirmed.add if from_file else self.confirmed.discard)(text)
        elif confirms and from_file:
            self.confirmed.add((change.parent or "", plain(str(change.new))))


def settle_products(
    session: Session,
    year: int,
    stored: Sequence[PartRow],
    rows: Sequence[PartRow],
    known_until: datetime | None = None,
) -> SettledProducts:
    """Put what was done to products here into the rows of a file.

    `known_until`: when the file was made of the plan, where that is known; what was done before, it knows.
    """
    own = _own(session, year, known_until)
    here = {row.key: row for row in stored if row.part is Part.PRODUCT}
    with_evidence = keep_evidence(session, year, stored, rows, own.added, own.confirmed, since=known_until)
    proofs = _proofs(with_evidence)
    taken: dict[str, PartRow] = {}
    kept: list[Kept] = []
    unsound: set[str] = set()
    for row in rows:
        if row.part is not Part.PRODUCT or row.key not in here:
            continue
        ours, stays = _merged(row, here[row.key], own.before.get(row.key, {}))
        if _is_sound(ours, proofs.get(row.key, [])):
            taken[row.key] = ours
            kept += stays
        elif not _is_sound(row, proofs.get(row.key, [])):
            unsound.add(row.key)
    if unsound:
        with_evidence = keep_evidence(session, year, stored, rows, own.added, own.confirmed, unsound, known_until)
    settled = [taken.get(row.key, row) if row.part is Part.PRODUCT else row for row in with_evidence.rows]
    return SettledProducts(tuple(settled), (*kept, *_kept_evidence(with_evidence)))


def confirm(session: Session, year: int, rows: Sequence[PartRow], now: datetime, origin: Origin) -> None:
    """After an import: write down in what the file, whose rows these are, agrees with what was done here by now."""
    plan_id = plan_id_of(session, year)
    own = _own(session, year, None)
    if plan_id is None or not (own.added or any(own.before.values())):
        return
    said = {row.key: row for row in rows if row.part is Part.PRODUCT}
    in_file = {named(row) for row in rows if row.part is Part.EVIDENCE}
    agreed = []
    for row in stored_parts(session, year):
        if row.part is Part.EVIDENCE and named(row) in (own.added - own.confirmed) & in_file:
            agreed.append(_confirmation(row, "text", row.values["text"]))
        if row.part is Part.PRODUCT and row.key in said:
            values = said[row.key].values
            names = [name for name in own.before.get(row.key, {}) if values[name] == row.values[name]]
            agreed += [_confirmation(row, name, frozen(row.values[name])) for name in names]
    for change in agreed:
        change.plan_id, change.at, change.origin = plan_id, now, origin
    history_queries.add_changes(session, agreed)


def _confirmation(row: PartRow, name: str, value: Any) -> PlanChange:
    """The value is from now on the file's too: nothing changes by it."""
    return PlanChange(part=row.part, key=row.key, parent=row.parent, field=name, old=value, new=value)


def _own(session: Session, year: int, known_until: datetime | None) -> Own:
    own, plan_id = Own(), plan_id_of(session, year)
    for change in queries.changes_of(session, plan_id) if plan_id is not None else ():
        own.take(change, known_until)
    return own


def _proofs(found: WithEvidence) -> dict[str, list[PartRow]]:
    """The evidence of each product."""
    proofs: dict[str, list[PartRow]] = {}
    for row in found.rows:
        if row.part is Part.EVIDENCE:
            proofs.setdefault(row.parent or "", []).append(row)
    return proofs


def _merged(row: PartRow, here: PartRow, before: Before) -> tuple[PartRow, list[Kept]]:
    values, kept = dict(row.values), []
    for name, was in before.items():
        if frozen(values[name]) == was and values[name] != here.values[name]:
            kept.append(Kept(Part.PRODUCT, row.key, name, here.values[name], values[name]))
            values[name] = here.values[name]
    return replace(row, values=values), kept


def _is_sound(product: PartRow, proofs: Iterable[PartRow]) -> bool:
    return not faults_in(PRODUCT, part_tree(PRODUCT, product, proofs))


def _kept_evidence(found: WithEvidence) -> list[Kept]:
    stay = [Kept(Part.EVIDENCE, row.key, "text", row.values["text"], None) for row in found.kept]
    return stay + [Kept(Part.EVIDENCE, row.key, "text", None, row.values["text"]) for row in found.left_out]
