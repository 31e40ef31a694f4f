"""How what happens to events is told: to people, in a channel, and by e-mail with the calendar's entry."""

from email.utils import parseaddr
from typing import Any

from handlers.answer import Keyboard, Say
from handlers.keyboards import event_public as keyboards
from handlers.mail import Address, Letter, Link, Mail, MailCalendar, Unsubscribe, text_and_html
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import event_notices as texts
from handlers.texts.calendar import entry
from handlers.texts.event_notices import Changed
from handlers.texts.events import fitting
from participation.audience import unsubscribing
from participation.events.lifecycle import TO_BE_HELD
from participation.events.moments import starts
from participation.notices import Topic
from participation.plan.agenda import event_as_it_is
from participation.plan.views import EntityView, EventView
from participation.progress import entity
from reports.calendar import CalendarStatus, Contact
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.queries import audience, events


def announced(telling: Telling) -> Told:
    """An event's one announcement, whatever happened to it since; beside an edit, what has changed."""
    event, found = _event(telling)
    if not telling.is_behind:
        telling.require_wanted(Topic.EVENTS, event.id)
        if found.state in {EventState.HELD, EventState.DRAFT}:
            raise NotNow(f"it is {found.state}")
    if telling.is_email:
        return Told(mail=_mail(telling, event, found))
    text = texts.announcement(found, telling.words, telling.formats, contact=_contact(telling))
    return Told(calls=(Say(text, _keyboard(telling, found)),), reply=_reply(telling, event, found))


def reminder(telling: Telling) -> Told:
    """A reminder of the moment that it was put down for; one of a dead or moved event does not leave.

    One that had arrived before reads as what is so now.
    """
    event, found = _event(telling)
    if telling.is_behind:
        text = texts.announcement(found, telling.words, telling.formats, contact=_contact(telling))
        return Told(calls=(Say(text, _keyboard(telling, found)),), reply=_reply(telling, event, found))
    if event.state not in TO_BE_HELD:
        raise NotNow(f"the event is {event.state}")
    if not _is_still(event, str(telling.notice.facts.get("of")), telling):
        raise NotNow("the event was moved")
    if telling.chat_id is not None and not audience.is_reminded(telling.session, event.id, telling.chat_id):
        raise NotNow("not wanted any more")
    text = texts.reminder(found, telling.now, telling.words, telling.formats)
    return Told(calls=(Say(text, _keyboard(telling, found)),))


def recording(telling: Telling) -> Told:
    """That the recording can be watched."""
    event, found = _event(telling)
    if not event.recording:
        raise NotNow("there is no recording")
    text = texts.recording(found, telling.words)
    if telling.is_email:
        who = entity(telling.session)
        links = (Link(telling.words.plain("button", "Watch the recording"), event.recording),)
        return Told(mail=_letter(telling, found, who, [text], links))
    return Told(calls=(Say(text, _keyboard(telling, found)),))


def changed_since(telling: Telling, event: Event) -> Changed:
    """What of an event differs from what a copy showed."""
    shown = telling.copy.shown_version
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for change in events.changes_of(telling.session, event.id, after=shown if shown is not None else event.version):
        old = {**change.old, **old}
        new |= change.new
    differs = {name for name in new if old.get(name) != new[name]}
    return Changed({name: old.get(name) for name in differs}, {name: new[name] for name in differs})


def _event(telling: Telling) -> tuple[Event, EventView]:
    """The event of a notice, read once for all its copies of a look."""
    key = ("event", telling.notice.subject_id, telling.today)
    known = telling.session.info.get(key)
    if known is None:
        event = events.event(telling.session, telling.notice.subject_id)
        if event is None:
            raise NotNow("the event is not in the plan any more")
        known = telling.session.info[key] = (event, event_as_it_is(telling.session, event, telling.today))
    event, found = known
    return event, found


def _is_still(event: Event, of: str, telling: Telling) -> bool:
    """Whether an event has the moment yet that a reminder is of."""
    start = starts(event, telling.office.zone)
    if start is not None:
        return start.isoformat("T", "minutes") == of
    return event.day is not None and event.day.isoformat() == of


