"""«Expediente»: all of one case as a document for the archive, in the order in which it happened."""

from collections.abc import Iterator

from locales import Formats, Words
from participation.office.case_file import CaseFolder
from participation.plan.views import EntityView
from reports.case_file.names import CHANNEL_NAMES, STATES, act_name, kind_name, received
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.documents import (
    Bullets,
    Cell,
    Column,
    ColumnKind,
    Document,
    DocumentFormat,
    Facts,
    Heading,
    Paragraph,
    Part,
    Record,
    Records,
    Table,
    render,
)
from reports.observations.names import DECISIONS
from storage.models.cases import CaseFile
from storage.models.followup import AreaRequest, CaseAnswer, Clarification


def as_pdf(folder: CaseFolder, subject: str, entity: EntityView, words: Words, formats: Formats) -> bytes:
    """The document. `subject` is what the case is about, by its name for people. Imports typst when first called."""
    return render(document(folder, subject, entity, words, formats), DocumentFormat.PDF)


def document(folder: CaseFolder, subject: str, entity: EntityView, words: Words, formats: Formats) -> Document:
    """The same before it has a format."""
    return Document(
        title=words.plain("case file", "Case file"),
        entity=entity.name,
        words=words,
        formats=formats,
        parts=tuple(_Folder(folder, subject, words, formats).parts()),
        subtitle=folder.case.radicado,
        main=entity.main_colour or DEFAULT_MAIN,
        accent=entity.accent_colour or DEFAULT_ACCENT,
    )


