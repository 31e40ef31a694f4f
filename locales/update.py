"""`python -m locales.update [--root FOLDER]`: bring both catalogs up to what the source says.

New messages are added (in English filled with their source, in Spanish left empty for the translator), messages that
the source no longer says are removed. When an English source was only reworded, its translation is kept but marked
fuzzy: it is not used, and the check fails, until somebody has read it and taken the mark away.
"""

import sys
from argparse import ArgumentParser
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from locales.catalogs import CatalogError, Entry, Key, read_entries, write_entries
from locales.languages import Language
from locales.sources import Use, scan

LIKENESS = 0.7


def wanted_entries(uses: list[Use]) -> dict[Key, Entry]:
    """The untranslated entries of what the source says, each with the files that say it."""
    entries: dict[Key, Entry] = {}
    for use in uses:
        key = (use.context, use.message)
        forms = ("",) if use.plural is None else ("", "")
        entry = entries.setdefault(key, Entry(use.context, use.message, use.plural, forms))
        entries[key] = replace(entry, files=tuple(sorted({*entry.files, use.file})))
    return entries


def merged(wanted: dict[Key, Entry], present: dict[Key, Entry], language: Language) -> dict[Key, Entry]:
    """The entries that the source wants, with the translations that the catalog has."""
    removed = {key: entry for key, entry in present.items() if key not in wanted}
    return {key: _translated(entry, present.get(key), removed, language) for key, entry in wanted.items()}


def _translated(entry: Entry, present: Entry | None, removed: dict[Key, Entry], language: Language) -> Entry:
    if present and present.plural == entry.plural:
        return replace(entry, forms=present.forms, fuzzy=present.fuzzy)
    if language is Language.EN:
        return replace(entry, forms=entry.sources)
    former = present or _reworded(entry, removed)
    if former and len(former.forms) == len(entry.forms) and any(former.forms):
        return replace(entry, forms=former.forms, fuzzy=True)
    return entry


def _reworded(entry: Entry, removed: dict[Key, Entry]) -> Entry | None:
    """The removed message of the same context that is most like this new one, if any is like it."""
    candidates = [message for context, message in removed if context == entry.context]
    alike = get_close_matches(entry.message, candidates, n=1, cutoff=LIKENESS)
    return removed[entry.context, alike[0]] if alike else None


def main(arguments: list[str] | None = None) -> int:
    """Update the catalogs; status 1, and nothing written, when a file cannot be read."""
    parser = ArgumentParser(prog="python -m locales.update", description="Bring the catalogs up to the source.")
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the project's folder")
    root: Path = parser.parse_args(arguments).root
    found = scan(root)
    for problem in found.problems:
        sys.stderr.write(f"{problem}\n")
    if not found.is_whole:
        sys.stderr.write("Nothing was written: messages of the unread files would be lost.\n")
        return 1
    wanted = wanted_entries(found.uses)
    try:
        catalogs = {language: read_entries(language, root / "locales") for language in Language}
    except CatalogError as error:
        sys.stderr.write(f"Nothing was written: {error}\n")
        return 1
    for language, present in catalogs.items():
        entries = merged(wanted, present, language)
        write_entries(language, entries.values(), root / "locales")
        sys.stdout.write(f"{language}: {_summary(entries, present)}\n")
    return 0


def _summary(entries: dict[Key, Entry], present: dict[Key, Entry]) -> str:
    new, removed = len(entries.keys() - present.keys()), len(present.keys() - entries.keys())
    missing = sum(1 for entry in entries.values() if not entry.is_complete)
    fuzzy = sum(1 for entry in entries.values() if entry.fuzzy)
    return f"{len(entries)} messages, {new} new, {removed} removed, {missing} to translate, {fuzzy} to look at again"


if __name__ == "__main__":
    sys.exit(main())
