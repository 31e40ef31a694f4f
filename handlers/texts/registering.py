"""What is said while something that came otherwise is registered, answered, or somebody else stands in."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.texts.contents import attached
from handlers.texts.observations import kind_name
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words, clip
from participation.office.registering import OutsideItem, Registration
from storage.models.cases import Case
from storage.models.kinds import Channel
from storage.models.office import AnswerMeans

LINE, PARAGRAPH = Markup("\n"), Markup("\n\n")
SHOWN = 1_200  # UTF-16 units of a text that is read back on a card
CHANNELS = {
    Channel.PAPER: Phrase("channel", "On paper"),
    Channel.PHONE: Phrase("channel", "By phone"),
    Channel.EMAIL: Phrase("channel", "By e-mail"),
    Channel.FACEBOOK: Phrase("channel", "On Facebook"),
    Channel.EVENT: Phrase("channel", "At an event"),
}
MEANS = {
    AnswerMeans.ADDRESS: Phrase("means", "By letter, to an address"),
    AnswerMeans.EMAIL: Phrase("means", "By e-mail, to an address"),
    AnswerMeans.PHONE: Phrase("means", "By phone, to a number"),
}


def which_channel(words: Words) -> Markup:
    """«Registrar caso»."""
    return words.say("office", "How did it come in?")


def which_reception(words: Words) -> Markup:
    return words.say(
        "office", "On which day did it come in? The term counts from it. Choose, or write it: 28 de junio de 2021."
    )


def unread_day(words: Words) -> Markup:
    return words.say("office", "I cannot read that date. Write it like this: 28 de junio de 2021.")


def registration(given: Registration, names: SubjectNames, words: Words, formats: Formats, *, is_old: bool) -> Markup:
    """What is being registered, read back."""
    parts = [words.say("office", "<b>New case</b>")]
    if given.text:
        parts.append(Markup("<blockquote>{}</blockquote>").format(clip(given.text, SHOWN)))
    if given.files:
        parts.append(words.say("observe", "Attached: {files}", files=attached(given.files, words, formats)))
    if not given.text and not given.files:
        parts.append(words.say("office", "Write here what the person says, or send the document."))
    lines = [
        words.say("office", "How it came: {channel}", channel=words.plain_phrase(CHANNELS[given.channel])),
        words.say("office", "Received on {date}", date=formats.date(given.received_on)),
        words.say("observe", "Kind: {kind}", kind=kind_name(given.kind, given.petition, words)),
        words.say("observe", "About: {about}", about=names.name(given.about.kind, given.about.code, words)),
        words.say("office", "Name: {name}", name=given.name or words.plain("office", "without a name")),
        _means(given, words),
    ]
    if is_old:
        lines.append(words.say("office", "▲ It came more than 5 working days ago. Check the date."))
    return PARAGRAPH.join([*parts, LINE.join(lines)])


def _means(given: Registration, words: Words) -> Markup:
    if given.means is None or not given.contact:
        return words.say("office", "How to answer: nobody said it")
    return words.say(
        "office",
        "How to answer: {means} ({contact})",
        means=words.plain_phrase(MEANS[given.means]),
        contact=clip(given.contact, 120),
    )


def ask_person(words: Words) -> Markup:
    return words.say("office", "Write the person's name, as it should stand in the case. «-» is without a name.")


def which_means(words: Words) -> Markup:
    return words.say("office", "How can the person be answered? It is kept apart and sealed.")


def ask_contact(means: AnswerMeans, words: Words) -> Markup:
    """Where the answer is to be taken."""
    match means:
        case AnswerMeans.ADDRESS:
            return words.say("office", "Write the postal address.")
        case AnswerMeans.EMAIL:
            return words.say("office", "Write the person's e-mail address.")
        case AnswerMeans.PHONE:
            return words.say("office", "Write the phone number.")


def registered(case: Case, receipt: str, words: Words, formats: Formats) -> Markup:
    """The number, once it is stored."""
    lines = [
        words.say("office", "Registered: <b>{number}</b>", number=case.radicado),
        words.say("office", "Received on {date}", date=formats.date(case.received_on)),
    ]
    if case.due_on is not None:
        lines.append(words.say("office", "The answer is due on {date}.", date=formats.date(case.due_on)))
    lines.append(words.say("case", "Receipt: <code>{receipt}</code>", receipt=receipt))
    lines.append(words.say("office", "Print the paper below and give it to the person."))
    return LINE.join(lines)


def dropped(words: Words) -> Markup:
    return words.say("office", "All right. Nothing was registered.")


def nothing_begun(words: Words) -> Markup:
    """A button of a registration that was finished or dropped."""
    return words.say("office", "That case is no longer being registered. Begin again: /panel")


def outside(found: Sequence[OutsideItem], words: Words, formats: Formats) -> Markup:
    """«Responder por fuera»."""
    if not found:
        return words.say("office", "There is no answer to be taken to anybody.")
    parts = [words.say("office", "<b>To be answered outside the bot</b>")]
    for item in found:
        lines = [
            Markup("<b>{}</b>").format(item.case.radicado),
            words.say("office", "Name: {name}", name=item.name or words.plain("office", "without a name")),
            words.say(
                "office",
                "How to answer: {means} ({contact})",
                means=words.plain_phrase(MEANS[item.means]),
                contact=clip(item.contact or "", 160),
            )
            if item.means is not None
            else words.say("office", "How to answer: nobody said it"),
        ]
        if item.answer.sent_at is not None:
            lines.append(words.say("office", "Answer signed on {date}", date=formats.date(item.answer.sent_at)))
        parts.append(LINE.join(lines))
    return PARAGRAPH.join(parts)


def when_sent(words: Words) -> Markup:
    return words.say("office", "On which day did the answer leave? Choose, or write it.")


def marked_sent(case: Case, words: Words) -> Markup:
    return words.say("office", "Done. The answer to {number} left.", number=case.radicado)


def away(stand_in: str | None, first: date | None, last: date | None, words: Words, formats: Formats) -> Markup:
    """Who stands in for me, and when."""
    if stand_in is None or first is None or last is None:
        return words.say(
            "office", "Nobody stands in for you. When you are away, choose who gets your cases and alerts."
        )
    return words.say(
        "office",
        "{name} stands in for you from {first} to {last}, with your cases and alerts.",
        name=stand_in,
        first=formats.date(first),
        last=formats.date(last),
    )


def which_stand_in(words: Words) -> Markup:
    return words.say("office", "Who stands in for you?")


def which_days(words: Words) -> Markup:
    return words.say("office", "Write the first and the last day: 5 de julio de 2021 a 9 de julio de 2021.")


def back_again(words: Words) -> Markup:
    return words.say("office", "Done. Your cases and alerts come to you again.")