def _keyboard(telling: Telling, found: EventView) -> Keyboard:
    if not telling.is_private:
        return keyboards.announced_in_public(found, telling.link, telling.words)
    reminded = audience.is_reminded(telling.session, found.id, telling.chat_id or 0)
    return keyboards.announced(found, telling.words, reminded=reminded)


def _contact(telling: Telling) -> str:
    """Where to ask: our command, which in a channel or a group would do nothing."""
    if telling.is_private:
        return "/contacto"
    return texts.public_contact(entity(telling.session), telling.office.bot_username)


def _reply(telling: Telling, event: Event, found: EventView) -> Say | None:
    if not telling.is_behind:
        return None
    changed = changed_since(telling, event)
    said = texts.change(found, changed, telling.words, telling.formats, contact=_contact(telling))
    return Say(said, _keyboard(telling, found)) if said is not None else None


def _mail(telling: Telling, event: Event, found: EventView) -> Mail | None:
    """An invitation with its calendar entry; a change is a new e-mail in the same conversation."""
    who = entity(telling.session)
    contact = texts.mail_contact(who, telling.words)
    paragraphs = [texts.facts(found, telling.words, telling.formats, contact=contact)]
    if telling.is_behind:
        changed = changed_since(telling, event)
        told = texts.change(found, changed, telling.words, telling.formats, contact=contact)
        if told is None:
            return None
        paragraphs = [told]
    if found.state not in {EventState.POSTPONED, EventState.CANCELLED}:  # these say it themselves
        paragraphs.append(texts.whom_to_ask(contact, telling.words))
    links = [Link(telling.words.plain("event mail", "See the event in Telegram"), telling.link(f"evento_{found.code}"))]
    if found.link and found.state not in {EventState.POSTPONED, EventState.CANCELLED}:
        links.insert(0, Link(telling.words.plain("event mail", "Join"), found.link))
    return _letter(telling, found, who, paragraphs, links, _calendar(telling, event, found, who))


def _letter(
    telling: Telling,
    found: EventView,
    who: EntityView,
    paragraphs: list[Any],
    links: Any,
    calendar: MailCalendar | None = None,
) -> Mail:
    stop = unsubscribing.link(telling.office.keys, telling.copy.recipient, telling.office.public_url)
    letter = Letter(
        title=f"{texts.heading(found, telling.words)}: {fitting(found).title}",
        paragraphs=paragraphs,
        links=tuple(links),
        why=texts.why_mail(who, telling.words),
        stop=stop,
    )
    text, html = text_and_html(letter, who, telling.words)
    first = f"event:{found.id}:mail:{telling.copy.recipient}"
    is_first = telling.notice.kind is not NoticeKind.EVENT_RECORDING and not telling.is_behind
    return Mail(
        key=first if is_first else f"{first}:{telling.notice.kind}:{telling.notice.version}",
        to=Address(telling.copy.recipient),
        subject=texts.subject(found, who, telling.words),
        text=text,
        html=html,
        calendar=calendar,
        reply_to=Address(who.email, who.short_name) if who.email else None,
        follows=() if is_first else (first,),
        unsubscribe=Unsubscribe(url=stop, mail=who.email) if stop or who.email else None,
    )


def _calendar(telling: Telling, event: Event, found: EventView, who: EntityView) -> MailCalendar | None:
    """The entry for the guest's calendar, or its withdrawal. None where nobody could be the one who invites."""
    address = who.email or parseaddr(telling.office.mail_from or "")[1]
    if not address or found.state in {EventState.HELD, EventState.UNCONFIRMED, EventState.LIVE}:
        return None
    from reports.calendar.files import invitation, withdrawal  # noqa: PLC0415 - the library of calendars, for mail only

    organiser, guest = Contact(address, who.short_name), Contact(telling.copy.recipient)
    year = events.year_of(telling.session, event)
    made = entry(found, event, year, who.short_name, telling.words, telling.office.zone, organiser)
    if made is None:
        return None
    if made.status is CalendarStatus.CANCELLED:
        if not telling.is_behind:
            return None  # nobody has an entry that could be withdrawn
        return MailCalendar("CANCEL", withdrawal(made, organiser, guest, telling.office.zone))
    return MailCalendar("REQUEST", invitation(made, organiser, guest, telling.office.zone))
