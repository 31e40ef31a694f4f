"""Events from a sheet (XLSX or CSV): each row becomes a draft, or is refused with its line and what is wrong with it.

The first row names the columns: título is the only one that must be there. Nothing is published by a sheet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from locales import Phrase, Words, fold
from participation.audience.sheets import Cell, Row, UnreadableList, tables
from participation.events import editing
from participation.events.moments import Moment
from participation.events.spoken_dates import Ambiguous, Fault, read_moment
from participation.plan.values import is_link
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.plan import Event, EventKind
from storage.models.staff import StaffMember

MOST_EVENTS = 200
COLUMNS = {
    "title": ("titulo", "evento", "nombre"),
    "kind": ("tipo", "medio", "canal"),
    "day": ("fecha", "dia"),
    "hour": ("hora",),
    "minutes_long": ("duracion",),
    "place": ("lugar", "sitio", "direccion"),
    "link": ("enlace", "link", "url"),
    "product": ("producto",),
    "groups": ("grupos", "invitados", "grupo"),
    "description": ("descripcion", "objetivo", "para que"),
    "speakers": ("oradores", "ponentes", "participan"),
    "accessibility": ("accesibilidad",),
}
KINDS = {"facebook": EventKind.FACEBOOK_LIVE, "youtube": EventKind.YOUTUBE_LIVE, "presencial": EventKind.IN_PERSON}
NO_TITLE = Phrase("event sheet", "The sheet needs a column «título».")
TOO_MANY = Phrase("event sheet", "The sheet has more than 200 events.")


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row, with the cell."""

    place: str
    phrase: Phrase
    value: str = ""

    def text(self, words: Words) -> str:
        """One line, not escaped."""
        said = words.plain_phrase(self.phrase, value=self.value)
        return words.plain("event sheet", "Cell {place}: {said}", place=self.place, said=said)


@dataclass(frozen=True)
class EventSheet:
    """The events of a sheet as values of their fields, and what is wrong with the other rows."""

    events: tuple[Mapping[str, object], ...]
    remarks: tuple[Remark, ...]


@dataclass
class _Plan:
    """By what the plan's parts are known in a sheet."""

    products: dict[str, int] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def read_sheet(session: Session, content: bytes, now: datetime, zone: ZoneInfo) -> EventSheet:
    """The events of a file. Raises UnreadableList for a file that is no such list, NoPlanError."""
    rows = next(iter(tables(content)), [])
    columns = _columns(rows[0]) if rows else {}
    if "title" not in columns:
        raise UnreadableList(NO_TITLE)
    if len(rows) - 1 > MOST_EVENTS:
        raise UnreadableList(TOO_MANY)
    known = _Plan(
        {fold(name): number for number, code, name in editing.products(session) for name in (code, name)},
        {fold(name): code for code, name in editing.groups(session).items()}
        | {code: code for code in editing.groups(session)},
    )
    events, remarks = [], []
    for row in rows[1:]:
        values, wrong = _event(columns, row, known, now, zone)
        remarks.extend(wrong)
        if not wrong:
            events.append(values)
    return EventSheet(tuple(events), tuple(remarks))


def save_sheet(
    session: Session, sheet: EventSheet, by: StaffMember | None, now: datetime, *, from_command_line: bool = False
) -> list[Event]:
    """Make a draft of each event. Raises NotAllowed, NoPlanError."""
    signing = None if from_command_line else require(by, Right.PUBLISH)
    made = []
    for values in sheet.events:
        title = str(values["title"])
        event = editing.create(session, title, signing, now, from_command_line=from_command_line)
        editing.edit(session, event, values, signing, now, from_command_line=from_command_line)
        made.append(event)
    record(session, signing, "event.sheet", now, drafts=len(made))
    return made


def _columns(row: Row) -> dict[str, int]:
    """The columns by their headings."""
    headings = [fold(cell.text).strip() for cell in row]
    found: dict[str, int] = {}
    for name, beginnings in COLUMNS.items():
        for index, heading in enumerate(headings):
            if name not in found and index not in found.values() and heading.startswith(beginnings):
                found[name] = index
    return found


