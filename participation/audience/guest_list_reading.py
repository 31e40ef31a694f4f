"""A contact list as the entity has it: columns in any order and by many names, and what is wrong told by its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from locales import Phrase, Words
from participation.audience.groups import is_of_people
from participation.audience.guest_columns import columns, key, places
from participation.audience.sheets import Cell, Row, UnreadableList, tables

LONGEST_NAME = 200
LONGEST_ADDRESS = 254  # of RFC 5321
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_BETWEEN_ADDRESSES = re.compile(r"[\s;,/|<>()\[\]\"]+|mailto:", re.IGNORECASE)

NO_ADDRESSES = Phrase("guest list", "The file has no e-mail address. Add a column “Correo” and send it again.")
BAD_ADDRESS = Phrase("guest list", "{cell}: “{value}” is not an e-mail address.")
NO_ADDRESS = Phrase("guest list", "{cell}: the e-mail is missing.")
UNKNOWN_GROUP = Phrase("guest list", "{cell}: “{value}” is not one of the groups: {groups}.")
GROUP_OF_PEOPLE = Phrase("guest list", "{cell}: “{value}” is a group of people. Invitations go to institutions only.")
UNKNOWN_PLACE = Phrase("guest list", "{cell}: there is no municipality “{value}”. The guest stays without one.")
SEVERAL_PLACES = Phrase(
    "guest list", "{cell}: there are several municipalities “{value}”. Write the department too, or DANE's code."
)
FORMULA = Phrase("guest list", "{cell}: it is a formula, and formulas are not read.")


@dataclass(frozen=True)
class Remark:
    """Something about one cell."""

    phrase: Phrase
    values: Mapping[str, str]

    def text(self, words: Words) -> str:
        """It in a person's language, with the cell."""
        return words.plain_phrase(self.phrase, **self.values)


@dataclass(frozen=True)
class Invitee:
    """A guest as the list has it; None for what it does not say."""

    email: str
    name: str
    group: str | None
    municipality: str | None


@dataclass(frozen=True)
class GuestList:
    """What a file says. `errors`: rows that are left out; `remarks`: what of a row was not understood.

    `repeated` counts the addresses that came more than once; the later row completes the earlier one.
    """

    guests: tuple[Invitee, ...]
    errors: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    repeated: int


def read_guest_list(content: bytes, groups: Mapping[str, str]) -> GuestList:
    """A contact list, XLSX or CSV. `groups`: the names of the institutional ones, by code. Raises UnreadableList."""
    found = tables(content)
    table = next((table for table in found if _has_address(table)), None)
    if table is None:
        raise UnreadableList(NO_ADDRESSES)
    return _Reading(groups).of(table)


def is_address(text: str) -> bool:
    """Whether a text in lower case is one e-mail address that mail servers take."""
    return len(text) <= LONGEST_ADDRESS and ".." not in text and _ADDRESS.fullmatch(text) is not None


def _has_address(table: Sequence[Row]) -> bool:
    return any(_ADDRESS.search(cell.text.lower()) for row in table for cell in row)


class _LeftOut(ValueError):
    """A row that can't be taken over."""

    def __init__(self, why: Remark) -> None:
        super().__init__(why.phrase.message)
        self.why = why


class _Reading:
    """One reading of a table."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._by_key = {key(name): code for code, name in groups.items()} | {key(code): code for code in groups}
        self._guests: dict[str, Invitee] = {}
        self._errors: list[Remark] = []
        self._remarks: list[Remark] = []
        self._repeated = 0

    def of(self, table: Sequence[Row]) -> GuestList:
        """What a table says."""
        stands, rows = columns(table, self._by_key)
        for row in rows:
            self._take({what: row[index] for what, index in stands.items() if index < len(row)})
        return GuestList(tuple(self._guests.values()), tuple(self._errors), tuple(self._remarks), self._repeated)

    def _take(self, cells: Mapping[str, Cell]) -> None:
        self._remarks += [_about(FORMULA, cell) for cell in cells.values() if cell.is_formula]
        try:
            addresses, group = _addresses(cells), self._group(cells.get("group"))
        except _LeftOut as left_out:
            self._errors.append(left_out.why)
            return
        name, place = cells["name"].text[:LONGEST_NAME] if "name" in cells else "", self._place(cells)
        for address in addresses:
            self._add(Invitee(address, name, group, place))

    def _add(self, found: Invitee) -> None:
        before = self._guests.get(found.email)
        if before is not None:
            self._repeated += 1
            group, place = found.group or before.group, found.municipality or before.municipality
            found = Invitee(found.email, found.name or before.name, group, place)
        self._guests[found.email] = found

    def _group(self, cell: Cell | None) -> str | None:
        """The code of a group; None where the list names none. Raises _LeftOut for one that can't be used."""
        if cell is None or not cell.text:
            return None
        named = key(cell.text)
        if named in self._by_key:
            return self._by_key[named]
        if is_of_people(cell.text):
            raise _LeftOut(_about(GROUP_OF_PEOPLE, cell))
        raise _LeftOut(_about(UNKNOWN_GROUP, cell, groups=", ".join(self._groups.values())))

    def _place(self, cells: Mapping[str, Cell]) -> str | None:
        cell = cells.get("municipality")
        if cell is None or not cell.text:
            return None
        found = places(cell.text, cells["department"].text if "department" in cells else "")
        if len(found) != 1:
            self._remarks.append(_about(SEVERAL_PLACES if found else UNKNOWN_PLACE, cell))
            return None
        return found[0]


def _addresses(cells: Mapping[str, Cell]) -> Sequence[str]:
    """The addresses of a row, in lower case: one, or several in one cell. Raises _LeftOut."""
    cell = cells.get("email")
    if cell is None:
        return []
    parts = [part.strip(".'").lower() for part in _BETWEEN_ADDRESSES.split(cell.text) if "@" in part]
    if not cell.text and not cell.is_formula and any(other.text for other in cells.values()):
        raise _LeftOut(_about(NO_ADDRESS, cell))
    if cell.text and not (parts and all(map(is_address, parts))):
        raise _LeftOut(_about(BAD_ADDRESS, cell))
    return parts


def _about(phrase: Phrase, cell: Cell, **values: str) -> Remark:
    return Remark(phrase, {"cell": cell.place, "value": cell.text[:80], **values})
