"""What an author reads of the answer to a case: in the message, in the preview, in /caso, on the public page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words, clip
from storage.models.cases import Case
from storage.models.followup import CaseAnswer, Decision

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
MOST_ABOUT, MOST_NAME = 100, 60
"""UTF-16 units of a subject and of a name: what was written has its room (`answering.LONGEST_TEXT`), these the rest."""
DECISIONS = {
    Decision.ACCEPTED: Phrase("decision", "Taken up"),
    Decision.PARTLY: Phrase("decision", "Taken up in part"),
    Decision.NOT_ACCEPTED: Phrase("decision", "Not taken up"),
    Decision.TRANSFERRED: Phrase("decision", "Transferred"),
}


@dataclass(frozen=True)
class Signed:
    """Who answers: an official, who approved it where somebody did, and the entity."""

    name: str
    approved: str | None
    entity: str

    @classmethod
    def of(cls, answer: CaseAnswer, names: Mapping[int, str], entity: str) -> "Signed":
        approved = names.get(answer.approved_by) if answer.approved_by is not None else None
        return cls(names.get(answer.by_staff, ""), approved, entity)


def whole(
    answer: CaseAnswer, case: Case, signed: Signed, names: SubjectNames, words: Words, formats: Formats
) -> Markup:
    """The message with the answer: number, what was decided and why, the text, who answers, what can be done next."""
    head = LINE.join(
        [
            words.say("answer", "<b>Answer to your case {number}</b>", number=case.radicado),
            words.say("case", "About: {about}", about=clip(names.name(case.about, case.about_code, words), MOST_ABOUT)),
        ]
    )
    return PARAGRAPH.join([head, *told(answer, signed, words, formats), what_next(words)])


def corrected(
    answer: CaseAnswer, case: Case, signed: Signed, names: SubjectNames, words: Words, formats: Formats
) -> Markup:
    """The message with a corrected answer. What was said before stays in the chat and in /caso."""
    first = words.say("answer", "We corrected the answer that we had given you. This is the one that counts.")
    return PARAGRAPH.join([first, whole(answer, case, signed, names, words, formats)])


def told(answer: CaseAnswer, signed: Signed, words: Words, formats: Formats) -> list[Markup]:
    """The answer itself, in paragraphs."""
    parts = [decided(answer, words), Markup("{}").format(answer.text)]
    if answer.letter_name:
        letter = words.say("answer", "With an attached letter: {name}", name=clip(answer.letter_name, MOST_NAME))
        parts.append(letter)
    return [part for part in (*parts, signature(answer, signed, words, formats)) if part]


def decided(answer: CaseAnswer, words: Words) -> Markup:
    """What was decided and why, in the words of people."""
    if answer.decision is None:
        return Markup()
    lines = [_decision(answer, words)]
    if answer.decision is Decision.ACCEPTED:
        lines.append(
            words.say("answer", "What changed in the plan: {reason}", reason=answer.reason)
            if answer.reason
            else words.say("answer", "The plan did not change.")
        )
    elif answer.decision is not Decision.NOT_ACCEPTED and answer.reason:
        lines.append(words.say("answer", "Why: {reason}", reason=answer.reason))
    return LINE.join(lines)


def _decision(answer: CaseAnswer, words: Words) -> Markup:
    match answer.decision:
        case Decision.ACCEPTED:
            return words.say("answer", "<b>What we decided:</b> we took it into account.")
        case Decision.PARTLY:
            return words.say("answer", "<b>What we decided:</b> we took it into account in part.")
        case Decision.NOT_ACCEPTED:
            return words.say(
                "answer",
                "<b>What we decided:</b> we could not include it, for this reason: {reason}",
                reason=answer.reason or "…",
            )
        case _:
            return words.say(
                "answer",
                "<b>What we decided:</b> it is another entity's matter. We passed it on to {entity}.",
                entity=answer.transferred_to or "…",
            )


def signature(answer: CaseAnswer, signed: Signed, words: Words, formats: Formats) -> Markup:
    """Who answers, for which entity, and when it was sent."""
    name = clip(signed.name, MOST_NAME)
    lines = [words.say("answer", "Answered by: {name}, {entity}", name=name, entity=signed.entity)]
    if signed.approved:
        lines.append(words.say("answer", "Approved by: {name}", name=clip(signed.approved, MOST_NAME)))
    if answer.sent_at is not None:
        lines.append(words.say("answer", "Date: {moment}", moment=formats.moment(answer.sent_at)))
    return LINE.join(lines)


def what_next(words: Words) -> Markup:
    """What its author can do with it."""
    return words.say(
        "answer",
        "Did it help you? Tap a button. If it did not, tell us why and we look at it again."
        " You can also add information to your case.",
    )


def in_case(
    sent: Sequence[CaseAnswer], names: Mapping[int, str], entity: str, words: Words, formats: Formats
) -> list[Markup]:
    """The answers of a case as /caso shows them: the one in force whole, and that there were others before."""
    if not sent:
        return []
    last = sent[-1]
    parts = [words.say("answer", "<b>Our answer</b>"), *told(last, Signed.of(last, names, entity), words, formats)]
    if len(sent) > 1:
        earlier = formats.join([formats.date(one.sent_at) for one in sent[:-1] if one.sent_at is not None])
        parts.append(words.say("answer", "Earlier answers, which we keep: {dates}", dates=earlier))
    return parts


def thanks(words: Words) -> Markup:
    """«Me sirvió»."""
    return words.say("answer", "Thank you for telling us.")


def ask_why(case: Case, words: Words) -> Markup:
    """«No me sirvió»."""
    return words.say(
        "answer",
        "We are sorry. Why did the answer to case {number} not help you? Write it, and we look at it again.",
        number=case.radicado,
    )


def reopened(case: Case, words: Words) -> Markup:
    """It is staff's turn again."""
    return words.say(
        "answer",
        "Done. Case {number} goes back to the officials. We will tell you here what they answer.",
        number=case.radicado,
    )


def newer(words: Words) -> Markup:
    """A button under an answer that is not in force any more."""
    return words.say("answer", "There is a newer answer to that case. Look at it in /mis_observaciones")


def alike(case: Case, names: SubjectNames, state: Phrase, words: Words) -> Markup:
    """At the card: something alike is under way; its topic and how it stands, and nothing of what was written."""
    return LINE.join(
        [
            words.say("observe", "There is a similar observation that is already being dealt with."),
            words.say("case", "About: {about}", about=names.name(case.about, case.about_code, words)),
            words.say_phrase(state),
            words.say("observe", "If you join it, you get a number too, without your name. We answer you as well."),
        ]
    )


def joined(words: Words) -> Markup:
    """«Me sumo», under the number."""
    return words.say("observe", "It joins a similar observation. The answer to that one is for you too.")
