"""The report as a document, with the parts, the order and the words of the seed's report.

What this edition adds has a sign, which is explained once.
"""

from collections.abc import Iterable, Iterator

from locales import Formats, Words
from participation.plan.views import CutView
from reports.documents.model import Document, Heading, Link, Note, Paragraph, Part
from reports.progress_report import around, figures, schedule, wording
from reports.progress_report.report import ProgressReport


def as_document(report: ProgressReport, words: Words, formats: Formats, *, tables: bool = True) -> Document:
    """The report for any format; the same values, the same document.

    Without `tables` it has no rows of the schedule, for who has them as data.
    """
    own, (main, accent) = report.plan.entity, report.colours
    return Document(
        title=report.plan_name.upper(),
        subtitle=title(report, words, formats).upper(),
        entity=own.name,
        motto=own.slogan or "",
        called=f"{title(report, words, formats)} · {report.plan_name}",
        words=words,
        formats=formats,
        parts=tuple(_parts(report, words, formats, tables=tables)),
        period=words.plain("report", "Period: {dates}", dates=formats.dates(report.first_day, report.plan.reference)),
        cut=_cut(report, words, formats),
        made_on=report.plan.reference,
        main=main,
        accent=accent,
        logo=report.logo,
    )


def title(report: ProgressReport, words: Words, formats: Formats) -> str:
    """What the report is called, by its cut."""
    cut = report.plan.cut
    return wording.title(cut, words, formats) if cut is not None else words.plain("progress report", "Progress report")


def _cut(report: ProgressReport, words: Words, formats: Formats) -> str:
    day, cut = formats.date(report.plan.reference), report.plan.cut
    if cut is None:
        return words.plain("progress report", "Data of today, {date}. No cut has been published yet.", date=day)
    if cut.version <= 1:
        return words.plain("report", "Data up to {date}", date=day)
    number = formats.number(cut.version)
    return words.plain("progress report", "Data up to {date}. Version {n}.", date=day, n=number)


def _parts(report: ProgressReport, words: Words, formats: Formats, *, tables: bool) -> Iterator[Part]:
    yield figures.both(report, words, formats)
    yield from _version(report, words, formats)
    yield Note(_explained(report, words))
    yield Heading(words.plain("progress report", "Objective of this report"), anchor="objetivo")
    yield Paragraph(_objective(report, words))
    yield from figures.composition(report, words, formats)
    yield from figures.follow_up(report, words, formats)
    yield from schedule.parts(report, words, formats, tables=tables)
    yield from around.difficulties(report, words)
    yield from around.events(report, words, formats)
    yield from around.observations(report, words, formats)
    yield from around.glossary(words)
    yield from around.signatures(report, words)
    yield Paragraph(words.plain("progress report", "» Thank you «"), lead=True)


def _objective(report: ProgressReport, words: Words) -> str:
    if report.plan.report_objective:
        return report.plan.report_objective
    own = words.plain("progress report", "To tell citizens how this plan is going, with its figures and their proof.")
    return wording.added(own)


def _explained(report: ProgressReport, words: Words) -> str:
    """What the sign means, and where the rest comes from."""
    said = words.plain(
        "progress report",
        "Added by Participa: the sign {sign} marks what this edition adds to the entity's report.",
        sign=wording.ADDED,
    )
    if report.plan.source:
        return f"{said} {words.plain('chart', 'Source: {source}', source=report.plan.source)}"
    return said


def _version(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    """Of a correction: what it corrects and why, and that what was published before can still be read."""
    cut = report.plan.cut
    if cut is None:
        return
    if cut.version > 1:
        said = words.plain(
            "progress report",
            "Version {n}. It corrects version {before}. Reason: {reason}",
            n=formats.number(cut.version),
            before=formats.number(cut.version - 1),
            reason=cut.reason or words.plain("progress report", "nobody wrote it."),
        )
        yield Note(said)
    if cut.from_dates:
        yield Note(words.plain("progress report", "These figures come from the dates that the plan gives."))
    if report.facts.later:
        said = words.plain("progress report", "There is a later version of this report.")
        yield Note((said, *_where(report.facts.later[-1:], report, words, formats)))
    if report.facts.earlier:
        said = words.plain("progress report", "What was published before can still be read.")
        yield Paragraph((said, *_where(report.facts.earlier, report, words, formats)))


def _where(versions: Iterable[CutView], report: ProgressReport, words: Words, formats: Formats) -> Iterator[str | Link]:
    """The addresses of other versions of the cut, where there are pages."""
    if report.public_url is None:
        return
    for one in versions:
        yield f" {words.plain('progress report', 'Version {n}:', n=formats.number(one.version))} "
        yield Link(address(report.public_url, one.on.isoformat(), one.version))


def address(public_url: str, cut: str, version: int) -> str:
    """Where a version of the report of a cut is read."""
    return f"{public_url}/informe-de-avance/{cut}/{version}"
