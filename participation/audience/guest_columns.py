"""Which column of a contact list is what: by its heading, or by what most of its cells hold."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache

from locales import fold
from participation.audience.sheets import Row
from participation.territory import municipality
from participation.territory.municipalities import municipalities

_HEADINGS_WITHIN = 15  # rows: titles and logos stand above them

# Beginnings of headings, the surest first, without accents and case. What comes first takes its column first.
_HEADINGS = {
    "email": ("correo", "e mail", "email", "mail", "direccion electronica", "direccion de correo"),
    "group": ("grupo", "tipo de entidad", "tipo de invitado", "clase", "tipo", "group"),
    "department": ("departamento", "nombre del departamento", "dpto", "depto", "department"),
    "municipality": (
        *("codigo dane", "divipola", "dane", "codigo del municipio", "municipio", "nombre del municipio"),
        *("nombre municipio", "ciudad", "territorio", "municipality", "city"),
    ),
    "name": (
        *("nombre", "entidad", "institucion", "razon social", "invitado", "contacto", "destinatario", "name"),
        *("alcaldia", "organizacion"),
    ),
}


def columns(table: Sequence[Row], groups: Collection[str]) -> tuple[Mapping[str, int], Sequence[Row]]:
    """Where each thing stands, and the rows under the headings. `groups`: the keys by which a group is known."""
    for number, row in enumerate(table[:_HEADINGS_WITHIN]):
        headed = _headed(row)
        if "email" in headed:
            return headed, table[number + 1 :]
        if any("@" in cell.text for cell in row):
            break
    return _guessed(table, groups), table


def letters(text: str) -> str:
    """A text for comparing: its letters and digits, without accents and case."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def key(text: str) -> str:
    """A group's name for comparing: plurals do not matter."""
    return " ".join(re.sub(r"e?s$", "", word) for word in letters(text).split())


@lru_cache(maxsize=4096)
def places(text: str, department: str = "") -> Sequence[str]:
    """The codes of the municipalities that are called so, by DANE's code or by name; several without a department.

    A name may be short ("Cartagena" in Bolívar for Cartagena de Indias); one with a typo is none.
    """
    if text.isdecimal():
        known = municipality(text.zfill(5))
        return [known.code] if known is not None else []
    name, where = letters(text).removesuffix(" d c"), letters(department)
    found = _by_name().get(name, [])
    if not found:
        found = [code for code, (own, _) in _places().items() if own.startswith(f"{name} ")]
    return [code for code in found if _places()[code][1] == where] or found


@cache
def _places() -> Mapping[str, tuple[str, str]]:
    """The names of each municipality and of its department for comparing, by code."""
    return {
        code: (letters(one.name.removesuffix(" D.C.")), letters(one.department))
        for code, one in municipalities().items()
    }


@cache
def _by_name() -> Mapping[str, list[str]]:
    """The codes by the name, and by the name with its department."""
    found: dict[str, list[str]] = {}
    for code, (own, of) in _places().items():
        for name in {own, f"{own} {of}"}:
            found.setdefault(name, []).append(code)
    return found


def _headed(row: Row) -> dict[str, int]:
    """The columns by their headings; a heading counts for one thing only."""
    found: dict[str, int] = {}
    headings = {index: letters(cell.text) for index, cell in enumerate(row) if cell.text and "@" not in cell.text}
    for what, beginnings in _HEADINGS.items():
        free = {index: heading for index, heading in headings.items() if index not in found.values()}
        matches = (index for one in beginnings for index, heading in free.items() if heading.startswith(one))
        if (index := next(matches, None)) is not None:
            found[what] = index
    return found


def _guessed(table: Sequence[Row], groups: Collection[str]) -> dict[str, int]:
    """The columns of a list without headings."""
    kinds: dict[str, Callable[[str], bool]] = {
        "email": lambda text: "@" in text,
        "group": lambda text: key(text) in groups,
        "municipality": lambda text: text.isdecimal() and len(text) in {4, 5} and bool(places(text)),
        "name": lambda text: any(map(str.isalpha, text)),
    }
    found: dict[str, int] = {}
    for what, is_kind in kinds.items():
        counts = _counts(table, is_kind, found.values())
        if counts and max(counts.values()):
            found[what] = max(counts, key=lambda index: (counts[index], -index))
    return found


def _counts(table: Sequence[Row], is_kind: Callable[[str], bool], taken: Collection[int]) -> dict[int, int]:
    """How many cells of each column that is free are of a kind."""
    counts: dict[int, int] = {}
    for row in table:
        for index, cell in enumerate(row):
            if index not in taken:
                counts[index] = counts.get(index, 0) + (bool(cell.text) and is_kind(cell.text))
    return counts
