"""`python -m locales.check [--root FOLDER]`: everything that would make a text wrong for a person, one line each.

Status 1 when there is any: a message that is missing, fuzzy, not extracted or obsolete; a text that is no literal;
other placeholders than the source has; HTML that Telegram refuses; Spanish against the rules of `locales.spanish`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path

from locales.catalogs import CatalogError, Entry, Key, catalog_path, read_catalog
from locales.languages import Language
from locales.readability import NORMAL
from locales.sources import Problem, Use, scan
from locales.spanish import ReadingException, faults, hard_score, read_exceptions
from locales.templates import has_markup, html_faults, placeholders
from locales.update import wanted_entries

UPDATE = "run `python -m locales.update`"


def problems(root: Path) -> list[Problem]:
    """All that is wrong with the texts of the project at `root`."""
    found = scan(root)
    listed = list(found.problems)
    manners = _manners(found.uses)
    wanted = wanted_entries(found.uses)
    catalogs = {language: read_catalog(language, root / "locales") for language in Language}
    listed += _unextracted(wanted, [entries for entries, _ in catalogs.values()])
    for language, (entries, kept_as_obsolete) in catalogs.items():
        place = catalog_path(language, root / "locales").relative_to(root).as_posix()
        if kept_as_obsolete:
            listed.append(Problem(place, f"{kept_as_obsolete} obsolete messages are kept: {UPDATE}"))
        if found.is_whole:
            listed += _obsolete(place, wanted, entries)
        for entry in entries.values():
            listed += [Problem(_label(place, entry), what) for what in _entry_faults(entry, manners, language)]
        if language is Language.ES:
            listed += _readability(place, entries, root / "locales" / "readability_exceptions.toml")
    return listed


def _manners(uses: Iterable[Use]) -> dict[Key, tuple[bool, bool]]:
    """For each message, whether it is said as HTML and whether it is said as bare text."""
    manners: dict[Key, tuple[bool, bool]] = {}
    for use in uses:
        html, plain = manners.get((use.context, use.message), (False, False))
        manners[use.context, use.message] = (html or use.html, plain or use.plain)
    return manners


def _unextracted(wanted: dict[Key, Entry], catalogs: list[dict[Key, Entry]]) -> Iterator[Problem]:
    for key, entry in wanted.items():
        if any(key not in entries or entries[key].plural != entry.plural for entries in catalogs):
            yield Problem(_label(entry.files[0], entry), f"not in both catalogs: {UPDATE}")


def _obsolete(place: str, wanted: dict[Key, Entry], entries: dict[Key, Entry]) -> Iterator[Problem]:
    for key, entry in entries.items():
        if key not in wanted:
            yield Problem(_label(place, entry), f"obsolete, the source does not say it: {UPDATE}")


def _entry_faults(entry: Entry, manners: dict[Key, tuple[bool, bool]], language: Language) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy: look at it again and take the mark away"
    if not entry.is_complete:
        yield "not translated"
        return
    for source, form in zip(entry.sources, entry.forms, strict=True):
        yield from _placeholder_faults(source, form, entry.plural is not None)
        yield from _markup_faults(form, *manners.get(entry.key, (False, False)))
        if language is Language.ES:
            yield from faults(form)


def _placeholder_faults(source: str, form: str, is_plural: bool) -> Iterator[str]:
    free = {"n"} if is_plural else set()  # "one case" may be said without its number
    try:
        wanted, present = placeholders(source), placeholders(form)
    except ValueError as error:
        yield str(error)
        return
    for name in sorted(wanted - present - free):
        yield f"the placeholder {{{name}}} is missing"
    for name in sorted(present - wanted - free):
        yield f"the placeholder {{{name}}} is not in the source"


def _markup_faults(form: str, html: bool, plain: bool) -> Iterator[str]:
    if html and plain:
        if any(sign in form for sign in "<>&"):
            yield 'said both as HTML and as bare text, so it may hold no "<", ">" or "&"'
    elif html:
        yield from html_faults(form)
    elif plain and has_markup(form):
        yield "said as bare text, so a tag or an entity would be read literally"


def _readability(place: str, entries: dict[Key, Entry], exceptions_file: Path) -> Iterator[Problem]:
    exceptions = {exception.key: exception for exception in read_exceptions(exceptions_file)}
    hard = {key: score for key, entry in entries.items() if (score := _hardest(entry)) is not None}
    for key, score in hard.items():
        if key not in exceptions:
            yield Problem(_label(place, entries[key]), f"reads hard: perspicuidad {score:.1f}, at least {NORMAL:.0f}")
    for exception in exceptions.values():
        yield from _exception_faults(exception, entries, hard)


def _hardest(entry: Entry) -> float | None:
    return min((score for form in entry.forms if (score := hard_score(form)) is not None), default=None)


def _exception_faults(
    exception: ReadingException, entries: dict[Key, Entry], hard: dict[Key, float]
) -> Iterator[Problem]:
    place = f'locales/readability_exceptions.toml: [{exception.context}] "{exception.message}"'
    if not exception.reason:
        yield Problem(place, "an exception needs its reason")
    if exception.key not in entries:
        yield Problem(place, "stale: there is no such message")
    elif exception.key not in hard:
        yield Problem(place, "stale: the message reads well")


def _label(place: str, entry: Entry) -> str:
    return f'{place}: [{entry.context}] "{entry.message.splitlines()[0]}"'


def main(arguments: list[str] | None = None) -> int:
    """Print what is wrong; status 1 when there is anything."""
    parser = ArgumentParser(prog="python -m locales.check", description="Check the texts of both catalogs.")
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the project's folder")
    root: Path = parser.parse_args(arguments).root
    try:
        listed = problems(root)
    except CatalogError as error:
        listed = [Problem("locales", str(error))]
    for problem in listed:
        sys.stderr.write(f"{problem}\n")
    if listed:
        return 1
    sys.stdout.write("The catalogs are complete, in " + " and ".join(Language) + ".\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
