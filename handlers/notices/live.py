"""The live count of a sending: a message of staff's own chat that the courier keeps up to date."""

from handlers import buttons
from handlers.answer import Button, Keyboard, Say
from handlers.texts import reports as report_texts
from handlers.texts import sending
from locales import Formats, Words
from participation.notices import Counts
from storage.models.followup import Report
from storage.models.notices import Notice, NoticeState

SLOT = "notice:"
REPORT_SLOT = "report:"


def slot(notice_id: int) -> str:
    """The slot of the message that shows how the sending of a notice goes: whoever puts it there sees it count."""
    return f"{SLOT}{notice_id}"


def count_message(notice: Notice, counts: Counts, words: Words) -> Say:
    """How far it is, with «Detener» while something is left to stop."""
    text = sending.progress(counts, words, stopped=notice.state is NoticeState.STOPPED)
    return Say(text, _keyboard(notice, counts, words), slot=slot(notice.id))


def report_message(report: Report, words: Words, formats: Formats) -> Say:
    """How far the making of a report is."""
    return Say(report_texts.progress(report, words, formats), slot=f"{REPORT_SLOT}{report.id}")


def _keyboard(notice: Notice, counts: Counts, words: Words) -> Keyboard:
    if not counts.waiting or notice.state is NoticeState.CLOSED:
        return ()
    number = str(notice.id)
    if notice.state is NoticeState.STOPPED:
        return ((Button(words.plain("sending", "Go on sending"), data=buttons.ResumeNotice(number).pack()),),)
    return ((Button(words.plain("sending", "Stop sending"), data=buttons.StopNotice(number).pack()),),)
