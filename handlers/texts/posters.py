"""What stands on a poster for the office door. What the plan does not say of an event is left out there."""

from datetime import datetime

from markupsafe import Markup

from handlers.texts import events as event_texts
from handlers.texts.plan import plan_name
from locales import Formats, Words
from participation.plan.views import EntityView, EventView, PlanProgress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.posters import Poster


def of_event(event: EventView, entity: EntityView, link: str, words: Words, formats: Formats) -> Poster:
    """The poster of an event: when and where, as far as it is known."""
    lines = [_when(event, words, formats)]
    if event.kind is not None:
        lines.append(event_texts.kind(event, words))
    if event.place:
        lines.append(event.place)
    call = words.plain("poster", "Scan it to see the event and be reminded")
    return _poster(event.title, lines, call, entity, link, words)


def of_bot(plan: PlanProgress, link: str, words: Words) -> Poster:
    """The poster of the bot: what it is for."""
    lines = [
        words.plain("poster", "See how the plan is going, with the proof"),
        words.plain("poster", "Send your observation and follow it"),
    ]
    return _poster(plan_name(plan), lines, words.plain("poster", "Scan it with your phone"), plan.entity, link, words)


def handed(link: str, words: Words) -> Markup:
    """Beside the files."""
    return words.say("poster", "The poster prints on one A4 page. Its code opens: {link}", link=link)


def _when(event: EventView, words: Words, formats: Formats) -> str:
    if event.day is None:
        return words.plain("poster", "Date to be defined")
    day = formats.weekday_date(event.day)
    if event.hour is None:
        return day
    hour = formats.time(datetime.combine(event.day, event.hour, formats.zone))
    return words.plain("poster", "{day}, {hour}", day=day, hour=hour)


def _poster(title: str, lines: list[str], call: str, entity: EntityView, link: str, words: Words) -> Poster:
    return Poster(
        language=str(words.language),
        entity=entity.short_name,
        title=title,
        lines=tuple(lines),
        call=call,
        link=link,
        without_phone=words.plain("poster", "Without a phone you can take part too: ask at this office."),
        code_alternative=words.plain("poster", "QR code that opens {link}", link=link),
        main=entity.main_colour or DEFAULT_MAIN,
        accent=entity.accent_colour or DEFAULT_ACCENT,
    )
