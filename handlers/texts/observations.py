"""What is said while an observation is written and once it has its number."""

from markupsafe import Markup

from handlers.texts.contents import attached, quoted
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words
from participation.observations.drafting import DraftView
from participation.plan.views import EntityView
from storage.models.cases import Case
from storage.models.kinds import ContributionKind, PetitionKind

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")

KINDS = {
    ContributionKind.OBSERVATION: Phrase("kind", "Observation or suggestion"),
    ContributionKind.PETITION: Phrase("kind", "Question or petition"),
    ContributionKind.COMPLAINT: Phrase("kind", "Complaint or claim"),
    ContributionKind.CONGRATULATION: Phrase("kind", "Congratulation"),
    ContributionKind.DENUNCIA: Phrase("kind", "Report of corruption"),
}
PETITIONS = {
    PetitionKind.INFORMATION: Phrase("kind", "I ask for information or documents"),
    PetitionKind.CONSULTATION: Phrase("kind", "I ask for a legal opinion"),
    PetitionKind.GENERAL: Phrase("kind", "Another petition"),
}
RECEIVED = {
    ContributionKind.OBSERVATION: Phrase("receipt", "We received your observation."),
    ContributionKind.PETITION: Phrase("receipt", "We received your petition."),
    ContributionKind.COMPLAINT: Phrase("receipt", "We received your complaint."),
    ContributionKind.CONGRATULATION: Phrase("receipt", "We received your congratulation."),
    ContributionKind.DENUNCIA: Phrase("receipt", "We received your report of corruption."),
}


def prompt(entity: EntityView, about: str | None, words: Words) -> Markup:
    """What to write, and the notice under which it is written."""
    first = words.say(
        "observe", "Write your observation. You can send photos, audios or documents. You check it before you send it."
    )
    lines = [first]
    if about:
        lines.append(words.say("observe", "About: {about}", about=about))
    return PARAGRAPH.join([LINE.join(lines), Markup("{}").format(entity.privacy_short)])


def notice(entity: EntityView) -> Markup:
    """The notice under which data are used, before what was written out of the blue can be sent."""
    return Markup("{}").format(entity.privacy_short)


def card(
    draft: DraftView, names: SubjectNames, name: str, entity: EntityView, words: Words, formats: Formats
) -> Markup:
    """Everything that the draft holds, read back."""
    parts = [words.say("observe", "<b>Check before you send</b>")]
    if draft.kind is ContributionKind.DENUNCIA:
        parts.append(denuncia_warning(entity, words))
    if draft.text:
        parts.append(quoted(draft.text, words, formats))
    if draft.files:
        parts.append(words.say("observe", "Attached: {files}", files=attached(draft.files, words, formats)))
    parts.append(
        LINE.join(
            [
                words.say("observe", "About: {about}", about=names.name(draft.about.kind, draft.about.code, words)),
                words.say("observe", "Kind: {kind}", kind=kind_name(draft.kind, draft.petition, words)),
                words.say("observe", "Name: {name} (so it would stand in the case)", name=name),
            ]
        )
    )
    parts.append(
        words.say(
            "observe",
            "<i>Without your name:</i> Your name does not stay in the case. We keep this chat apart, to answer you."
            " Your voice or a photo can identify you.",
        )
    )
    return PARAGRAPH.join(parts)


def kind_name(kind: ContributionKind, petition: PetitionKind | None, words: Words) -> str:
    """What it is, and what a petition asks for where that is known."""
    said = words.plain_phrase(KINDS[kind])
    if kind is ContributionKind.PETITION and petition in PETITIONS:
        return f"{said} ({words.plain_phrase(PETITIONS[petition])})"
    return said


def denuncia_warning(entity: EntityView, words: Words) -> Markup:
    """Before a denuncia is sent: who reads it, and where it would be safer."""
    warning = words.say("observe", "Only authorised staff read your report. Telegram is not a secret channel.")
    if entity.protected_channel:
        channel = entity.protected_channel.rstrip(".")
        safer = words.say("observe", "If you fear for your safety, use {channel}.", channel=channel)
    else:
        safer = words.say(
            "observe",
            "If you fear for your safety, do not send it here. The entity has not given a protected channel yet.",
        )
    return Markup(" ").join([warning, safer])


def filed(case: Case, receipt: str, words: Words, formats: Formats) -> Markup:
    """The number, only once the case is stored."""
    lines = [
        words.say_phrase(RECEIVED[case.kind]),
        words.say("receipt", "Your case number: <b>{number}</b>", number=case.radicado),
        words.say("receipt", "Date: {moment}", moment=formats.moment(case.received_at)),
        _what_follows(case, words, formats),
    ]
    if case.late:
        lines.append(words.say("receipt", "It arrived after the date. We answer it all the same."))
    lines.append(words.say("receipt", "Keep the number. See how it goes: /mis_observaciones"))
    lines.append(_what_the_receipt_proves(case, receipt, words))
    return LINE.join(lines)


