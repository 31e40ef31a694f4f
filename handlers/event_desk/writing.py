"""Writing an event down: «Nuevo evento» asks for one thing after the other; later each can be corrected alone.

What was answered is kept in the draft at once, so that nothing is lost; each step can be left out.
"""

from collections.abc import Callable

from markupsafe import Markup

from handlers import desk
from handlers.answer import Answer
from handlers.buttons.event_desk import UNKNOWN, AskField, SetField, read_moment
from handlers.event_desk import reading
from handlers.event_desk.looking import say_card, with_event
from handlers.event_desk.when import asked_again, warned
from handlers.keyboards import event_desk as keyboards
from handlers.staff_only import as_staff
from handlers.texts import event_desk as texts
from handlers.turn import Turn
from participation.events import editing
from participation.events.moments import Moment
from participation.events.spoken_dates import read_moment as spoken_moment
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.plan import Event, EventKind, EventState
from storage.models.staff import StaffMember
from storage.queries import desks

NEW, FIELD = "event-new", "event-field"
STEPS = ("kind", "moment", "where", "product", "groups")
PLAIN = {"description": reading.free_text, "accessibility": reading.free_text, "speakers": reading.lines}
LINKS = frozenset({"recording", "minutes_link"})


def begin(turn: Turn) -> Answer:
    """«Nuevo evento»: its title is all that it needs to be kept."""

    def act(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        desk.sit_down(turn, NEW)
        return turn.say(texts.question("title", turn.words), keyboards.to_all(turn.words))

    return as_staff(turn, act)


def take_title(turn: Turn, _found: Desk, _file: AttachedFile | None) -> Answer:
    """The title of a new event."""

    def act(me: StaffMember) -> Answer:
        title = reading.title(turn.text)
        if title is None:
            return turn.say(turn.words.say_phrase(texts.NOT_UNDERSTOOD["title"]), keyboards.to_all(turn.words))
        event = editing.create(turn.session, title, me, turn.now)
        return _ask(turn, event, STEPS[0], guided=True)

    return as_staff(turn, act)


def ask(turn: Turn) -> Answer:
    """A field is to be written anew."""
    data = AskField.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        return _ask(turn, event, data.field, guided=_is_guided(turn, event, data.field))

    return with_event(turn, data.id, act)


def choose(turn: Turn) -> Answer:
    """A button that answers a question; empty to leave it out."""
    data = SetField.read(turn.pressed)

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        guided = _is_guided(turn, event, data.field)
        if data.field == "groups" and data.value:
            return _toggle_group(turn, me, event, data.value, guided=guided)
        if data.value:
            if data.field == "moment":
                return _choose_moment(turn, me, event, data.value, guided=guided)
            values = _chosen(turn, data.field, data.value)
            if values is None:
                return _ask(turn, event, data.field, guided=guided)
            editing.edit(turn.session, event, values, me, turn.now)
        return _next(turn, me, event, data.field, guided=guided)

    return with_event(turn, data.id, act)


def take_field(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """What was typed for a field."""
    event_id, field, guided = int(found.facts["event"]), str(found.facts["field"]), bool(found.facts.get("guided"))

    def act(me: StaffMember, event: Event) -> Answer:
        require(me, Right.PUBLISH)
        if field == "moment":
            return _take_moment(turn, me, event, guided=guided)
        if field == "reminders":
            return _take_reminders(turn, me, event)
        values = _typed(turn, field)
        if values is None:
            return turn.say(_not_understood(turn, field), keyboards.asked(event, field, turn.words, guided=guided))
        editing.edit(turn.session, event, values, me, turn.now)
        return _next(turn, me, event, field, guided=guided)

    return with_event(turn, event_id, act)


def _ask(turn: Turn, event: Event, field: str, *, guided: bool) -> Answer:
    desk.sit_down(turn, FIELD, event=event.id, field=field, guided=guided)
    said = texts.question(field, turn.words)
    match field:
        case "kind":
            return turn.say(said, keyboards.kinds(event, turn.words, guided=guided))
        case "product":
            found = editing.products(turn.session)
            return turn.say(said, keyboards.products(event, found, turn.words, guided=guided))
        case "groups":
            return turn.say(said, keyboards.groups(event, editing.groups(turn.session), turn.words))
    return turn.say(said, keyboards.asked(event, field, turn.words, guided=guided))


def _next(turn: Turn, me: StaffMember, event: Event, field: str, *, guided: bool) -> Answer:
    """The next question of a new event; after the last one, or a correction, the card."""
    if guided and field in STEPS[:-1]:
        return _ask(turn, event, STEPS[STEPS.index(field) + 1], guided=True)
    desks.clear(turn.session, turn.chat_id)
    told = [] if event.state in {EventState.DRAFT, EventState.HELD} else [texts.edited(turn.words)]
    return say_card(turn, me, event, *told)


def _is_guided(turn: Turn, event: Event, field: str) -> bool:
    """Whether a question is one of those that a new event begins with."""
    found = desks.desk(turn.session, turn.chat_id)
    if found is None or found.doing != FIELD:
        return False
    return found.facts.get("event") == event.id and bool(found.facts.get("guided")) and field in STEPS


def _toggle_group(turn: Turn, me: StaffMember, event: Event, code: str, *, guided: bool) -> Answer:
    names = editing.groups(turn.session)
    if code in names:
        invited = [one for one in names if (one in event.value_groups) is not (one == code)]
        editing.edit(turn.session, event, {"value_groups": invited}, me, turn.now)
    desk.sit_down(turn, FIELD, event=event.id, field="groups", guided=guided)
    return turn.show(texts.question("groups", turn.words), keyboards.groups(event, names, turn.words))


def _choose_moment(turn: Turn, me: StaffMember, event: Event, coded: str, *, guided: bool) -> Answer:
    moment = read_moment(coded.removesuffix(".sure"))
    if moment is None:
        return _ask(turn, event, "moment", guided=guided)
    return _set_moment(turn, me, event, moment, guided=guided, sure=coded.endswith(".sure"))


def _take_moment(turn: Turn, me: StaffMember, event: Event, *, guided: bool) -> Answer:
    read = spoken_moment(turn.text, turn.now, turn.office.zone)
    if isinstance(read, Moment):
        return _set_moment(turn, me, event, read, guided=guided, sure=False)
    back = keyboards.asked(event, "moment", turn.words, guided=guided)
    return asked_again(turn, event, read, "moment", back)


def _set_moment(turn: Turn, me: StaffMember, event: Event, moment: Moment, *, guided: bool, sure: bool) -> Answer:
    if not sure and (warning := warned(turn, event, moment, "moment")) is not None:
        return warning
    values: dict[str, object] = {"hour": moment.hour}
    if event.state is EventState.DRAFT or event.day != moment.day:
        values["day"] = moment.day
    if moment.minutes is not None:
        values["minutes_long"] = moment.minutes
    editing.edit(turn.session, event, values, me, turn.now)
    return _next(turn, me, event, "moment", guided=guided)


def _take_reminders(turn: Turn, me: StaffMember, event: Event) -> Answer:
    minutes = reading.times_before(turn.text)
    if minutes is None:
        said = turn.words.say_phrase(texts.NOT_UNDERSTOOD["reminders"])
        return turn.say(said, keyboards.asked(event, "reminders", turn.words, guided=False))
    editing.remind_at(turn.session, event, minutes, me, turn.now)
    desks.clear(turn.session, turn.chat_id)
    return say_card(turn, me, event, turn.words.say("event desk", "Saved."))


def _chosen(turn: Turn, field: str, value: str) -> dict[str, object] | None:
    """The value of a button; None where the plan no longer has it."""
    if field == "kind" and value in set(EventKind):
        return {"kind": EventKind(value)}
    if field == "product":
        if value == UNKNOWN:
            return {"product_id": None}
        found = next((number for number, code, _ in editing.products(turn.session) if code == value), None)
        return {"product_id": found} if found is not None else None
    return None


def _typed(turn: Turn, field: str) -> dict[str, object] | None:
    """The values of what was typed; None where it is not understood."""
    if field in PLAIN:
        return _one(field, PLAIN[field](turn.text))
    if field in LINKS:
        return _one(field, reading.link(turn.text))
    read: dict[str, Callable[[], dict[str, object] | None]] = {
        "title": lambda: _one("title", reading.title(turn.text)),
        "kind": lambda: _one("kind", reading.kind(turn.text)),
        "where": lambda: reading.where(turn.text),
        "product": lambda: _one("product_id", reading.product(turn.text, editing.products(turn.session))),
        "groups": lambda: _one("value_groups", reading.groups(turn.text, editing.groups(turn.session))),
        "minutes_long": lambda: _one("minutes_long", reading.minutes(turn.text)),
        "attendance": lambda: _attendance(turn.text),
    }
    return read[field]()


def _attendance(text: str) -> dict[str, object] | None:
    read = reading.attendance(text)
    return {"attendance": read[0], "attendance_metric": read[1]} if read is not None else None


def _one(name: str, value: object) -> dict[str, object] | None:
    return {name: value} if value is not None else None


def _not_understood(turn: Turn, field: str) -> Markup:
    return turn.words.say_phrase(texts.NOT_UNDERSTOOD.get(field, texts.TOO_LONG))


desk.TAKES[NEW] = take_title
desk.TAKES[FIELD] = take_field
