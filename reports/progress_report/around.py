"""What stands around the schedule: difficulties, events with their commitments, observations, words, who signs."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from locales import Formats, Words
from participation.plan.report.facts import CommitmentMade
from participation.plan.views import EventView
from reports.documents.model import (
    Bullets,
    Column,
    ColumnKind,
    Facts,
    Heading,
    Link,
    Paragraph,
    Part,
    Record,
    Records,
    Rich,
    Table,
)
from reports.documents.text import linked
from reports.progress_report import wording
from reports.progress_report.report import ProgressReport
from storage.models.plan import EventState

GLOSSARY = Path(__file__).with_name("glossary.toml")
MOVED = frozenset({EventState.POSTPONED, EventState.RESCHEDULED, EventState.CANCELLED})
BY_HAND = "_" * 24


def difficulties(report: ProgressReport, words: Words) -> Iterator[Part]:
    """What the office wrote down, with what it does about it; what nobody knows is said to be unknown."""
    title = words.plain("progress report", "Difficulties and corrective actions")
    yield Heading(wording.added(title), anchor="dificultades")
    told = report.facts.difficulties
    if told:
        columns = (
            Column(words.plain("progress report", "About")),
            Column(words.plain("progress report", "Difficulty"), share=2),
            Column(words.plain("progress report", "Corrective action"), share=2),
        )
        whole, none = (
            words.plain("progress report", "The whole plan"),
            words.plain("progress report", "None was written down."),
        )
        rows = [(one.product or whole, one.text, one.action or none) for one in told]
        yield Table(words.plain("progress report", "Difficulties"), columns, rows, whole_words=True)
    else:
        yield Paragraph(words.plain("progress report", "Nobody wrote difficulties down for this cut."))
    if unexplained := [event for event in report.facts.events if event.state in MOVED and not event.reason]:
        yield Bullets(tuple(_unexplained(event, words) for event in unexplained))


def _unexplained(event: EventView, words: Words) -> str:
    if event.state is EventState.CANCELLED:
        return words.plain("progress report", "The plan does not say why “{event}” was cancelled.", event=event.title)
    return words.plain("progress report", "The plan does not say why “{event}” was postponed.", event=event.title)


def events(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    """Each event with its state, the days it had, what proves it, and what was promised at it."""
    yield Heading(wording.added(words.plain("progress report", "Dialogue events")), anchor="eventos")
    if not report.facts.events:
        yield Paragraph(words.plain("progress report", "The plan has no dialogue events."))
        return
    if (cut := report.plan.cut) is not None and cut.published_on is not None:
        stood = formats.date(cut.published_on)
        yield Paragraph(words.plain("progress report", "This is how the events stood on {date}.", date=stood))
    yield Records(
        [Record(event.title, tuple(_facts_of(event, words, formats))) for event in report.facts.events], level=2
    )
    yield Heading(words.plain("progress report", "Commitments made at the events"), level=2)
    made = [(event, one) for event in report.facts.events for one in report.facts.commitments.get(event.code, ())]
    if not made:
        yield Paragraph(words.plain("progress report", "No commitment was made until this cut."))
        return
    columns = (
        Column(words.plain("progress report", "Event"), share=1.5),
        Column(words.plain("progress report", "Commitment"), share=3),
        Column(words.plain("progress report", "Who answers for it"), share=1.5),
        Column(words.plain("progress report", "Due by"), ColumnKind.DATE),
        Column(words.plain("progress report", "How it stands"), share=1.5),
    )
    rows = [
        (event.title, f"{one.number}. {one.text}", one.owner, one.due_on, _standing(one, words, formats))
        for event, one in made
    ]
    yield Table(words.plain("progress report", "Commitments"), columns, rows, whole_words=True)


def _facts_of(event: EventView, words: Words, formats: Formats) -> Iterator[tuple[str, Rich]]:
    yield words.plain("progress report", "Status"), wording.event_state(event, words)
    if event.dates_before:
        yield words.plain("progress report", "Date before"), formats.days(event.dates_before)
    name = words.plain("progress report", "New date") if event.dates_before else words.plain("progress report", "Date")
    yield name, _date(event, words, formats)
    if event.hour is not None:
        yield words.plain("progress report", "Hour"), event.hour.isoformat("minutes")
    unknown = words.plain("event", "the plan does not say it")
    yield words.plain("progress report", "Kind"), wording.event_kind(event, words) or unknown
    if event.state in MOVED:
        yield words.plain("progress report", "Reason"), event.reason or unknown
    named: tuple[tuple[str, str | None], ...] = (
        (words.plain("progress report", "Place"), event.place),
        (words.plain("progress report", "What for"), event.description),
        (words.plain("progress report", "Product that it serves"), event.product_short_name),
        (words.plain("progress report", "Invited"), ", ".join(event.value_groups) or None),
    )
    yield from ((name, value) for name, value in named if value)
    if event.attendance is not None and event.attendance_metric:
        shown = f"{formats.number(event.attendance)} ({event.attendance_metric})"
        yield words.plain("progress report", "Attendance"), shown
    proofs = (
        (words.plain("progress report", "Recording"), event.recording),
        (words.plain("progress report", "Record"), event.record),
        (words.plain("progress report", "Minutes"), event.minutes_link),
    )
    yield from ((name, tuple(linked(value))) for name, value in proofs if value)


def _date(event: EventView, words: Words, formats: Formats) -> str:
    if event.state is EventState.CANCELLED:
        return words.plain("progress report", "it will not be held")
    return formats.date(event.day) if event.day is not None else words.plain("progress report", "to be defined")


def _standing(one: CommitmentMade, words: Words, formats: Formats) -> Rich:
    if one.done_on is None:
        return words.plain("progress report", "Open")
    done = words.plain("progress report", "Done on {date}", date=formats.date(one.done_on))
    return (f"{done}\n", *linked(one.proof)) if one.proof else done


def observations(report: ProgressReport, words: Words, formats: Formats) -> Iterator[Part]:
    """How many came in and how they stood at the end of the day of the cut; that none came is said too."""
    cases, until = report.facts.cases, formats.date(report.plan.reference)
    yield Heading(wording.added(words.plain("progress report", "The observations in brief")), anchor="observaciones")
    if not cases.received:
        none = words.plain(
            "progress report", "Until {date}, Participa received no observation or petition.", date=until
        )
        yield Paragraph(none)
    else:
        told = words.plain_count(
            "progress report",
            "Until {date}, Participa received {n} observation or petition.",
            "Until {date}, Participa received {n} observations and petitions.",
            cases.received,
            date=until,
        )
        yield Paragraph(told)
        columns = (
            Column(words.plain("progress report", "How they stood on {date}", date=until), share=4),
            Column(words.plain("progress report", "Cases"), ColumnKind.NUMBER),
        )
        rows = (
            (words.plain("progress report", "Answered"), cases.answered),
            (words.plain("progress report", "Pending"), cases.pending),
            (words.plain("progress report", "Of the pending ones, overdue"), cases.overdue),
            (words.plain("progress report", "Withdrawn by the person, or spam"), cases.closed),
        )
        yield Table(words.plain("progress report", "Cases of the year"), columns, rows)
    if report.public_url:
        said = words.plain("progress report", "The follow-up reports on the observations tell each case:")
        yield Paragraph((f"{said} ", Link(f"{report.public_url}/informes")))


def glossary(words: Words) -> Iterator[Part]:
    """The entity's words in everybody's."""
    yield Heading(wording.added(words.plain("progress report", "Words of this report")), anchor="glosario")
    columns = (
        Column(words.plain("progress report", "What the report says"), share=2),
        Column(words.plain("progress report", "What it means"), share=3),
    )
    rows = [tuple(term[words.language]) for term in _terms()]
    yield Table(words.plain("progress report", "Glossary"), columns, rows, whole_words=True)


@cache
def _terms() -> list[dict[str, list[str]]]:
    """Each term by language: the word and what it means."""
    found: list[dict[str, list[str]]] = tomllib.loads(GLOSSARY.read_text("utf-8"))["terms"]
    return found


def signatures(report: ProgressReport, words: Words) -> Iterator[Part]:
    """Who prepared and who approved it; an empty line to sign by hand where nobody wrote it."""
    signed = report.facts.signed
    title = words.plain("progress report", "Who prepared and who approved it")
    yield Heading(wording.added(title), anchor="firmas")
    yield Facts(
        (
            (words.plain("progress report", "Prepared by"), signed.prepared_by or BY_HAND),
            (words.plain("progress report", "Approved by"), signed.approved_by or BY_HAND),
        )
    )