class _Folder:
    """One case file on its way to paper."""

    def __init__(self, folder: CaseFolder, subject: str, words: Words, formats: Formats) -> None:
        self._folder, self._subject = folder, subject
        self._words, self._formats = words, formats

    def parts(self) -> Iterator[Part]:
        words = self._words
        yield Heading(words.plain("case file", "The case"))
        yield Facts(tuple(self._facts()))
        yield Heading(words.plain("case file", "What its author sent"))
        yield from self._texts()
        yield from self._beside()
        yield from self._answers()
        yield Heading(words.plain("case file", "History"))
        yield self._history()

    def _facts(self) -> Iterator[tuple[str, str]]:
        case, words, formats = self._folder.case, self._words, self._formats
        hidden = words.plain("case file", "Reserved")
        yield words.plain("case file", "Number of the case"), case.radicado
        if case.official_radicado:
            yield words.plain("case file", "Official number"), case.official_radicado
        yield words.plain("case file", "Date and hour"), received(case, formats)
        yield words.plain("case file", "Channel"), words.plain_phrase(CHANNEL_NAMES[case.channel])
        yield words.plain("case file", "Kind"), kind_name(case, words)
        yield words.plain("case file", "About"), self._subject
        yield words.plain("case file", "Author"), self._folder.author or hidden
        yield words.plain("case file", "State"), words.plain_phrase(STATES[case.state])
        if case.due_on is not None:
            yield words.plain("case file", "Answer due on"), formats.date(case.due_on)
        if case.transfer_by is not None:
            yield words.plain("case file", "Transfer due on"), formats.date(case.transfer_by)
        if case.assigned_to is not None:
            yield words.plain("case file", "Assigned to"), self._name(case.assigned_to)
        if self._folder.repetitions:
            yield words.plain("case file", "Repetitions"), formats.number(self._folder.repetitions)

    def _texts(self) -> Iterator[Part]:
        words, folder = self._words, self._folder
        yield Paragraph(folder.case.text or words.plain("case file", "Only files, without a text."))
        for version in folder.versions:
            moment = self._formats.moment(version.at)
            said = (
                words.plain("case file", "Edited on {moment}:", moment=moment)
                if version.is_edit
                else words.plain("case file", "Added on {moment}:", moment=moment)
            )
            yield Paragraph(f"{said}\n{version.text}")
        if folder.files:
            yield Heading(words.plain("case file", "Annexes"), level=2)
            yield Bullets(tuple(self._annex(number, file) for number, file in enumerate(folder.files, 1)))

    def _annex(self, number: int, file: CaseFile) -> str:
        said = f"{number}. {file.file_name} ({self._formats.size(file.bytes)}). SHA-256: {file.file_hash}"
        if not file.transcription:
            return said
        return (
            f"{said}\n{self._words.plain('case file', 'What {name} says:', name=file.file_name)} {file.transcription}"
        )

    def _beside(self) -> Iterator[Part]:
        words, folder, formats = self._words, self._folder, self._formats
        if folder.clarifications:
            yield Heading(words.plain("case file", "Clarifications"))
            yield Records(tuple(self._clarification(asked) for asked in folder.clarifications))
        if folder.extension is not None:
            made = folder.extension
            yield Heading(words.plain("case file", "Extension of the term"))
            yield Facts(
                (
                    (words.plain("case file", "From"), formats.date(made.due_before)),
                    (words.plain("case file", "To"), formats.date(made.due_after)),
                    (words.plain("case file", "Reason"), made.reason),
                )
            )
        if folder.area_requests:
            yield Heading(words.plain("case file", "What areas were asked"))
            yield Records(tuple(self._area(asked) for asked in folder.area_requests))
        if folder.notes:
            yield Heading(words.plain("case file", "Internal notes"))
            noted = (f"{formats.moment(note.at)}, {self._name(note.by_staff)}: {note.text}" for note in folder.notes)
            yield Bullets(tuple(noted))

    def _clarification(self, asked: Clarification) -> Record:
        words, formats = self._words, self._formats
        facts = [(words.plain("case file", "Asked by"), self._name(asked.by_staff))]
        if asked.answer_by is not None:
            facts.append((words.plain("case file", "To be answered by"), formats.date(asked.answer_by)))
        if asked.answered_at is not None:
            facts.append((words.plain("case file", "Answered on"), formats.moment(asked.answered_at)))
        if asked.stops_clock and asked.due_before is not None and asked.due_after is not None:
            facts.append((words.plain("case file", "Due date before"), formats.date(asked.due_before)))
            facts.append((words.plain("case file", "Due date after"), formats.date(asked.due_after)))
        texts = ((words.plain("case file", "Question"), asked.question),)
        return Record(formats.moment(asked.asked_at), tuple(facts), texts)

    def _area(self, asked: AreaRequest) -> Record:
        words, formats = self._words, self._formats
        facts = [(words.plain("case file", "Answer due on"), formats.date(asked.due_on))]
        if asked.received_at is not None:
            facts.append((words.plain("case file", "Answered on"), formats.moment(asked.received_at)))
        texts = [(words.plain("case file", "Question"), asked.question)]
        if asked.received:
            texts.append((words.plain("case file", "Answer"), asked.received))
        return Record(f"{asked.area}, {formats.moment(asked.asked_at)}", tuple(facts), tuple(texts))

    def _answers(self) -> Iterator[Part]:
        words, folder = self._words, self._folder
        yield Heading(words.plain("case file", "Answers"))
        if not folder.answers:
            yield Paragraph(words.plain("case file", "There is no answer yet."))
            return
        yield Records(tuple(self._answer(answer) for answer in folder.answers))
        for one in folder.feedback:
            helped = words.plain("case file", "The author said that it helped.")
            not_helped = words.plain("case file", "The author said that it did not help.")
            yield Paragraph((helped if one.helped else not_helped) + (f" {one.why}" if one.why else ""))

    def _answer(self, answer: CaseAnswer) -> Record:
        words, formats = self._words, self._formats
        facts = [(words.plain("case file", "Signed by"), self._name(answer.by_staff))]
        if answer.approved_by is not None:
            facts.append((words.plain("case file", "Approved by"), self._name(answer.approved_by)))
        if answer.decision is not None:
            facts.append((words.plain("case file", "Decision"), words.plain_phrase(DECISIONS[answer.decision])))
        if answer.transferred_to:
            facts.append((words.plain("case file", "Transferred to"), answer.transferred_to))
        if (taken := self._folder.outside.get(answer.id)) is not None:
            facts.append((words.plain("case file", "Taken to its author on"), formats.date(taken.sent_on)))
        texts = [(words.plain("case file", "Answer"), answer.text)]
        if answer.reason:
            texts.append((words.plain("case file", "Reason"), answer.reason))
        sent = formats.moment(answer.sent_at) if answer.sent_at is not None else ""
        title = words.plain("case file", "Version {n}, {moment}", n=answer.version, moment=sent)
        return Record(title, tuple(facts), tuple(texts))

    def _history(self) -> Table:
        words = self._words
        columns = (
            Column(words.plain("case file", "Date and hour"), ColumnKind.DATE),
            Column(words.plain("case file", "Who"), share=1.2),
            Column(words.plain("case file", "What"), share=2.0),
        )
        rows: list[tuple[Cell, ...]] = [
            (
                received(self._folder.case, self._formats),
                words.plain("case file", "Author"),
                kind_name(self._folder.case, words),
            )
        ]
        rows += [(one.entry.at, one.name or "", act_name(one.entry.act, words)) for one in self._folder.acts]
        return Table(words.plain("case file", "What was done with the case, in order"), columns, rows)

    def _name(self, staff_id: int) -> str:
        return self._folder.names.get(staff_id, "")
