"""What one member of staff is told of an answer."""

from markupsafe import Markup

from locales import Words, clip
from storage.models.cases import Case
from storage.models.followup import CaseAnswer

LINE = Markup("\n")
ROOM = 1_500  # UTF-16 units of what an author says


def approval(name: str, words: Words) -> Markup:
    """Above the answer to approve."""
    return words.say("alert", "{name} asks you to approve this answer.", name=name)


def approved(case: Case, name: str, words: Words) -> Markup:
    """Your answer left."""
    return words.say(
        "alert", "{name} approved your answer to case {number}. It was sent.", name=name, number=case.radicado
    )


def returned(case: Case, answer: CaseAnswer, words: Words) -> Markup:
    """Your answer should be otherwise."""
    return words.say(
        "alert", "Your answer to case {number} was returned: {remark}", number=case.radicado, remark=answer.remark or ""
    )


def reopened(case: Case, why: str | None, words: Words) -> Markup:
    """Your answer did not help."""
    head = words.say("alert", "The answer to case {number} did not help its author.", number=case.radicado)
    if not why:
        return LINE.join([head, words.say("alert", "The author gave no reason. The case was reopened.")])
    quote = Markup("<blockquote>{}</blockquote>").format(clip(why, ROOM))
    return LINE.join([head, quote, words.say("alert", "The case was reopened.")])
