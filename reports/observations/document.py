"""The report as a document: figures first, then what was decided and changed, then every case, then the proof."""

from collections.abc import Iterator

from locales import Formats, Words
from reports.documents.model import Bullets, Document, Facts, Heading, Note, Paragraph, Part
from reports.observations import breakdowns, listing, overview
from reports.observations.followup import Dimension, FollowUp
from reports.observations.summary import FEWEST, Summary, summarise

MOST_IN_FULL = 2_000
"""A document with more cases than this holds the summary and refers to the annex."""
DIMENSIONS = (Dimension.TOPIC, Dimension.KIND, Dimension.CHANNEL, Dimension.GROUP)


def as_document(
    follow_up: FollowUp, words: Words, formats: Formats, summary: Summary | None = None, *, in_full: bool = True
) -> Document:
    """The report for any format; the same values, the same document.

    Reads the rows once more than for the summary, unless there are none, too many, or `in_full` is false.
    """
    known = summary or summarise(follow_up.rows(), follow_up.cut, follow_up.exact)
    parts = _parts(follow_up, known, words, formats, in_full=in_full)
    return frame(follow_up, words, formats, tuple(parts))


def frame(follow_up: FollowUp, words: Words, formats: Formats, parts: tuple[Part, ...] = ()) -> Document:
    """The cover around some parts."""
    return Document(
        title=words.plain("report", "Follow-up report on citizens' observations"),
        entity=follow_up.entity,
        words=words,
        formats=formats,
        parts=parts,
        subtitle=follow_up.plan,
        period=words.plain("report", "Period: {dates}", dates=formats.dates(follow_up.first_day, follow_up.last_day)),
        cut=words.plain("report", "Data up to {date}", date=formats.date(follow_up.cut)),
        made_on=follow_up.made_on,
        main=follow_up.main,
        accent=follow_up.accent,
        logo=follow_up.logo,
    )


def _parts(follow_up: FollowUp, summary: Summary, words: Words, formats: Formats, *, in_full: bool) -> Iterator[Part]:
    yield from overview.summary(follow_up, summary, words, formats)
    yield from overview.reach(follow_up, words, formats)
    if summary.received:
        yield Heading(words.plain("report", "What was decided"), anchor="decisiones")
        yield from _broken_down(follow_up, summary, (Dimension.DECISION,), words, formats)
        yield from _changes(follow_up, words)
        yield Heading(words.plain("report", "What the observations were about"), anchor="temas")
        yield from _broken_down(follow_up, summary, DIMENSIONS, words, formats)
        if any(one.has_kept_back for one in summary.breakdowns.values()):
            yield Note(_kept_back(words, formats))
        if in_full:
            yield from _cases(follow_up, summary, words, formats)
    yield from _method(follow_up, words)
    yield from overview.proof(follow_up, words, formats)
    yield from overview.how_to_comment(follow_up, words)


def _broken_down(
    follow_up: FollowUp, summary: Summary, dimensions: tuple[Dimension, ...], words: Words, formats: Formats
) -> Iterator[Part]:
    """The breakdowns, or the one sentence that says why there is none."""
    told = [part for one in dimensions for part in breakdowns.parts(follow_up, summary, one, words, formats)]
    if not told and any(summary.breakdowns[one].is_hidden for one in dimensions):
        told = [
            Paragraph(words.plain("report", "There are too few cases to count them apart without pointing at someone."))
        ]
    yield from told


def _changes(follow_up: FollowUp, words: Words) -> Iterator[Part]:
    yield Heading(words.plain("report", "What changed in the plan"), anchor="cambios")
    if not follow_up.changes:
        yield Paragraph(words.plain("report", "In this period no observation changed the plan."))
        return
    yield Bullets(
        tuple(
            words.plain("report", "{where}: {what} (case {number})", where=one.where, what=one.what, number=one.number)
            for one in follow_up.changes
        )
    )


def _cases(follow_up: FollowUp, summary: Summary, words: Words, formats: Formats) -> Iterator[Part]:
    yield Heading(words.plain("report", "The observations, one by one"), anchor="casos")
    if summary.received <= MOST_IN_FULL:
        yield from listing.parts(follow_up, summary, words, formats)
        return
    yield Paragraph(
        words.plain(
            "report",
            "There are {n} cases: too many for this document. They are all in the annex, in XLSX and in CSV.",
            n=formats.number(summary.received),
        )
    )
    if follow_up.annex:
        yield Facts(((words.plain("report", "Annex"), listing.rich(follow_up.annex)),))


def _kept_back(words: Words, formats: Formats) -> str:
    return words.plain(
        "report",
        "We keep back the counts under {n}, and as many others as it takes to hide them. Thus nobody can be found out.",
        n=formats.number(FEWEST),
    )


def _method(follow_up: FollowUp, words: Words) -> Iterator[Part]:
    yield Heading(words.plain("report", "How this report was made"), anchor="metodo")
    said = [
        words.plain("report", "Each person has a made-up name. The real one is not in the report."),
        words.plain(
            "report",
            "We took names, identity numbers, telephones, e-mails and addresses out of the texts."
            " A mark is in their place.",
        ),
    ]
    if follow_up.is_reviewed:
        said.append(words.plain("report", "A member of staff read the texts before they were published."))
    said += [
        words.plain("report", "Percentages are rounded down, never up."),
        words.plain("report", "Terms are counted in working days of Colombia, from the day after reception."),
        words.plain("report", "Reports of corruption are handled apart and are never listed."),
    ]
    yield Bullets(tuple(said))
