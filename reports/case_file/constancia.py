"""«Constancia»: what a person gets on paper of what was sent; of a verbal petition, its record with the eight fields.

Decreto 1166 de 2016 asks for the number, the date and hour, who presents it, the object, the reasons, the annexes, the
official who receives it, and the explicit note that it was made verbally.
"""

from collections.abc import Iterator

from locales import Formats, Words
from participation.office.case_file import Constancia
from participation.plan.views import EntityView
from reports.case_file.names import CHANNEL_NAMES, kind_name, received
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.documents import Bullets, Document, DocumentFormat, Facts, Heading, Note, Paragraph, Part, render
from storage.models.cases import CaseFile


def as_pdf(given: Constancia, subject: str, entity: EntityView, words: Words, formats: Formats) -> bytes:
    """The paper. `subject` is what the case is about, by its name for people. Imports typst when first called."""
    return render(document(given, subject, entity, words, formats), DocumentFormat.PDF)


def document(given: Constancia, subject: str, entity: EntityView, words: Words, formats: Formats) -> Document:
    """The same before it has a format."""
    title = words.plain("case file", "Record of a verbal petition") if given.is_verbal else None
    return Document(
        title=title or words.plain("case file", "Record of filing"),
        entity=entity.name,
        words=words,
        formats=formats,
        parts=tuple(_parts(given, subject, entity, words, formats)),
        subtitle=given.view.case.radicado,
        made_on=given.view.case.received_on,
        main=entity.main_colour or DEFAULT_MAIN,
        accent=entity.accent_colour or DEFAULT_ACCENT,
        cover=False,
    )


def _parts(given: Constancia, subject: str, entity: EntityView, words: Words, formats: Formats) -> Iterator[Part]:
    case = given.view.case
    yield Heading(words.plain("case file", "What was filed"))
    nobody = words.plain("case file", "Without a name, by the person's choice")
    by_itself = words.plain("case file", "The automatic assistant Participa, of {entity}", entity=entity.short_name)
    what = words.plain("case file", "{kind}, about: {subject}", kind=kind_name(case, words), subject=subject)
    yield Facts(
        (
            (words.plain("case file", "Number of the case"), case.radicado),
            (words.plain("case file", "Date and hour"), received(case, formats)),
            (words.plain("case file", "Who presents it"), given.presented_by or nobody),
            (words.plain("case file", "Object"), what),
            (words.plain("case file", "Who receives it"), given.received_by or by_itself),
            (words.plain("case file", "Channel"), words.plain_phrase(CHANNEL_NAMES[case.channel])),
            (words.plain("case file", "Annexes"), _how_many(given, words)),
            *_due(given, words, formats),
            (words.plain("case file", "Receipt"), given.receipt),
        )
    )
    yield Heading(words.plain("case file", "Reasons"))
    yield from _reasons(given, words)
    if given.view.files:
        yield Heading(words.plain("case file", "Annexes"))
        yield Bullets(tuple(_annex(file, formats) for file in given.view.files))
    if given.is_verbal:
        yield Note(words.plain("case file", "This petition was made verbally (Decreto 1166 de 2016)."))
    yield Note(words.plain("case file", "With the number and the receipt you see how it goes: /caso in the bot."))


def _reasons(given: Constancia, words: Words) -> Iterator[Part]:
    texts = [given.view.case.text, *(version.text for version in given.view.versions)]
    said = [file for file in given.view.files if file.transcription]
    for text in texts:
        if text:
            yield Paragraph(text)
    for file in said:
        yield Paragraph(words.plain("case file", "What {name} says:", name=file.file_name))
        yield Paragraph(file.transcription or "")
    if not any(texts) and not said:
        yield Paragraph(words.plain("case file", "They are in the recording or in the annexes, kept with the case."))


def _how_many(given: Constancia, words: Words) -> str:
    if not given.view.files:
        return words.plain("case file", "None")
    return words.plain_count("case file", "{n} file", "{n} files", len(given.view.files))


def _due(given: Constancia, words: Words, formats: Formats) -> tuple[tuple[str, str], ...]:
    if given.view.case.due_on is None:
        return ()
    return ((words.plain("case file", "We answer at the latest on"), formats.date(given.view.case.due_on)),)


def _annex(file: CaseFile, formats: Formats) -> str:
    length = f", {formats.clock(file.seconds)}" if file.seconds is not None else ""
    return f"{file.file_name} ({formats.size(file.bytes)}{length})"