def _event(
    columns: Mapping[str, int], row: Row, known: _Plan, now: datetime, zone: ZoneInfo
) -> tuple[dict[str, object], list[Remark]]:
    values: dict[str, object] = {}
    wrong: list[Remark] = []
    cells = {name: row[index] for name, index in columns.items() if index < len(row) and row[index].text}
    if "title" not in cells:
        place = row[columns["title"]].place if columns["title"] < len(row) else row[0].place
        return {}, [Remark(place, Phrase("event sheet", "The title is missing."))]
    for name, cell in cells.items():
        reader = READERS.get(name)
        read = reader(cell, known) if reader is not None else None
        if isinstance(read, Remark):
            wrong.append(read)
        elif read is not None:
            values |= read
    moment = _moment(cells, now, zone)
    if isinstance(moment, Remark):
        return values, [*wrong, moment]
    return {**values, **moment}, wrong


def _moment(cells: Mapping[str, Cell], now: datetime, zone: ZoneInfo) -> dict[str, object] | Remark:
    """Day and hour, in one column or in two; as a spreadsheet keeps them or in words."""
    if "day" not in cells:
        return {}
    day = cells["day"].text.removesuffix(" 00:00:00")
    hour = cells["hour"].text if "hour" in cells else ""
    hour = hour.removesuffix(":00") if hour.count(":") == 2 else hour  # as spreadsheets keep an hour
    read = read_moment(f"{day} {hour}".strip(), now, zone)
    if isinstance(read, Moment):
        found: dict[str, object] = {"day": read.day, "hour": read.hour}
        return {**found, "minutes_long": read.minutes} if read.minutes else found
    value = f"{day} {hour}".strip()
    if isinstance(read, Ambiguous):
        phrase = Phrase("event sheet", "«{value}» can mean several moments. Write it like 15/07/2021 3:00 p. m.")
        return Remark(cells["day"].place, phrase, value)
    return Remark(cells["day"].place, _WRONG.get(read.fault, _UNREAD), value)


_UNREAD = Phrase("event sheet", "«{value}» is no date. Write it like 15/07/2021 3:00 p. m.")
_WRONG = {
    Fault.PAST: Phrase("event sheet", "«{value}» has passed already."),
    Fault.TOO_FAR: Phrase("event sheet", "«{value}» is more than three years away."),
    Fault.NO_SUCH_DAY: Phrase("event sheet", "«{value}» does not exist in the calendar."),
}


def _text(name: str, limit: int) -> Callable[[Cell, _Plan], dict[str, object] | Remark]:
    def read(cell: Cell, _known: _Plan) -> dict[str, object] | Remark:
        if len(cell.text) > limit:
            return Remark(cell.place, Phrase("event sheet", "The text is too long."))
        return {name: cell.text}

    return read


def _kind(cell: Cell, _known: _Plan) -> dict[str, object]:
    said = fold(cell.text)
    return {"kind": next((kind for word, kind in KINDS.items() if word in said), EventKind.OTHER)}


def _link(cell: Cell, _known: _Plan) -> dict[str, object] | Remark:
    if not is_link(cell.text) or len(cell.text) > editing.LONGEST_TEXT:
        return Remark(cell.place, Phrase("event sheet", "«{value}» is no link. It begins with https://"), cell.text)
    return {"link": cell.text}


def _minutes(cell: Cell, _known: _Plan) -> dict[str, object] | Remark:
    if not cell.text.isdecimal() or not 0 < int(cell.text) < 10_000:
        return Remark(cell.place, Phrase("event sheet", "«{value}» is no number of minutes."), cell.text)
    return {"minutes_long": int(cell.text)}


def _product(cell: Cell, known: _Plan) -> dict[str, object] | Remark:
    found = known.products.get(fold(cell.text))
    if found is None:
        return Remark(cell.place, Phrase("event sheet", "The plan has no product «{value}»."), cell.text)
    return {"product_id": found}


def _groups(cell: Cell, known: _Plan) -> dict[str, object] | Remark:
    names = _parts(cell.text)
    unknown = [name for name in names if fold(name) not in known.groups]
    if unknown:
        return Remark(cell.place, Phrase("event sheet", "The plan has no group «{value}»."), unknown[0])
    return {"value_groups": [known.groups[fold(name)] for name in names]}


def _speakers(cell: Cell, _known: _Plan) -> dict[str, object]:
    return {"speakers": _parts(cell.text)}


def _parts(text: str) -> Sequence[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


READERS: dict[str, Callable[[Cell, _Plan], dict[str, object] | Remark]] = {
    "title": _text("title", editing.LONGEST_TITLE),
    "place": _text("place", editing.LONGEST_TITLE),
    "description": _text("description", editing.LONGEST_TEXT),
    "accessibility": _text("accessibility", editing.LONGEST_TITLE),
    "kind": _kind,
    "link": _link,
    "minutes_long": _minutes,
    "product": _product,
    "groups": _groups,
    "speakers": _speakers,
}
