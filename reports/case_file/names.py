"""What a case and the acts on it are called on paper."""

from collections.abc import Mapping
from datetime import time

from locales import Formats, Phrase, Words
from reports.observations.names import KINDS, PETITIONS
from storage.models.cases import Case
from storage.models.kinds import CaseState, Channel, ContributionKind

KIND_NAMES: Mapping[str, Phrase] = {
    **KINDS,
    ContributionKind.DENUNCIA: Phrase("case file", "Report of corruption"),
}
STATES: Mapping[CaseState, Phrase] = {
    CaseState.RECEIVED: Phrase("case file", "Received"),
    CaseState.IN_REVIEW: Phrase("case file", "Under review"),
    CaseState.ASSIGNED: Phrase("case file", "Assigned"),
    CaseState.ANSWERED: Phrase("case file", "Answered"),
    CaseState.REOPENED: Phrase("case file", "Reopened"),
    CaseState.WITHDRAWN: Phrase("case file", "Withdrawn by its author"),
    CaseState.SPAM: Phrase("case file", "Closed as spam by two people"),
}
ACTS: Mapping[str, Phrase] = {
    "case.registered": Phrase("case file", "Registered for its author"),
    "case.assigned": Phrase("case file", "Assigned or unassigned"),
    "case.reclassified": Phrase("case file", "Reclassified"),
    "case.priority": Phrase("case file", "Given priority"),
    "case.repeats": Phrase("case file", "Linked as a repetition"),
    "case.repeats_no_more": Phrase("case file", "Link as a repetition taken away"),
    "case.noted": Phrase("case file", "Internal note"),
    "case.official_radicado": Phrase("case file", "Official number written down"),
    "case.transcribed": Phrase("case file", "Recording transcribed"),
    "case.identity_hidden": Phrase("case file", "Identity hidden"),
    "case.identity_shown": Phrase("case file", "Identity shown again"),
    "case.spam_proposed": Phrase("case file", "Proposed as spam"),
    "case.spam_confirmed": Phrase("case file", "Confirmed as spam"),
    "case.spam_rejected": Phrase("case file", "Not spam"),
    "case.clarification_asked": Phrase("case file", "Clarification asked"),
    "case.extended": Phrase("case file", "Term extended"),
    "case.foreign": Phrase("case file", "Marked as another entity's matter"),
    "case.own": Phrase("case file", "Marked as the entity's own matter"),
    "case.area_asked": Phrase("case file", "Area asked"),
    "case.area_answered": Phrase("case file", "Area answered"),
    "case.sent_outside": Phrase("case file", "Answer taken to its author"),
    "case.answered": Phrase("case file", "Answered"),
    "case.corrected": Phrase("case file", "Answer corrected"),
    "case.approval_asked": Phrase("case file", "Approval asked"),
    "case.approval_refused": Phrase("case file", "Answer returned by the approver"),
    "case.answer_begun": Phrase("case file", "Answer begun"),
    "case.answer_dropped": Phrase("case file", "Answer in progress dropped"),
    "case.answer_published": Phrase("case file", "Answer published, because it did not reach its author"),
    "case.folder": Phrase("case file", "Case file taken out"),
}
CHANNEL_NAMES: Mapping[Channel, Phrase] = {
    Channel.TELEGRAM: Phrase("case file", "Telegram, with the assistant Participa"),
    Channel.PAPER: Phrase("case file", "On paper"),
    Channel.PHONE: Phrase("case file", "By phone"),
    Channel.EMAIL: Phrase("case file", "By e-mail"),
    Channel.FACEBOOK: Phrase("case file", "By Facebook"),
    Channel.EVENT: Phrase("case file", "At an event"),
}


def kind_name(case: Case, words: Words) -> str:
    """The type, as exactly as it is known."""
    exact = PETITIONS.get(case.petition) if case.petition is not None else None
    return words.plain_phrase(exact or KIND_NAMES[case.kind])


def act_name(act: str, words: Words) -> str:
    """What somebody did; an act without a name here is shown by its code, never left out."""
    phrase = ACTS.get(act)
    return words.plain_phrase(phrase) if phrase is not None else act


def received(case: Case, formats: Formats) -> str:
    """When it came in; of what was registered on another day nobody wrote down the hour."""
    local = formats.local(case.received_at)
    if case.channel is not Channel.TELEGRAM and local.time() == time():
        return formats.date(local)
    return formats.moment(case.received_at)
