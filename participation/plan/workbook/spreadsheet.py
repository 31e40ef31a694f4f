"""The cells of an XLSX (ECMA-376) as they are stored: values, number formats, formulas, merged ranges.

Only what a table needs is read, part by part: files that other programs wrote with odd styles, filters or drawings are
read like any other. Nothing is unpacked before it was measured, and XML that could grow is refused.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from participation.attachments.cleaning.package import Package
from participation.attachments.refusals import Damaged
from participation.plan.workbook.markup import Attributes, Formats, SharedTexts, parse, unescaped

BOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TEXTS = {"t", "v", "f"}
_TRUE = {"1", "true"}
_MOST_COLUMNS = 16_384  # that a sheet has: "all columns from here on" is hidden with one number


@dataclass(frozen=True, slots=True)
class Stored:
    """A cell with something in it. `kind` is the standard's: n, s, str, inlineStr, b, e, d."""

    value: str | None
    kind: str = "n"
    format: str = ""
    is_formula: bool = False


@dataclass
class Sheet:
    """A sheet: its cells by (line, column), both from 1, and its merged ranges (first and last line and column).

    `hidden_lines` and `hidden_columns` are what a person does not see, by a filter or because it was hidden.
    """

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Stored] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheets(package: Package, most_cells: int) -> Iterator[Sheet]:
    """The sheets in their order, each read when it is asked for.

    Raises Damaged for what is no workbook, TooManyCells, and Refused for a part that is too large.
    """
    book = _Book(package)
    shared = book.shared_texts()
    formats = book.formats()
    for sheet, part in book.sheets():
        _SheetReader(sheet, shared, formats, most_cells).read(package, part)
        yield sheet


def is_1904(package: Package) -> bool:
    """Whether days count from 1904, as old Macs have it."""
    found: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            found.append(attributes.get("date1904", "0") in {"1", "true"})

    parse(package, BOOK, start)
    return any(found)


def reference(text: str) -> tuple[int, int]:
    """Line and column of "B7", from 1. Raises Damaged."""
    found = _REFERENCE.fullmatch(text.replace("$", ""))
    if found is None:
        raise Damaged("a cell without a place")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


class TooManyCells(Exception):
    """A sheet has more cells than are read."""


class _Book:
    def __init__(self, package: Package) -> None:
        if BOOK not in package:
            raise Damaged("no workbook")
        self._package = package
        self._parts: dict[str, tuple[str, str]] = {}
        relations = "xl/_rels/workbook.xml.rels"
        if relations in package:
            parse(package, relations, self._relation)

    def sheets(self) -> list[tuple[Sheet, str]]:
        """The sheets of rows with their parts; those of charts are none."""
        found: list[tuple[Sheet, str]] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "sheet":
                kind, part = self._parts.get(_id_of(attributes), ("", ""))
                if kind == "worksheet" and part in self._package:
                    hidden = attributes.get("state", "visible") != "visible"
                    found.append((Sheet(attributes.get("name", ""), hidden), part))

        parse(self._package, BOOK, start)
        return found

    def shared_texts(self) -> list[str]:
        reader = SharedTexts()
        for part in self._of_kind("sharedStrings"):
            parse(self._package, part, reader.start, reader.end, reader.data)
        return reader.texts

    def formats(self) -> list[str]:
        """The number format of each style, as its code; the built-in ones as their number."""
        reader = Formats()
        for part in self._of_kind("styles"):
            parse(self._package, part, reader.start, reader.end)
        return [reader.codes.get(number, number) for number in reader.styles]

    def _of_kind(self, kind: str) -> list[str]:
        return [part for own, part in self._parts.values() if own == kind and part in self._package]

    def _relation(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self._parts[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)


class _SheetReader:
    def __init__(self, sheet: Sheet, shared: list[str], formats: list[str], most_cells: int) -> None:
        self._sheet, self._shared, self._formats, self._most = sheet, shared, formats, most_cells
        self._line = self._column = 0
        self._cell: Attributes = {}
        self._texts: dict[str, list[str]] = {}
        self._open: list[str] | None = None
        self._spoken = 0

    def read(self, package: Package, part: str) -> None:
        parse(package, part, self._start, self._end, self._data)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell, self._texts = attributes, {}
            place = attributes.get("r")
            self._line, self._column = reference(place) if place else (self._line, self._column + 1)
        elif name in _TEXTS and not self._spoken:
            self._open = self._texts.setdefault(name, [])
        elif name == "row":
            number = attributes.get("r", "")
            self._line, self._column = int(number) if number.isdecimal() else self._line + 1, 0
            if attributes.get("hidden") in _TRUE:
                self._sheet.hidden_lines.add(self._line)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            begin, end = (int(attributes.get(one, "0")) for one in ("min", "max"))
            self._sheet.hidden_columns.update(range(begin, min(end, _MOST_COLUMNS) + 1))
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self._sheet.merged.append((*reference(first), *reference(last or first)))
        self._spoken += name == "rPh"

    def _end(self, name: str) -> None:
        self._open = None
        self._spoken -= name == "rPh"
        if name == "c" and self._texts:
            self._keep()

    def _data(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _keep(self) -> None:
        kind = self._cell.get("t", "n")
        found = self._texts.get("t" if kind == "inlineStr" else "v")
        value = "".join(found) if found is not None else None
        if kind == "s" and value is not None:
            value, kind = self._shared_text(value), "str"
        elif kind in {"str", "inlineStr"} and value is not None:
            value = unescaped(value)
        style = self._cell.get("s", "0")
        code = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""
        self._sheet.cells[self._line, self._column] = Stored(value, kind, code, "f" in self._texts)
        if len(self._sheet.cells) > self._most:
            raise TooManyCells(self._sheet.name)

    def _shared_text(self, number: str) -> str:
        if not number.isdecimal() or int(number) >= len(self._shared):
            raise Damaged("a text that is not there")
        return self._shared[int(number)]


def _id_of(attributes: Attributes) -> str:
    """The id of a relation, whatever its prefix."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")
