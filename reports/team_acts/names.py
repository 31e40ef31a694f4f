"""What the acts of staff are called, and what they were done to."""

from collections.abc import Mapping
from datetime import date

from locales import Formats, Phrase, Words
from participation.plan.report.writing import SUBJECT as PROGRESS_REPORT
from participation.staff.acts import BEGINNINGS, ActKind
from reports.case_file.names import ACTS as CASE_ACTS
from storage.queries.audit import CASE, Act

KINDS: Mapping[ActKind, Phrase] = {
    ActKind.CASES: Phrase("act kind", "Cases"),
    ActKind.EVENTS: Phrase("act kind", "Events"),
    ActKind.PLAN: Phrase("act kind", "Plan"),
    ActKind.REPORTS: Phrase("act kind", "Reports"),
    ActKind.SENDINGS: Phrase("act kind", "Diffusion"),
    ActKind.TEAM: Phrase("act kind", "Team"),
}
ACTS: Mapping[str, Phrase] = {
    **CASE_ACTS,
    "text.approved": Phrase("act", "Public text approved"),
    "text.corrected": Phrase("act", "Public text corrected"),
    "text.kept_back": Phrase("act", "Public text kept back"),
    "template.added": Phrase("act", "Answer template added"),
    "template.changed": Phrase("act", "Answer template changed"),
    "template.renamed": Phrase("act", "Answer template renamed"),
    "template.removed": Phrase("act", "Answer template removed"),
    "event.created": Phrase("act", "Event written"),
    "event.edited": Phrase("act", "Event changed"),
    "event.announced": Phrase("act", "Event published and announced"),
    "event.postponed": Phrase("act", "Event postponed"),
    "event.rescheduled": Phrase("act", "Event given a new date"),
    "event.cancelled": Phrase("act", "Event cancelled"),
    "event.live": Phrase("act", "Event begun"),
    "event.held": Phrase("act", "Event marked as held"),
    "event.unconfirmed": Phrase("act", "Event left unconfirmed"),
    "event.imported": Phrase("act", "Event taken from the plan"),
    "event.sheet": Phrase("act", "Events taken from a sheet"),
    "event.questions_filed": Phrase("act", "Questions of an event filed as cases"),
    "question.answered": Phrase("act", "Question for an event answered in writing"),
    "question.answered_live": Phrase("act", "Question marked as answered at the event"),
    "question.petition": Phrase("act", "Question filed as a case"),
    "question.waiting": Phrase("act", "Question left waiting"),
    "question.discard_proposed": Phrase("act", "Question proposed to be discarded"),
    "question.discarded": Phrase("act", "Question discarded by two people"),
    "question.kept": Phrase("act", "Question kept"),
    "commitment.made": Phrase("act", "Commitment written"),
    "commitment.done": Phrase("act", "Commitment marked as done"),
    "plan.workbook": Phrase("act", "Plan changed with its workbook"),
    "plan.matrix": Phrase("act", "Plan changed with a matrix"),
    "product.status": Phrase("act", "Status of a product changed"),
    "product.progress": Phrase("act", "Percentage of a product changed"),
    "product.evidence": Phrase("act", "Proof of a product added"),
    "product.removal": Phrase("act", "Proof of a product taken away"),
    "product.move": Phrase("act", "Product moved to another period"),
    "product.cancellation": Phrase("act", "Product cancelled"),
    "evidence.saved": Phrase("act", "Recording saved as a proof"),
    "evidence.left": Phrase("act", "Recording not taken as a proof"),
    "cut.published": Phrase("act", "Cut published"),
    "cut.corrected": Phrase("act", "Cut corrected"),
    "cut.told": Phrase("act", "Cut told to who follows the plan"),
    "report.requested": Phrase("act", "Report asked for"),
    "report.publication_asked": Phrase("act", "Publication of a report asked for"),
    "report.published": Phrase("act", "Report published"),
    "report.signed": Phrase("act", "Who signs a report written down"),
    "report.difficulty_added": Phrase("act", "Difficulty added to a report"),
    "report.difficulty_removed": Phrase("act", "Difficulty taken from a report"),
    "report.year": Phrase("act", "Workbook of the year taken along"),
    "broadcast.sent": Phrase("act", "Notice sent to many"),
    "notice.stopped": Phrase("act", "Sending stopped"),
    "notice.resumed": Phrase("act", "Sending resumed"),
    "guests.imported": Phrase("act", "Guest list saved"),
    "guests.removed": Phrase("act", "Guest taken out"),
    "guests.tried_again": Phrase("act", "Refused guests written to again"),
    "staff.invited": Phrase("act", "Invitation to the team made"),
    "staff.joined": Phrase("act", "Came into the team"),
    "staff.role": Phrase("act", "Role changed"),
    "staff.denuncias": Phrase("act", "Permission for denuncias given"),
    "staff.removed": Phrase("act", "Taken out of the team"),
    "staff.delegated": Phrase("act", "Absence with a stand-in written down"),
    "staff.back": Phrase("act", "Absence ended"),
    "staff.digest": Phrase("act", "Digests changed"),
    "staff.acts_taken": Phrase("act", "Record of activity taken along"),
    "reader.taught": Phrase("act", "Assistant taught what a text means"),
    "reader.dismissed": Phrase("act", "Text not understood put aside"),
    "reader.forgot": Phrase("act", "Lesson of the assistant taken back"),
}
TAKEN = Phrase("act", "Permission for denuncias taken")
OTHER = Phrase("act", "Another act")
NOBODY = Phrase("act", "From the server")
_DAYS = {"cut": "on", "report": "cut"}
"""Where the facts of an act hold the day of the cut that it was done to."""


def act_name(act: Act, words: Words) -> str:
    """What was done, in words."""
    if act.act == "staff.denuncias" and not act.facts.get("allowed"):
        return words.plain_phrase(TAKEN)
    return words.plain_phrase(ACTS.get(act.act, OTHER))


def kind_name(act: Act, words: Words) -> str:
    """What the act is about: cases, events, …"""
    beginning = act.act.partition(".")[0]
    kind = next((kind for kind, beginnings in BEGINNINGS.items() if beginning in beginnings), None)
    return words.plain_phrase(KINDS[kind] if kind is not None else OTHER)


def actor_name(act: Act, words: Words) -> str:
    """Who did it."""
    return act.by if act.by is not None else words.plain_phrase(NOBODY)


def subject_name(act: Act, words: Words, formats: Formats) -> str:
    """What it was done to; "" where that has no name of its own."""
    if act.on is not None:
        return words.plain("act", "case {number}", number=act.on) if act.subject == CASE else act.on
    day = act.subject_id if act.subject == PROGRESS_REPORT else act.facts.get(_DAYS.get(act.subject or "", ""))
    return words.plain("act", "cut of {date}", date=formats.date(date.fromisoformat(day))) if day else ""
