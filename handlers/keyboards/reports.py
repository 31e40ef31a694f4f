"""Buttons of «Informes»."""

from collections.abc import Iterable

from handlers.answer import Button, Keyboard
from handlers.buttons import Panel, YearBook
from handlers.buttons.reports import (
    ProgressReports,
    ReportAct,
    ReportDays,
    Reports,
    ReviewPage,
    ReviewText,
    SaveReceipt,
)
from handlers.keyboards.layout import rows, to
from locales import Phrase, Words
from participation.publication.requesting import FileFormat
from participation.reporting.periods import Choice, ReportPeriod
from participation.reporting.reviewing import ToReview
from participation.staff.rights import Right, may
from storage.models.staff import StaffMember

CHOICES = {
    Choice.SEMESTER: Phrase("button", "This semester"),
    Choice.YEAR: Phrase("button", "This year"),
    Choice.CUT: Phrase("button", "Up to the last cut"),
}
FORMATS = {
    FileFormat.PDF: Phrase("button", "PDF"),
    FileFormat.DOCX: Phrase("button", "DOCX"),
    FileFormat.XLSX: Phrase("button", "XLSX"),
    FileFormat.HTML: Phrase("button", "HTML"),
    FileFormat.CSV: Phrase("button", "CSV (open data)"),
}


def home(offered: Iterable[Choice], words: Words) -> Keyboard:
    """Which days."""
    days = [to(words.plain_phrase(CHOICES[one]), ReportDays(one)) for one in offered]
    days.append(to(words.plain("button", "Other dates"), ReportDays("other")))
    days.append(to(words.plain("button", "Workbook of the year (FURAG)"), YearBook()))
    progress = to(words.plain("button", "Progress report"), ProgressReports())
    return rows([progress, *days, to(words.plain("button", "Panel"), Panel())])


def home_only(words: Words) -> Keyboard:
    """Only the way back to «Informes»."""
    return rows([to(words.plain("button", "Reports"), Reports())])


def period(days: ReportPeriod, me: StaffMember, words: Words, *, to_review: int) -> Keyboard:
    """What can be done with the report of some days."""
    acts = [to(words.plain_phrase(phrase), ReportAct(days.code, one)) for one, phrase in FORMATS.items()]
    acts.append(to(words.plain("button", "All the formats"), ReportAct(days.code, "all")))
    if may(me, Right.PUBLISH):
        if to_review:
            acts.append(to(words.plain("button", "Review the texts"), ReviewPage(days.code, "0", "")))
        acts.append(to(words.plain("button", "Publish"), ReportAct(days.code, "publish")))
    return rows([*acts, to(words.plain("button", "Other dates"), Reports())])


def sure_to_publish(days: ReportPeriod, words: Words) -> Keyboard:
    """The confirmation."""
    return rows(
        [
            to(words.plain("button", "Yes, publish"), ReportAct(days.code, "publish-sure")),
            to(words.plain("button", "No"), ReportAct(days.code, "show")),
        ]
    )


def to_period(days: ReportPeriod, words: Words) -> Keyboard:
    """Back to the report of these days."""
    return rows([to(words.plain("button", "Back"), ReportAct(days.code, "show"))])


def one_text(days: ReportPeriod, found: ToReview, left: int, words: Words) -> Keyboard:
    """Under a text that differs from what the person wrote, or that is looked at alone. `left`: how many wait."""

    def act(label: str, what: str) -> Button:
        return to(label, ReviewText(days.code, str(found.case.id), str(found.case.version), what))

    following = to(words.plain("button", "Next one"), ReviewPage(days.code, str(found.case.id), ""))
    return rows(
        [
            act(words.plain("button", "It is fine"), "good"),
            act(words.plain("button", "Correct"), "correct"),
            act(words.plain("button", "Hide"), "hide"),
            *([following] if left > 1 else []),
            to(words.plain("button", "Back"), ReportAct(days.code, "show")),
        ]
    )


def several_texts(
    days: ReportPeriod, found: list[ToReview], left: int, after: str, stamp: str, words: Words
) -> Keyboard:
    """Under texts in which nothing was found: all of them, or one of them alone. `left`: how many wait in all."""
    each = [
        to(
            words.plain("button", "See {number}", number=number),
            ReviewText(days.code, str(one.case.id), str(one.case.version), "see"),
        )
        for number, one in enumerate(found, start=1)
    ]
    fine = to(words.plain("button", "They are fine"), ReviewPage(days.code, after, stamp))
    following = to(words.plain("button", "Next ones"), ReviewPage(days.code, str(found[-1].case.id), ""))
    others = [following] if left > len(found) else []
    return rows([fine, *each, *others, to(words.plain("button", "Back"), ReportAct(days.code, "show"))])


def save_receipt(case_id: int, words: Words) -> Button:
    """«Guardar comprobante»."""
    return to(words.plain("button", "Save the receipt"), SaveReceipt(str(case_id)))
