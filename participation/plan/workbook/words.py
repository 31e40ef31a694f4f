"""How the workbook says the words of a list: «En ejecución» for `en_ejecucion`."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from locales import Language, Phrase, fold, words
from participation.plan.form import Contribution
from participation.plan.workbook.columns import Level
from storage.models.plan import ComputedFigure, EventKind, EventState, ProductStatus

_STATUSES: Mapping[StrEnum, Phrase] = {
    ProductStatus.PROGRAMMED: Phrase("plan word", "Programmed"),
    ProductStatus.IN_PROGRESS: Phrase("plan word", "In progress"),
    ProductStatus.DONE: Phrase("plan word", "Done"),
    ProductStatus.POSTPONED: Phrase("plan word", "Postponed"),
    ProductStatus.CANCELLED: Phrase("plan word", "Cancelled"),
}
_EVENTS: Mapping[StrEnum, Phrase] = {
    EventState.DRAFT: Phrase("plan word", "Draft"),
    EventState.PROGRAMMED: Phrase("plan word", "Programmed"),
    EventState.INVITED: Phrase("plan word", "Invited"),
    EventState.LIVE: Phrase("plan word", "Live"),
    EventState.HELD: Phrase("plan word", "Held"),
    EventState.POSTPONED: Phrase("plan word", "Postponed"),
    EventState.RESCHEDULED: Phrase("plan word", "Rescheduled"),
    EventState.CANCELLED: Phrase("plan word", "Cancelled"),
    EventState.UNCONFIRMED: Phrase("plan word", "Unconfirmed"),
}
_KINDS: Mapping[StrEnum, Phrase] = {
    EventKind.FACEBOOK_LIVE: Phrase("plan word", "Facebook Live"),
    EventKind.YOUTUBE_LIVE: Phrase("plan word", "YouTube, live"),
    EventKind.IN_PERSON: Phrase("plan word", "In person"),
    EventKind.OTHER: Phrase("plan word", "Other"),
}
_OTHERS: Mapping[StrEnum, Phrase] = {
    ComputedFigure.TOTAL: Phrase("plan word", "Total"),
    ComputedFigure.ACTIVITY_PERCENTAGES: Phrase("plan word", "Percentages of the activities"),
    Contribution.OBSERVATION: Phrase("plan word", "Observation"),
    Contribution.SUGGESTION: Phrase("plan word", "Suggestion"),
    Contribution.PROPOSAL: Phrase("plan word", "Proposal"),
    Contribution.CONGRATULATION: Phrase("plan word", "Congratulation"),
    Contribution.DENUNCIA: Phrase("plan word", "Report of corruption"),
    Level.ACTIVITY: Phrase("plan word", "Activity"),
    Level.TASK: Phrase("plan word", "Task"),
}
_ALL: Mapping[type[StrEnum], Mapping[StrEnum, Phrase]] = {
    ProductStatus: _STATUSES,
    EventState: _EVENTS,
    EventKind: _KINDS,
    **{kind: {word: _OTHERS[word] for word in kind} for kind in (ComputedFigure, Contribution, Level)},
}


def said(word: StrEnum) -> Phrase:
    """The word for people."""
    return _ALL[type(word)][word]


@cache
def understood(kind: type[StrEnum]) -> Mapping[str, str]:
    """What people write for the words of a list, in any of our languages and as the plan file has it, folded."""
    known = {fold(word.value).replace("_", " "): word.value for word in kind}
    for language in Language:
        known |= {fold(words(language).plain_phrase(said(word))): word.value for word in kind}
    return known
