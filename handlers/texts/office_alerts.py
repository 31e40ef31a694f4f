"""What one official is told of a case, and what an area is asked by e-mail."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from locales import Formats, Phrase, Words, clip
from participation.office.alerting import Alert
from participation.plan.views import EntityView
from storage.models.cases import Case
from storage.models.followup import AreaRequest

ALERTS: Mapping[str, Phrase] = {
    Alert.ASSIGNED: Phrase("alert", "Case {number} is now yours."),
    Alert.CLARIFIED: Phrase("alert", "The person answered what you asked in case {number}."),
    Alert.CLARIFICATION_LAPSED: Phrase(
        "alert", "Nobody answered the clarification of case {number} in time. Decide how it goes on."
    ),
    Alert.AREA_LATE: Phrase("alert", "{area} has not answered what you asked about case {number}."),
    Alert.TRANSFER_SOON: Phrase("alert", "Case {number} is for another entity. Transfer it by {transfer}."),
    Alert.TRANSFER_TODAY: Phrase("alert", "Case {number} is for another entity. Transfer it today."),
    Alert.TRANSFER_LATE: Phrase(
        "alert", "Case {number} is for another entity. It should have been transferred by {transfer}."
    ),
}


def alert(case: Case, facts: Mapping[str, Any], words: Words, formats: Formats) -> Markup:
    """What waits, and by when the case is due."""
    transfer = formats.date(case.transfer_by) if case.transfer_by is not None else ""
    phrase = ALERTS[str(facts["what"])]
    said = words.say_phrase(phrase, number=case.radicado, area=facts.get("area", ""), transfer=transfer)
    if case.due_on is None:
        return said
    due = words.say("office", "The answer is due on {date}.", date=formats.date(case.due_on))
    return Markup("\n").join([said, due])


def area_title(case: Case, occasion: str, words: Words) -> str:
    """The subject of the e-mail; the reminders keep it, so that they stand together."""
    if occasion == "late":
        return words.plain("area mail", "Overdue: input for case {number}", number=case.radicado)
    if occasion == "soon":
        return words.plain("area mail", "Reminder: input for case {number}", number=case.radicado)
    return words.plain("area mail", "Input for case {number}", number=case.radicado)


def area_paragraphs(
    case: Case, asked: AreaRequest, subject: str, asks: str, occasion: str, words: Words, formats: Formats
) -> list[str]:
    """What is asked and by when; of the case only its number and what it is about."""
    date = formats.date(asked.due_on)
    first = {
        "asked": words.plain("area mail", "{name} asks your area for input. By when: {date}.", name=asks, date=date),
        "soon": words.plain("area mail", "We remind you of this question. By when: {date}.", date=date),
        "late": words.plain("area mail", "We asked this and have no answer. It was due on {date}.", date=date),
    }[occasion]
    return [
        first,
        words.plain("area mail", "Case {number}, about: {subject}", number=case.radicado, subject=subject),
        clip(asked.question, 2_000),
        words.plain("area mail", "Please answer {name}.", name=asks),
    ]


def area_why(entity: EntityView, words: Words) -> str:
    """Why this e-mail comes."""
    return words.plain("area mail", "You get this because you work for {entity}.", entity=entity.name)
