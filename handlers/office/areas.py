"""«Pedir insumo al área»: which area, what is asked, by when; and what came back."""

from handlers import buttons, desk
from handlers.answer import Answer
from handlers.inbox.working import row, screen
from handlers.keyboards import office as keyboards
from handlers.office.working import day_of, done, said, with_case, working
from handlers.texts import office as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.office import asking_areas
from participation.office.acting import readable, written
from participation.office.asking_areas import LONGEST_QUESTION, Area
from participation.office.errors import NeverByEmail, NoSuchArea
from storage.models.cases import Case
from storage.models.followup import Desk
from storage.models.kinds import ContributionKind
from storage.models.staff import StaffMember
from storage.queries import desks
from storage.queries import office as queries

ADDRESS, QUESTION, DAY, RECEIVED = "office-address", "office-question", "office-area-day", "office-received"


def ask_which(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    """Which area."""
    if case.kind is ContributionKind.DENUNCIA:
        raise NeverByEmail
    found = asking_areas.areas(turn.session)
    text = texts.which_area(turn.words, has_areas=bool(found))
    return screen(turn, text, keyboards.areas(case, found, turn.words))


def choose(turn: Turn) -> Answer:
    """An area of the plan, or the wish to write an address."""
    data = buttons.OfficeArea.read(turn.pressed)
    version = row(data.version)

    def ask(_me: StaffMember, case: Case) -> Answer:
        found = asking_areas.areas(turn.session)
        place = row(data.area)
        if data.area.isdecimal() and place < len(found):
            return _ask_question(turn, case, found[place], version)
        desk.sit_down(turn, ADDRESS, case=case.id, version=version)
        return screen(turn, turn.words.say_phrase(texts.ASKS["address"]), keyboards.stop(case, turn.words))

    return with_case(turn, data.case, ask)


def take_address(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """An address that the plan does not name."""
    case_id, version = int(sat.facts["case"]), int(sat.facts["version"])

    def act(me: StaffMember) -> Answer:
        case = readable(turn.session, me, case_id)
        return _ask_question(turn, case, asking_areas.area_named(turn.session, turn.text), version)

    return working(turn, case_id, act)


def _ask_question(turn: Turn, case: Case, area: Area, version: int) -> Answer:
    desk.sit_down(turn, QUESTION, case=case.id, version=version, area=area.name, email=area.email)
    text = turn.words.say_phrase(texts.ASKS["question"], area=area.name)
    return screen(turn, text, keyboards.stop(case, turn.words))


def take_question(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """What is asked; then by when."""
    case_id, facts = int(sat.facts["case"]), dict(sat.facts)

    def act(me: StaffMember) -> Answer:
        case = readable(turn.session, me, case_id)
        desk.sit_down(turn, DAY, **facts, question=written(turn.text, LONGEST_QUESTION))
        days = asking_areas.days_to_choose(turn.session, case, turn.today)
        text = texts.which_area_day(str(facts["area"]), turn.words)
        return turn.say(text, keyboards.area_days(case, days, turn.words, turn.formats))

    return working(turn, case_id, act)


def send(turn: Turn) -> Answer:
    """By when: the e-mail leaves."""
    sat, day = desks.desk(turn.session, turn.chat_id), day_of(buttons.OfficeAreaDay.read(turn.pressed).day)
    facts = dict(sat.facts) if sat is not None and sat.doing == DAY else {}
    case_id = int(facts.get("case", 0))

    def act(me: StaffMember) -> Answer:
        case = readable(turn.session, me, case_id)
        asking_areas.ask_area(
            turn.session,
            me,
            case_id,
            Area(str(facts["area"]), str(facts["email"])),
            str(facts["question"]),
            day or turn.today,
            int(facts["version"]),
            turn.now,
            turn.today,
        )
        return done(turn, me, case, said(turn, "area"))

    return working(turn, case_id, act)


def ask_received(turn: Turn, _me: StaffMember, case: Case, _version: int) -> Answer:
    """«El área respondió»: which of those that were asked, and what."""
    found = asking_areas.waiting(turn.session, case)
    if not found:
        raise NoSuchArea
    if len(found) == 1:
        return _ask_what(turn, case, found[0].id)
    keyboard = keyboards.area_answers(case, [(asked.id, asked.area) for asked in found], turn.words)
    return screen(turn, texts.which_answer_came(turn.words), keyboard)


def choose_received(turn: Turn) -> Answer:
    """One of several that were asked."""
    request = queries.area_request(turn.session, row(buttons.OfficeAreaIn.read(turn.pressed).request))
    case_id, request_id = (request.case_id, request.id) if request is not None else (0, 0)
    return with_case(turn, str(case_id), lambda _me, case: _ask_what(turn, case, request_id))


def _ask_what(turn: Turn, case: Case, request_id: int) -> Answer:
    desk.sit_down(turn, RECEIVED, case=case.id, request=request_id)
    return screen(turn, turn.words.say_phrase(texts.ASKS["received"]), keyboards.stop(case, turn.words))


def take_received(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """What the area said."""
    case_id, request_id = int(sat.facts["case"]), int(sat.facts["request"])

    def act(me: StaffMember) -> Answer:
        asking_areas.receive(turn.session, me, request_id, turn.text, turn.now)
        return done(turn, me, readable(turn.session, me, case_id), said(turn, "received"))

    return working(turn, case_id, act)


desk.TAKES.update(
    {ADDRESS: take_address, QUESTION: take_question, RECEIVED: take_received, DAY: lambda _turn, _sat, _file: None}
)