def _what_follows(case: Case, words: Words, formats: Formats) -> Markup:
    """What we owe its author: a date where the law or the plan gives one, a decision except on a congratulation."""
    if case.due_on is not None:
        return words.say("receipt", "We answer you by {date} at the latest.", date=formats.date(case.due_on))
    if case.kind is ContributionKind.CONGRATULATION:
        return words.say("receipt", "Thank you. We will pass it on to those whom it concerns.")
    return words.say("receipt", "We will tell you here what we decided and why.")


def _what_the_receipt_proves(case: Case, receipt: str, words: Words) -> Markup:
    """A denuncia is never listed in a report: only its sealed leaf is in the proof."""
    if case.kind is ContributionKind.DENUNCIA:
        return words.say(
            "receipt",
            "Receipt: <code>{receipt}</code>. It serves to check that we received it and that it has not changed.",
            receipt=receipt,
        )
    return words.say(
        "receipt",
        "Receipt: <code>{receipt}</code>. It serves to check that your case is in the report.",
        receipt=receipt,
    )


def already_filed(case: Case, receipt: str, words: Words, formats: Formats) -> Markup:
    """A second press of «Enviar»: the same case, said again."""
    first = words.say("receipt", "You had sent it already. It is the same case.")
    return LINE.join([first, filed(case, receipt, words, formats)])


def unsent(words: Words) -> Markup:
    """There is a draft already."""
    return words.say("observe", "You had this without sending. Go on writing, or tap a button.")


def half_way(words: Words) -> Markup:
    """At /start: there is something that was not sent."""
    return words.say("observe", "You have an observation that you have not sent. Do you want to go on with it?")


def look_again(words: Words) -> Markup:
    """A message that was not on the card is on it now."""
    return words.say("observe", "We added your last message. Check it, and tap Send again.")


def empty(words: Words) -> Markup:
    """Nothing to send yet."""
    return words.say(
        "observe", "There is nothing to send yet. Write your observation, or send a photo, an audio or a document."
    )


def too_many(words: Words) -> Markup:
    """The day's limit; what was written stays."""
    return words.say("observe", "You have sent many cases today. We keep what you wrote. You can send it tomorrow.")


def full(limit: str, words: Words) -> Markup:
    """What one observation can hold; the message that did not fit is named."""
    reasons = {
        "messages": words.plain("observe", "It has too many messages."),
        "text": words.plain("observe", "The text is too long."),
        "files": words.plain("observe", "It has too many files, or they are too heavy."),
    }
    return words.say(
        "observe",
        "Your last message did not fit. {reason} Send this one, and put the rest in another observation.",
        reason=reasons[limit],
    )


def ask_what_to_fix(words: Words) -> Markup:
    """The menu of «Corregir»."""
    return words.say("observe", "What do you want to correct?")


def ask_new_text(words: Words) -> Markup:
    """The text anew."""
    return words.say("observe", "Write the whole text anew. The photos and files stay.")


def ask_name(words: Words) -> Markup:
    """The name for the case."""
    return words.say("observe", "Write the name as you want it in the case.")


def ask_about(words: Words) -> Markup:
    """The topic."""
    return words.say("observe", "What is it about?")


def ask_event(words: Words) -> Markup:
    """Which event."""
    return words.say("observe", "Which event is it about?")


def ask_kind(words: Words) -> Markup:
    """The kind."""
    return words.say("observe", "What is it?")


def ask_petition(words: Words) -> Markup:
    """What a petition asks for, because its term depends on it."""
    return words.say("observe", "What do you ask for? The time to answer you depends on it.")


def cancelled(words: Words) -> Markup:
    """Erased."""
    return words.say("observe", "Done. We erased what you had not sent.")


def no_draft(words: Words) -> Markup:
    """The draft of an old card is gone."""
    return words.say(
        "observe", "That draft is no longer there. It was cancelled, or 7 days passed. You can write a new one."
    )


def edit_kept(case: Case, words: Words) -> Markup:
    """A sent message was edited."""
    return words.say(
        "observe",
        "We kept your change as a new version of case {number}. What you sent first stays too.",
        number=case.radicado,
    )


def offer(words: Words) -> Markup:
    """Something was written out of the blue."""
    return words.say("observe", "Do you want to register this as an observation?")


def offer_softly(words: Words) -> Markup:
    """After the emergency line: what was written is not lost, and nobody is pressed."""
    return words.say("observe", "If you want, we also register what you wrote, so that an official reads it.")


def offer_petition(words: Words) -> Markup:
    """After an answer to somebody who asked for something: it can be a petition, with its term."""
    return words.say("observe", "If you need a formal reply, register it as a petition. It gets a number and a date.")


def declined(words: Words) -> Markup:
    """It is not registered, and erased."""
    return words.say("observe", "All right. We did not keep it.")


def question_inside(words: Words) -> Markup:
    """A question came while an observation is being written."""
    is_open = words.say("observe", "Your observation is still open; this question is not in it yet.")
    asked = words.say("observe", "Is that a question for me, or part of your observation?")
    return LINE.join([is_open, asked])


def question_left_out(words: Words) -> Markup:
    """Behind the answer to a question that came while an observation is being written."""
    return words.say(
        "observe", "Your observation is still open, without this question. Add it if an official should answer it."
    )
