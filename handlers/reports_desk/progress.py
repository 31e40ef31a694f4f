"""«Informes» → «Informe de avance»: of which cut, in which formats, with which difficulties, signed by whom."""

from datetime import date

from handlers import desk
from handlers.answer import Answer
from handlers.buttons.reports import DifficultyAbout, ProgressReportAct, RemoveDifficulty
from handlers.inbox.working import row, working
from handlers.keyboards import progress_reports as keyboards
from handlers.notices.live import report_message
from handlers.texts import progress_reports as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.office.acting import written
from participation.plan.report import NoSuchCut, ReportFacts, editions, report_facts, requesting, writing
from participation.plan.report.writing import LONGEST_TEXT, Signature
from participation.plan.views import CutView
from participation.publication.requesting import IN_CHAT, FileFormat
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember

TEXT, ACTION, NAME = "difficulty-text", "difficulty-action", "report-signature"


def cuts(turn: Turn) -> Answer:
    """Which cut."""

    def show(_me: StaffMember) -> Answer:
        found = editions(turn.session, turn.today)
        return turn.show(texts.cuts(found, turn.words), keyboards.cuts(found, turn.words, turn.formats))

    return working(turn, show)


def act(turn: Turn) -> Answer:
    """What is done with the report of a cut."""
    data = ProgressReportAct.read(turn.pressed)

    def do(me: StaffMember) -> Answer:  # noqa: PLR0911 - one act, one line
        facts = _facts(turn, _day(data.cut), row(data.version))
        match data.what:
            case "show":
                return _card(turn, me, facts)
            case "difficulties":
                return _difficulties(turn, facts)
            case "add":
                return turn.say(texts.ask_about(turn.words), keyboards.about(facts, _cut(facts), turn.words))
            case "no-action":
                return _keep_difficulty(turn, me, None)
            case "prepared" | "approved":
                return _ask_signature(turn, me, facts, Signature(data.what))
            case "by-hand":
                return _sign(turn, me, None)
        formats = IN_CHAT if data.what == "all" else (FileFormat(data.what),)
        report = requesting.request_for_staff(turn.session, me, _cut(facts), formats, turn.chat_id, turn.now)
        return turn.answer(report_message(report, turn.words, turn.formats))

    return working(turn, do)


def about(turn: Turn) -> Answer:
    """Of what the difficulty is: an activity asks for its product, anything else for the text."""
    data = DifficultyAbout.read(turn.pressed)

    def do(me: StaffMember) -> Answer:
        require(me, Right.PUBLISH)
        facts = _facts(turn, _day(data.cut))
        cut = _cut(facts)
        activity = next((one for one in facts.plan.activities if data.activity and one.code == data.activity), None)
        if activity is not None:
            return turn.show(texts.ask_about(turn.words), keyboards.about_product(activity, cut, turn.words))
        desk.sit_down(turn, TEXT, cut=data.cut, product=data.product)
        most = turn.formats.number(LONGEST_TEXT)
        return turn.say(texts.ask_text(turn.words, most), keyboards.back(cut, turn.words))

    return working(turn, do)


def take_text(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer:
    """The difficulty; then what is done about it is asked."""

    def do(_me: StaffMember) -> Answer:
        cut_on = str(sat.facts["cut"])
        text = written(turn.text, LONGEST_TEXT)
        desk.sit_down(turn, ACTION, cut=cut_on, product=sat.facts["product"], text=text)
        cut = _cut(_facts(turn, date.fromisoformat(cut_on)))
        return turn.say(texts.ask_action(turn.words), keyboards.no_action(cut, turn.words))

    return working(turn, do)


def take_action(turn: Turn, _sat: Desk, _file: AttachedFile | None) -> Answer:
    """What is done about the difficulty."""
    return working(turn, lambda me: _keep_difficulty(turn, me, turn.text))


def remove(turn: Turn) -> Answer:
    """«Quitar»."""
    data = RemoveDifficulty.read(turn.pressed)

    def do(me: StaffMember) -> Answer:
        cut_on = writing.remove_difficulty(turn.session, me, row(data.difficulty), turn.now)
        return _difficulties(turn, _facts(turn, cut_on))

    return working(turn, do)


def take_name(turn: Turn, _sat: Desk, _file: AttachedFile | None) -> Answer:
    """Who signs."""
    return working(turn, lambda me: _sign(turn, me, turn.text))


def _day(written: str) -> date:
    """The cut that a button carries. Raises NoSuchCut for a forged one."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NoSuchCut from error


def _facts(turn: Turn, cut_on: date, version: int = 0) -> ReportFacts:
    """The report of a cut; version 0 is its latest one, also where it was not frozen when the button was drawn."""
    return report_facts(turn.session, turn.today, turn.office.zone, cut_on, version or None)


def _cut(facts: ReportFacts) -> CutView:
    if facts.plan.cut is None:
        raise NoSuchCut
    return facts.plan.cut


def _card(turn: Turn, me: StaffMember, facts: ReportFacts) -> Answer:
    text = texts.card(facts, turn.words, turn.formats)
    return turn.show(text, keyboards.card(facts, _cut(facts), me, turn.words))


def _difficulties(turn: Turn, facts: ReportFacts) -> Answer:
    keyboard = keyboards.difficulties(facts, _cut(facts), turn.words)
    return turn.show(texts.difficulties(facts, turn.words), keyboard)


def _keep_difficulty(turn: Turn, me: StaffMember, action: str | None) -> Answer:
    """What was written before is on the desk; where it is gone, the list shows what is kept."""
    sat = desk.sits_at(turn, ACTION)
    if sat is None:
        return cuts(turn)
    cut_on, product = date.fromisoformat(str(sat.facts["cut"])), str(sat.facts["product"]) or None
    text = str(sat.facts["text"])
    writing.add_difficulty(turn.session, me, cut_on, product, text, action, turn.today, turn.now)
    desk.leave(turn)
    return _difficulties(turn, _facts(turn, cut_on))


def _ask_signature(turn: Turn, me: StaffMember, facts: ReportFacts, which: Signature) -> Answer:
    require(me, Right.PUBLISH)
    cut = _cut(facts)
    desk.sit_down(turn, NAME, cut=cut.on.isoformat(), which=which.value)
    return turn.say(texts.ask_signature(which, turn.words), keyboards.signature(cut, turn.words))


def _sign(turn: Turn, me: StaffMember, name: str | None) -> Answer:
    sat = desk.sits_at(turn, NAME)
    if sat is None:
        return cuts(turn)
    cut_on, which = date.fromisoformat(str(sat.facts["cut"])), Signature(str(sat.facts["which"]))
    writing.sign(turn.session, me, cut_on, which, name, turn.today, turn.now)
    desk.leave(turn)
    return _card(turn, me, _facts(turn, cut_on))


desk.TAKES.update({TEXT: take_text, ACTION: take_action, NAME: take_name})
