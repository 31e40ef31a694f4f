"""«Plantillas»: the entity's own texts to start an answer from, and starting from one."""

from handlers import buttons, desk
from handlers.answer import Answer
from handlers.inbox.preview import preview
from handlers.inbox.working import row, screen, working
from handlers.keyboards import answering as keyboards
from handlers.subjects import subject_names
from handlers.texts import answering as texts
from handlers.turn import Turn
from locales import formats, words
from participation.followup import answering, templates
from participation.observations.drafting import AttachedFile
from storage.models.cases import Case
from storage.models.followup import AnswerTemplate, Decision, Desk
from storage.models.staff import StaffMember

NAME, TEXT, RENAME, REWRITE = "template-name", "template-text", "template-rename", "template-rewrite"


def show(turn: Turn) -> Answer:
    """The templates of a decision, or of which decision."""
    data = buttons.Templates.read(turn.pressed)
    decision = Decision(data.decision) if data.decision else None
    return working(turn, lambda me: _listed(turn, me, decision))


def _listed(turn: Turn, me: StaffMember, decision: Decision | None) -> Answer:
    found = templates.templates(turn.session, me, decision)
    text = texts.templates(decision, found, turn.words)
    if decision is None:
        return screen(turn, text, keyboards.template_decisions(turn.words))
    return screen(turn, text, keyboards.templates(decision, found, turn.words))


def act(turn: Turn) -> Answer:
    """One template: shown, changed, removed."""
    data = buttons.Template.read(turn.pressed)
    return working(turn, lambda me: _act(turn, me, row(data.template), data.what))


def _act(turn: Turn, me: StaffMember, template_id: int, what: str) -> Answer:
    found = templates.template(turn.session, me, template_id)
    if what == "remove-sure":
        templates.remove(turn.session, me, template_id, turn.now)
        return _listed(turn, me, found.decision)
    if what == "remove":
        text = texts.ask_remove_template(found, turn.words)
        return screen(turn, text, keyboards.sure_to_remove_template(found, turn.words))
    if what in {"text", "name"}:
        desk.sit_down(turn, REWRITE if what == "text" else RENAME, template=found.id)
        ask = texts.ask_template_text if what == "text" else texts.ask_template_name
        return turn.say(ask(turn.words))
    return screen(turn, texts.template(found, turn.words), keyboards.template(found, turn.words))


def begin(turn: Turn) -> Answer:
    """«Nueva plantilla»: its name, then its text."""
    decision = buttons.NewTemplate.read(turn.pressed).decision

    def ask(me: StaffMember) -> Answer:
        templates.templates(turn.session, me, Decision(decision))
        desk.sit_down(turn, NAME, decision=decision)
        return turn.say(texts.ask_template_name(turn.words))

    return working(turn, ask)


def take_name(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The name of a new template."""
    decision = sat.facts["decision"]

    def ask(_me: StaffMember) -> Answer:
        name = templates.checked_name(turn.text)
        desk.sit_down(turn, TEXT, decision=decision, name=name)
        return turn.say(texts.ask_template_text(turn.words))

    return working(turn, ask)


def take_text(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """The text of a new template."""
    decision, name = Decision(sat.facts["decision"]), str(sat.facts["name"])
    return working(
        turn,
        lambda me: _kept(turn, templates.add(turn.session, me, decision, name, turn.text, turn.now)),
    )


def take_change(turn: Turn, sat: Desk, _file: AttachedFile | None) -> Answer | None:
    """Another name or text of a template."""
    change = templates.rewrite if sat.doing == REWRITE else templates.rename
    template_id = int(sat.facts["template"])
    return working(turn, lambda me: _kept(turn, change(turn.session, me, template_id, turn.text, turn.now)))


def _kept(turn: Turn, found: AnswerTemplate) -> Answer:
    desk.leave(turn)
    return turn.say(texts.template(found, turn.words), keyboards.template(found, turn.words))


def choose(turn: Turn, me: StaffMember, answer_id: int) -> Answer:
    """«Usar una plantilla», for an answer."""
    answer, _ = answering.mine(turn.session, me, answer_id)
    found = templates.templates(turn.session, me)
    if not found:
        return turn.say(texts.no_templates(turn.words), keyboards.back_to_answer(answer, turn.words))
    return screen(turn, texts.which_template(turn.words), keyboards.templates_to_use(answer, found, turn.words))


def use(turn: Turn) -> Answer:
    """Start from one: its text filled in, its decision taken over; both can be changed."""
    data = buttons.UseTemplate.read(turn.pressed)
    answer_id = row(data.answer)

    def start(me: StaffMember) -> Answer:
        _, case = answering.mine(turn.session, me, answer_id)
        answer = templates.start_from(turn.session, me, answer_id, row(data.template), _facts(turn, case), turn.now)
        return preview(turn, answer, case)

    return working(turn, start, answer_id)


def _facts(turn: Turn, case: Case) -> dict[str, str]:
    """What the fields of a template stand for, in the entity's language."""
    language = turn.office.language
    return {
        "{numero}": case.radicado,
        "{tema}": subject_names(turn).name(case.about, case.about_code, words(language)),
        "{fecha}": formats(language, turn.office.zone).date(case.received_on),
    }


desk.TAKES |= {NAME: take_name, TEXT: take_text, RENAME: take_change, REWRITE: take_change}
