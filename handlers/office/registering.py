"""«Registrar caso»: how it came, on which day, what it says; looked at once more, then numbered, and printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers import buttons, desk
from handlers.answer import Answer, Say
from handlers.inbox.working import screen
from handlers.keyboards import registering as keyboards
from handlers.office.papers import registered_paper
from handlers.office.working import day_of, working
from handlers.reading import about_of, understood
from handlers.subjects import read_about, subject_names
from handlers.texts import office as office_texts
from handlers.texts import registering as texts
from handlers.turn import Turn
from participation.deadlines import PlanRules
from participation.observations.drafting import About, AttachedFile
from participation.office import registering
from participation.office.days import read_day
from participation.office.registering import Registration
from participation.plan.current import current_plan
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.kinds import AboutKind, Channel, ContributionKind, PartKind, PetitionKind
from storage.models.office import AnswerMeans
from storage.models.staff import StaffMember
from storage.queries import desks

DESK = "office-register"
WITHOUT = frozenset({"-", "–", "sin nombre"})
Facts = dict[str, Any]


def act(turn: Turn) -> Answer:
    """A button of the registration."""
    data = buttons.NewCase.read(turn.pressed)

    def go(me: StaffMember) -> Answer:
        require(me, Right.ANSWER)
        if data.step == "begin":
            desk.leave(turn)
            return screen(turn, texts.which_channel(turn.words), keyboards.channels(turn.words))
        if data.step == "channel":
            return _begin(turn, Channel(data.value))
        sat = desks.desk(turn.session, turn.chat_id)
        if sat is None or sat.doing != DESK:
            return turn.say(texts.nothing_begun(turn.words))
        return STEPS[data.step](turn, me, dict(sat.facts), data.value)

    return working(turn, 0, go)


def _begin(turn: Turn, channel: Channel) -> Answer:
    given = Registration(channel, turn.today, key=registering.new_key())
    _keep(turn, given, "day")
    return screen(
        turn,
        texts.which_reception(turn.words),
        keyboards.reception_days(turn.today, turn.today - timedelta(days=1), turn.words),
    )


def take(turn: Turn, sat: Desk, file: AttachedFile | None) -> Answer | None:
    """A message while something is being registered: what was asked for, or more of what the person says."""
    facts = dict(sat.facts)

    def go(me: StaffMember) -> Answer:
        require(me, Right.ANSWER)
        awaited = facts["awaits"] if file is None else "text"
        return TAKES.get(awaited, _take_text)(turn, facts, file)

    return working(turn, 0, go)


def _take_day(turn: Turn, facts: Facts, _file: AttachedFile | None) -> Answer:
    day = read_day(turn.text, turn.today)
    if day is None:
        return turn.say(texts.unread_day(turn.words))
    return _set_day(turn, facts, day)


def _set_day(turn: Turn, facts: Facts, day: date) -> Answer:
    registering.check_day(day, turn.today)
    return _card(turn, replace(_given(facts), received_on=day))


def _take_text(turn: Turn, facts: Facts, file: AttachedFile | None) -> Answer:
    given = _given(facts)
    if file is not None:
        given = registering.with_files(given, [file])
    if turn.text:
        whole = f"{given.text}\n\n{turn.text}".strip()
        given = replace(given, text=whole[: registering.LONGEST_TEXT])
        if not facts["chosen"]:
            proposed = understood(turn, whole).contribution
            about = about_of(turn, proposed) or given.about
            given = replace(given, kind=proposed.kind, about=about)
    if turn.more_waiting:
        _keep(turn, given, "text", chosen=facts["chosen"])
        return turn.nothing()
    return _card(turn, given, chosen=facts["chosen"])


def _take_name(turn: Turn, facts: Facts, _file: AttachedFile | None) -> Answer:
    name = " ".join(turn.text.split())[:120]
    return _card(turn, replace(_given(facts), name=None if name.casefold() in WITHOUT else name or None))


def _take_contact(turn: Turn, facts: Facts, _file: AttachedFile | None) -> Answer:
    contact = " ".join(turn.text.split())[: registering.LONGEST_CONTACT]
    return _card(turn, replace(_given(facts), contact=contact or None))


def _choose_day(turn: Turn, _me: StaffMember, facts: Facts, value: str) -> Answer:
    return _set_day(turn, facts, day_of(value) or turn.today)


def _show_card(turn: Turn, _me: StaffMember, facts: Facts, _value: str) -> Answer:
    return _card(turn, _given(facts), chosen=facts["chosen"])


def _ask(turn: Turn, _me: StaffMember, facts: Facts, what: str) -> Answer:
    given, words = _given(facts), turn.words
    awaits = {"day": "day", "name": "name"}.get(what, "text")
    _keep(turn, given, awaits, chosen=facts["chosen"])
    match what:
        case "day":
            days = keyboards.reception_days(turn.today, turn.today - timedelta(days=1), words)
            return screen(turn, texts.which_reception(words), days)
        case "kind":
            return screen(turn, office_texts.which_kind(words), keyboards.registration_kinds(words))
        case "about":
            return screen(
                turn, office_texts.which_subject(words), keyboards.registration_subjects(subject_names(turn), words)
            )
        case "name":
            return screen(turn, texts.ask_person(words), keyboards.registration_card(words))
        case _:
            return screen(turn, texts.which_means(words), keyboards.registration_means(words))


def _choose_kind(turn: Turn, _me: StaffMember, facts: Facts, value: str) -> Answer:
    kind, _, petition = value.partition(".")
    asked = PetitionKind(petition) if petition else None
    return _card(turn, replace(_given(facts), kind=ContributionKind(kind), petition=asked), chosen=True)


def _choose_about(turn: Turn, _me: StaffMember, facts: Facts, value: str) -> Answer:
    return _card(turn, replace(_given(facts), about=read_about(value)), chosen=True)


def _choose_means(turn: Turn, _me: StaffMember, facts: Facts, value: str) -> Answer:
    if value == "none":
        return _card(turn, replace(_given(facts), means=None, contact=None), chosen=facts["chosen"])
    means = AnswerMeans(value)
    _keep(turn, replace(_given(facts), means=means), "contact", chosen=facts["chosen"])
    return screen(turn, texts.ask_contact(means, turn.words), keyboards.registration_card(turn.words))


def _send(turn: Turn, me: StaffMember, facts: Facts, _value: str) -> Answer:
    found = registering.register(turn.session, me, _given(facts), turn.office.keys, turn.now, turn.office.zone)
    desk.leave(turn)
    text = texts.registered(found.case, found.receipt, turn.words, turn.formats)
    said = Say(text, keyboards.registered(found.case, turn.words), protected=True)
    return turn.answer(said, registered_paper(turn, found.case, found.receipt))


def _drop(turn: Turn, _me: StaffMember, facts: Facts, _value: str) -> Answer:
    registering.discard_files(turn.session, _given(facts), turn.now)
    desk.leave(turn)
    return turn.say(texts.dropped(turn.words))


def _card(turn: Turn, given: Registration, *, chosen: bool = False) -> Answer:
    """What is being registered, read back; the next message adds to it."""
    _keep(turn, given, "text", chosen=chosen)
    own = PlanRules.of(current_plan(turn.session)).own
    is_old = registering.is_old(given.received_on, turn.today, own)
    text = texts.registration(given, subject_names(turn), turn.words, turn.formats, is_old=is_old)
    keyboard = keyboards.registration(turn.words, is_empty=not given.text and not given.files)
    return turn.answer(Say(text, keyboard, protected=True))


def _keep(turn: Turn, given: Registration, awaits: str, *, chosen: bool = False) -> None:
    desk.sit_down(turn, DESK, **_facts(given), awaits=awaits, chosen=chosen)


def _facts(given: Registration) -> Facts:
    return {
        "key": given.key,
        "channel": given.channel.value,
        "received_on": given.received_on.isoformat(),
        "text": given.text,
        "files": [[file.kind.value, file.hash, file.name, file.mime, file.bytes, file.seconds] for file in given.files],
        "kind": given.kind.value,
        "petition": given.petition.value if given.petition is not None else None,
        "about": [given.about.kind.value, given.about.code],
        "name": given.name,
        "means": given.means.value if given.means is not None else None,
        "contact": given.contact,
    }


def _given(facts: Facts) -> Registration:
    kind, code = facts["about"]
    return Registration(
        channel=Channel(facts["channel"]),
        received_on=date.fromisoformat(facts["received_on"]),
        text=facts["text"],
        files=tuple(AttachedFile(PartKind(part), *rest) for part, *rest in facts["files"]),
        kind=ContributionKind(facts["kind"]),
        petition=PetitionKind(facts["petition"]) if facts["petition"] else None,
        about=About(AboutKind(kind), code),
        name=facts["name"],
        means=AnswerMeans(facts["means"]) if facts["means"] else None,
        contact=facts["contact"],
        key=facts["key"],
    )


Take = Callable[[Turn, Facts, AttachedFile | None], Answer]
TAKES: dict[str, Take] = {"day": _take_day, "text": _take_text, "name": _take_name, "contact": _take_contact}
STEPS: dict[str, Callable[[Turn, StaffMember, Facts, str], Answer]] = {
    "day": _choose_day,
    "card": _show_card,
    "ask": _ask,
    "kind": _choose_kind,
    "about": _choose_about,
    "means": _choose_means,
    "send": _send,
    "drop": _drop,
}
desk.TAKES[DESK] = take
