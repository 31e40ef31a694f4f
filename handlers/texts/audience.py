"""What is said of notices and reminders: what is on and what is off is in words, never in a sign alone."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.events import new_date
from locales import Formats, Words
from participation.audience.subscriptions import Wishes
from participation.plan.views import EventView
from storage.models.plan import EventState

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")


def notices(wishes: Wishes, reminders: Sequence[str], words: Words, formats: Formats) -> Markup:
    """/avisos: what is told, how often, since when, and how to end it. `reminders`: the titles of single events."""
    parts = [words.say("notices", "<b>Notices</b>"), LINE.join(_switches(wishes, words))]
    if wishes.is_subscribed and wishes.since is not None:
        parts.append(LINE.join([_pace(wishes, words), _consent(wishes, words, formats)]))
    else:
        parts.append(
            words.say("notices", "Tap what you want to receive. Until then we send you no notices of the plan.")
        )
    if reminders:
        parts.append(words.say("notices", "We remind you of: {events}.", events=formats.join(list(reminders))))
    parts.append(_rules(words))
    return PARAGRAPH.join(parts)


def _switches(wishes: Wishes, words: Words) -> list[Markup]:
    return [
        words.say("notices", "Events: on. We tell you of new dates and changes.")
        if wishes.events
        else words.say("notices", "Events: off."),
        words.say("notices", "Progress of the plan: on. We tell you when there are new figures.")
        if wishes.progress
        else words.say("notices", "Progress of the plan: off."),
    ]


def _pace(wishes: Wishes, words: Words) -> Markup:
    if wishes.weekly:
        return words.say(
            "notices", "They come in one summary, on Mondays. A postponement or a cancellation comes at once."
        )
    return words.say("notices", "They come one by one, at once.")


def _consent(wishes: Wishes, words: Words, formats: Formats) -> Markup:
    moment = formats.moment(wishes.since) if wishes.since is not None else ""
    return words.say("notices", "You asked for notices on {moment}.", moment=moment)


def _rules(words: Words) -> Markup:
    return LINE.join(
        [
            words.say("notices", "Between 8 p. m. and 7 a. m. we send only what cannot wait."),
            words.say("notices", "This is apart from the authorisation for your cases. To turn everything off: /baja"),
        ]
    )


def stopped(words: Words, *, was_on: bool) -> Markup:
    """/baja, done."""
    first = (
        words.say("notices", "Done. We will send you no more notices and no reminders.")
        if was_on
        else words.say("notices", "You had no notices turned on.")
    )
    return LINE.join(
        [
            first,
            words.say("notices", "You will only get the answer to your cases."),
            words.say("notices", "If you change your mind: /avisos"),
        ]
    )


def back_again(wishes: Wishes, words: Words, formats: Formats) -> Markup:
    """Somebody is back: what comes again, in one sentence."""
    wanted = [words.plain("notices", "the events")] if wishes.events else []
    wanted += [words.plain("notices", "the progress of the plan")] if wishes.progress else []
    wanted += [words.plain("notices", "your reminders")] if wishes.reminders else []
    return words.say(
        "notices", "You receive notices again: {what}. You change it with /avisos.", what=formats.join(wanted)
    )


def reminded(event: EventView, words: Words) -> Markup:
    """«Recordarme», done: when the reminder comes."""
    title = words.say("reminder", "Done. We will remind you of “{title}”.", title=event.title)
    return LINE.join([title, _when(event, words)])


def _when(event: EventView, words: Words) -> Markup:
    if event.day is None:
        return words.say("reminder", "It has no date yet. We will tell you when there is one.")
    if event.hour is None:
        return words.say("reminder", "We write to you the day before. The plan does not say the hour yet.")
    return words.say("reminder", "We write to you the day before and one hour before.")


def not_reminded(event: EventView, words: Words) -> Markup:
    """«Quitar recordatorio», done."""
    return words.say("reminder", "Done. We will not remind you of “{title}”.", title=event.title)


def nothing_to_remind(event: EventView, words: Words) -> Markup:
    """The event of an old button has been held or called off, or its day has passed."""
    if event.state is EventState.CANCELLED:
        return words.say("reminder", "“{title}” was cancelled. There is nothing to remind you of.", title=event.title)
    if event.state is EventState.HELD:
        return words.say("reminder", "“{title}” was held already.", title=event.title)
    return words.say("reminder", "The day of “{title}” has passed already.", title=event.title)


def no_date_for_calendar(event: EventView, words: Words, formats: Formats) -> Markup:
    """There is no day that a calendar could hold."""
    if (said := new_date(event, words, formats)) != "":
        return LINE.join([said, words.say("reminder", "Tap “Remind me” and we will tell you when there is a date.")])
    return words.say("reminder", "It has no date yet. Tap “Remind me” and we will tell you when there is one.")


def calendar(event: EventView, feed: str | None, words: Words) -> Markup:
    """Beside the entry for the calendar."""
    lines = [words.say("reminder", "Open this file to put “{title}” into your calendar.", title=event.title)]
    if feed is not None:
        lines.append(
            words.say("reminder", "Or subscribe to all events. They correct themselves there: {link}", link=feed)
        )
    return LINE.join(lines)
