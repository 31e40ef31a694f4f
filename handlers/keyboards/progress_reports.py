"""Buttons of the progress report: for staff, and under the document that people ask for."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons.plan import FullReportText
from handlers.buttons.reports import DifficultyAbout, ProgressReportAct, ProgressReports, RemoveDifficulty, Reports
from handlers.keyboards.layout import rows, to
from handlers.keyboards.reports import FORMATS
from handlers.texts import progress_reports as texts
from locales import Formats, Words, clip
from participation.plan.report import ReportFacts
from participation.plan.views import ActivityProgress, CutView
from participation.staff.rights import Right, may
from storage.models.followup import Report
from storage.models.staff import StaffMember

MOST_LISTED = 90
LONGEST_LABEL = 40


def act(cut: CutView, label: str, what: str) -> Button:
    """Something that is done with the report of a cut."""
    return to(label, ProgressReportAct(cut.on.isoformat(), str(cut.version), what))


def cuts(found: Sequence[CutView], words: Words, formats: Formats) -> Keyboard:
    """Each cut in its latest version."""
    latest = {cut.on: cut for cut in reversed(found)}
    listed = [act(cut, texts.name(cut, words, formats), "show") for cut in sorted(latest.values(), key=_day)[::-1]]
    return rows([*listed[:MOST_LISTED], to(words.plain("button", "Reports"), Reports())])


def _day(cut: CutView) -> str:
    return cut.on.isoformat()


def card(facts: ReportFacts, cut: CutView, me: StaffMember, words: Words) -> Keyboard:
    """What can be done with the report of a cut."""
    acts = [act(cut, words.plain_phrase(phrase), one) for one, phrase in FORMATS.items()]
    acts.append(act(cut, words.plain("button", "All the formats"), "all"))
    if may(me, Right.PUBLISH):
        acts.append(act(cut, words.plain("button", "Difficulties"), "difficulties"))
        acts.append(act(cut, words.plain("button", "Prepared by"), "prepared"))
        acts.append(act(cut, words.plain("button", "Approved by"), "approved"))
    for one in (*facts.earlier, *facts.later):
        acts.append(act(one, words.plain("button", "Version {n}", n=one.version), "show"))
    return rows([*acts, to(words.plain("button", "Other cuts"), ProgressReports())])


def difficulties(facts: ReportFacts, cut: CutView, words: Words) -> Keyboard:
    """Add one, or take one off."""
    each = [
        to(words.plain("button", "Take off {number}", number=number), RemoveDifficulty(str(one.id)))
        for number, one in enumerate(facts.difficulties[:MOST_LISTED], start=1)
    ]
    return rows([act(cut, words.plain("button", "Add a difficulty"), "add"), *each, *back(cut, words)[0]])


def about(facts: ReportFacts, cut: CutView, words: Words) -> Keyboard:
    """The whole plan, or an activity of which a product is chosen next."""
    day = cut.on.isoformat()
    listed = [
        to(clip(f"{one.number}. {one.short_name}", LONGEST_LABEL), DifficultyAbout(day, one.code, ""))
        for one in facts.plan.activities[:MOST_LISTED]
    ]
    return rows(
        [to(words.plain("button", "The whole plan"), DifficultyAbout(day, "", "")), *listed, *back(cut, words)[0]]
    )


def about_product(activity: ActivityProgress, cut: CutView, words: Words) -> Keyboard:
    """The products of an activity."""
    listed = [
        to(clip(one.short_name, LONGEST_LABEL), DifficultyAbout(cut.on.isoformat(), "", one.code))
        for one in activity.products[:MOST_LISTED]
    ]
    return rows([*listed, *back(cut, words)[0]])


def no_action(cut: CutView, words: Words) -> Keyboard:
    """While the corrective action is awaited."""
    return rows([act(cut, words.plain("button", "No action yet"), "no-action"), *back(cut, words)[0]])


def signature(cut: CutView, words: Words) -> Keyboard:
    """While a name is awaited."""
    return rows([act(cut, words.plain("button", "A line to sign by hand"), "by-hand"), *back(cut, words)[0]])


def back(cut: CutView, words: Words) -> Keyboard:
    """Back to the report of the cut."""
    return rows([act(cut, words.plain("button", "Back"), "show")])


def to_card(report: Report, words: Words) -> Keyboard:
    """Back to the report that was made."""
    data = ProgressReportAct(report.last_day.isoformat(), str(report.version), "show")
    return rows([to(words.plain("button", "Back"), data)])


def full(page: str | None, words: Words) -> Keyboard:
    """Under the document: the same in messages and on the page."""
    ways = [to(words.plain("button", "Read it in messages"), FullReportText())]
    if page is not None:
        ways.append(Button(words.plain("button", "See it on the page"), url=page))
    return rows([*ways, to(words.plain("button", "Back"), buttons.Progress())])
