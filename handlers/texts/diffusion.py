"""What is said around «Difusión»: to staff, before and after; and how a notice of theirs reads."""

from collections.abc import Sequence

from markupsafe import Markup

from locales import Formats, Words, clip
from participation.audience.broadcast_sending import Preview, TooLate
from participation.audience.guests import ContactList
from participation.plan.views import EntityView
from storage.models.notices import Broadcast

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
SHORT = 60  # characters of a notice by which it is recognised in a list


def message(broadcast: Broadcast, entity: EntityView, words: Words, *, can_stop: bool) -> Markup:
    """A notice of staff's as people read it; in private with the way to get no more."""
    parts = [heading(entity, words), Markup("{}").format(broadcast.text)]
    if can_stop:
        parts.append(words.say("diffusion", "To get no more notices: /baja"))
    return PARAGRAPH.join(parts)


def heading(entity: EntityView, words: Words) -> Markup:
    """Whose notice it is."""
    return words.say("diffusion", "<b>Notice of {entity}</b>", entity=entity.short_name)


def overview(list_: ContactList, sent: Sequence[Broadcast], words: Words, formats: Formats) -> Markup:
    """«Difusión»: what can be done, and what was sent last."""
    parts = [
        words.say("diffusion", "<b>Diffusion</b>"),
        words.say("diffusion", "Write a notice for the subscribers, the channel or the invited institutions."),
        words.count("diffusion", "There is one guest in the list.", "There are {n} guests in the list.", list_.total),
    ]
    if sent:
        lines = [
            words.say(
                "diffusion",
                "{day}: {text}",
                day=formats.date(one.sent_at),
                text=clip(" ".join(one.text.split()), SHORT),
            )
            for one in sent
            if one.sent_at is not None
        ]
        parts.append(LINE.join([words.say("diffusion", "The last ones:"), *lines]))
    return PARAGRAPH.join(parts)


def ask_text(longest: int, words: Words, formats: Formats) -> Markup:
    """Asking for a notice's words."""
    return words.say(
        "diffusion",
        "Write the notice as people will read it, at most {n} characters. Then you see it before it is sent.",
        n=formats.number(longest),
    )


def too_long(longest: int, words: Words, formats: Formats) -> Markup:
    """The words do not fit into a message."""
    return words.say(
        "diffusion", "The notice is too long. It may have {n} characters. Write it again.", n=formats.number(longest)
    )


def only_words(words: Words) -> Markup:
    """A file came where words were asked for."""
    return words.say("diffusion", "A notice has only words and a link. Write the text.")


def ask_link(words: Words) -> Markup:
    """Asking for a notice's link."""
    return words.say("diffusion", "Write the link. It will be a button. To take it away, write: no")


def not_a_link(words: Words) -> Markup:
    """What was written opens nothing."""
    return words.say("diffusion", "That is not a web address. Write it whole, with https:// in front.")


def card(preview: Preview, words: Words, formats: Formats, *, today_only: bool) -> Markup:
    """Under the preview: whom it goes to, how many, how long it takes, when the first leaves."""
    reach = preview.reach
    lines = [words.say("diffusion", "So it will be read. It goes to: {whom}.", whom=_whom(preview, words, formats))]
    if reach.telegram:
        lines.append(words.count("diffusion", "Telegram: one message.", "Telegram: {n} messages.", reach.telegram))
    if reach.channel:
        lines.append(words.say("diffusion", "Channel: one message."))
    if reach.email:
        lines.append(words.count("diffusion", "E-mail: one.", "E-mail: {n}.", reach.email))
    if reach.all == 0:
        lines.append(words.say("diffusion", "Nobody would get it now. Choose whom it goes to."))
    else:
        lines.append(words.say("diffusion", "It takes about {time}.", time=formats.duration(max(1, reach.seconds))))
    lines += _waits(preview, words, formats)
    if today_only:
        lines.append(words.say("diffusion", "It has to arrive today before 8 p. m. What is late is not sent."))
    return LINE.join(lines)


def _whom(preview: Preview, words: Words, formats: Formats) -> str:
    found = preview.broadcast
    whom = [words.plain("diffusion", "subscribers")] if found.to_subscribers else []
    whom += [words.plain("diffusion", "the channel")] if found.to_channel else []
    whom += [name for code, name in preview.groups.items() if code in found.guest_groups]
    return str(formats.join(whom)) if whom else words.plain("diffusion", "nobody")


def _waits(preview: Preview, words: Words, formats: Formats) -> list[Markup]:
    lines = []
    if preview.waits:
        lines.append(
            words.say(
                "diffusion", "It is night: the first leaves on {moment}.", moment=formats.moment(preview.starts_at)
            )
        )
    if preview.reach.email and preview.mails_at > preview.starts_at:
        moment = formats.moment(preview.mails_at)
        lines.append(
            words.say("diffusion", "No e-mails on Sundays and holidays: they leave on {moment}.", moment=moment)
        )
    return lines


def too_late(error: TooLate, words: Words, formats: Formats) -> Markup:
    """It can't arrive in time, so it was not sent."""
    return words.say(
        "diffusion",
        "It was not sent: it would not arrive in time. It would begin on {moment} and take {time}.",
        moment=formats.moment(error.starts_at),
        time=formats.duration(max(1, error.reach.seconds)),
    )


def nobody(words: Words) -> Markup:
    """Nobody would get it, so it was not sent."""
    return words.say("diffusion", "It was not sent: nobody would get it. Choose whom it goes to.")


def sent_already(words: Words) -> Markup:
    """What was sent is not changed."""
    return words.say("diffusion", "That notice was sent already. It can not be changed. Write another one.")


def gone(words: Words) -> Markup:
    """The notice of an old button was dropped."""
    return words.say("diffusion", "That notice was dropped. Write another one.")


def dropped(words: Words) -> Markup:
    """Dropped."""
    return words.say("diffusion", "Done. The notice was dropped. Nobody got it.")
