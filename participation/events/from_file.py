"""The plan file and the chat together: an import does not undo what staff, or the clock, did to an event since.

Field by field: while the file repeats what the event said before it was changed here, the change stays. A file that
says something else than before is meant so: it is taken over, shown in the difference, and people are told of it as of
any edit. An event that was made or changed here stays also where the file does not have it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from participation.events.changes import TOLD, plain
from storage import Session
from storage.models.events import EventAct, EventChange
from storage.models.plan import Event, EventState
from storage.queries import events as queries
from storage.queries.plan_parts import Part, PartRow

PRODUCT = "product_id"


@dataclass
class Own:
    """What was done to an event here since a file last said the same: each field with its value before."""

    before: dict[str, Any] = field(default_factory=dict)
    born_here: bool = False

    @classmethod
    def of(cls, changes: Iterable[EventChange]) -> "Own":
        own = cls()
        for change in changes:
            if change.what == EventAct.IMPORTED:
                own.born_here = False
                for name in change.new:
                    own.before.pop(name, None)
            elif change.what == EventAct.CREATED:
                own.born_here = True
            else:
                own.before = {**change.old, **own.before}
        return own

    @property
    def is_any(self) -> bool:
        """Whether the event is not only the file's."""
        return self.born_here or bool(self.before)


@dataclass(frozen=True)
class Kept:
    """A field in which an event stays as it is here although the file says what it said before."""

    code: str
    name: str
    here: Any
    in_file: Any


@dataclass(frozen=True)
class Settled:
    """The rows of a file as they are to be taken over, and what stays as it is here."""

    rows: tuple[PartRow, ...]
    kept: tuple[Kept, ...]


def settle(session: Session, year: int, stored: Sequence[PartRow], rows: Sequence[PartRow]) -> Settled:
    """Put what was done here into the rows of a file."""
    own = _own(session, year)
    mine = {row.key: row for row in stored if row.part is Part.EVENT and own.get(row.key, Own()).is_any}
    if not mine:
        return Settled(tuple(rows), ())
    products = queries.product_codes(session, year)
    settled: list[PartRow] = []
    kept: list[Kept] = []
    for row in rows:
        here = mine.pop(row.key, None) if row.part is Part.EVENT else None
        if here is None:
            settled.append(row)
            continue
        merged, stays = _merged(row, here, own[row.key], products)
        settled.append(merged)
        kept.extend(stays)
    return Settled((*settled, *mine.values()), tuple(kept))


def keep_track(session: Session, year: int, before: Sequence[PartRow], rows: Sequence[PartRow], now: datetime) -> None:
    """After an import: write down what the file changed in events, so that it is told, and in what it agrees by now.

    `before` is what was stored, `rows` what the file itself says.
    """
    stored = {row.key: row for row in before if row.part is Part.EVENT}
    own = _own(session, year)
    products = {code: number for number, code in queries.product_codes(session, year).items()}
    events = queries.events_of_year(session, year)
    for row in rows:
        if row.part is Part.EVENT and row.key in stored and row.key in events:
            _track(session, events[row.key], stored[row.key], row, own.get(row.key, Own()), products, now)


def _track(
    session: Session, event: Event, old: PartRow, row: PartRow, own: Own, products: dict[str, int], now: datetime
) -> None:
    was, said = _values(old, products), _values(row, products)
    is_now = {name: plain(getattr(event, name)) for name in said}
    changed = {name for name in said if was[name] != is_now[name]}
    agreed = {name for name in own.before if name in said and said[name] == is_now[name]}
    if not changed and not agreed and not own.born_here:
        return
    is_told = bool(TOLD & changed) and was["state"] != EventState.DRAFT
    if changed:
        event.changed_at = now
        event.version += is_told
    session.add(
        EventChange(
            event_id=event.id,
            version=event.version,
            what=EventAct.IMPORTED,
            old={name: was[name] for name in changed},
            new={name: is_now[name] for name in changed | agreed},
            reason=event.reason if "reason" in changed else None,
            at=now,
            told_at=None if is_told else now,
        )
    )


def _merged(row: PartRow, here: PartRow, own: Own, products: dict[int, str]) -> tuple[PartRow, list[Kept]]:
    values = dict(row.values)
    kept = []
    for name, before in own.before.items():
        if name in values and plain(values[name]) == before and values[name] != here.values[name]:
            kept.append(Kept(row.key, name, here.values[name], values[name]))
            values[name] = here.values[name]
    parent = row.parent
    if PRODUCT in own.before and row.parent == products.get(own.before[PRODUCT]):
        parent = here.parent
    return replace(row, values=values, parent=parent), kept


def _values(row: PartRow, products: dict[str, int]) -> dict[str, Any]:
    """What a row says, as it is written down in changes."""
    values = {name: plain(value) for name, value in row.values.items() if name != "position"}
    return {**values, PRODUCT: products.get(row.parent) if row.parent else None}


def _own(session: Session, year: int) -> dict[str, Own]:
    """What was done here to the events of a plan, by code."""
    events = queries.events_of_year(session, year)
    by_id = queries.changes(session, [event.id for event in events.values()])
    return {code: Own.of(by_id.get(event.id, ())) for code, event in events.items()}
