"""Where the catalogs are, and how they are read and written: gettext .po files keyed by context and English source."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from locales.languages import Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).parent

Key = tuple[str, str]
"""Context and English source (of a plural: its singular)."""

HEADER = """\
# Participa: {title}. Written by `python -m locales.update`; only the msgstr are edited by hand.
msgid ""
msgstr ""
"Project-Id-Version: Participa\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
TITLES = {Language.ES: "textos en español", Language.EN: "texts in English"}


class CatalogError(ValueError):
    """A .po file that is not one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog. `forms` holds one text, or two (one, other) where there is a plural."""

    context: str
    message: str
    plural: str | None
    forms: tuple[str, ...]
    fuzzy: bool = False
    files: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.context, self.message

    @property
    def sources(self) -> tuple[str, ...]:
        """The English source of each form."""
        return (self.message,) if self.plural is None else (self.message, self.plural)

    @property
    def is_complete(self) -> bool:
        return len(self.forms) == len(self.sources) and all(self.forms)


def catalog_path(language: Language, folder: Path = PACKAGE) -> Path:
    """The .po file of a language below the `locales` folder."""
    return folder / language / "LC_MESSAGES" / "participa.po"


def read_entries(language: Language, folder: Path = PACKAGE) -> dict[Key, Entry]:
    """All messages of a catalog, in the order of the file; none when there is no file yet."""
    entries, _ = read_catalog(language, folder)
    return entries


def read_catalog(language: Language, folder: Path = PACKAGE) -> tuple[dict[Key, Entry], int]:
    """The messages, and how many the file keeps commented out as obsolete. Raises CatalogError for a broken file."""
    path = catalog_path(language, folder)
    if not path.exists():
        return {}, 0
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - 30 ms that only the first text pays

    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=language.value, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise CatalogError(f"the catalog {language} cannot be read: {error}") from error
    return {entry.key: entry for entry in _entries(catalog)}, len(catalog.obsolete)


def _entries(catalog: "Catalog") -> Iterable[Entry]:
    for message in catalog:
        if not message.id:
            continue  # the header
        # A catalog read from a file always has text or a list of texts here, whatever Babel's own types allow.
        message_id, plural = (message.id, None) if isinstance(message.id, str) else message.id
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        yield Entry(
            context=message.context or "",
            message=message_id,
            plural=plural,
            forms=tuple(form or "" for form in forms),
            fuzzy=message.fuzzy,
            files=tuple(file for file, _ in message.locations),
        )


def write_entries(language: Language, entries: Iterable[Entry], folder: Path = PACKAGE) -> None:
    """Write the catalog in a stable order and without dates, so that a diff shows what changed and nothing else."""
    path = catalog_path(language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".po.{os.getpid()}")
    scratch.write_bytes(_rendered(language, entries))
    os.replace(scratch, path)  # noqa: PTH105 - a reader sees the old file or the new one, never half of it


def _rendered(language: Language, entries: Iterable[Entry]) -> bytes:
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - only the tools that write catalogs load it
    from babel.messages.pofile import write_po  # noqa: PLC0415 - the same

    catalog = Catalog(locale=language.value)
    for entry in sorted(entries, key=lambda entry: entry.key):
        catalog.add(
            entry.message if entry.plural is None else (entry.message, entry.plural),
            entry.forms[0] if entry.plural is None else entry.forms,
            context=entry.context,
            locations=[(file, 0) for file in sorted(set(entry.files))],
            flags=["fuzzy"] if entry.fuzzy else [],
        )
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    return HEADER.format(title=TITLES[language], language=language).encode() + body.getvalue()
