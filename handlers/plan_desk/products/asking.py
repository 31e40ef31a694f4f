"""Changing a product: one thing is asked after the other, what was answered stays at the desk, a restart loses nothing.

Whatever a button answers can be typed as well. Nothing is saved before it was shown whole.
"""

from handlers import desk
from handlers.answer import Answer, Say
from handlers.buttons.plan_products import KeepProduct, ProductStep
from handlers.keyboards import plan_products as keyboards
from handlers.plan_desk.products import answers, reading
from handlers.plan_desk.products.facts import Facts, next_step
from handlers.plan_desk.products.looking import EDITING, stand_up, with_product
from handlers.plan_desk.products.offering import Asked, offered
from handlers.plan_desk.products.proving import file_facts, may_be_proven_by
from handlers.plan_desk.products.saving import preview, save_now
from handlers.texts import plan_products as texts
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.plan.editing import Kind
from participation.plan.product_now import ProductNow
from participation.staff.rights import Right, require
from storage.models.followup import Desk
from storage.models.staff import StaffMember
from storage.queries import desks, drafts


def begin(turn: Turn) -> Answer:
    """«Estado», «Avance», «Agregar evidencia», «Quitar evidencia», «Trasladar», «Cancelar producto»."""
    data = KeepProduct.read(turn.pressed)

    def act(me: StaffMember, now: ProductNow) -> Answer:
        require(me, Right.PUBLISH)
        stand_up(turn)
        return _go_on(turn, me, now, {"product": now.code, "what": data.what, "seen": now.seen()})

    return with_product(turn, data.product, act)


def choose(turn: Turn) -> Answer:
    """A button that answers a question."""
    data = ProductStep.read(turn.pressed)

    def act(me: StaffMember, now: ProductNow) -> Answer:
        require(me, Right.PUBLISH)
        facts = facts_at(turn, now.code)
        if facts is None:
            return turn.say(turn.words.say_phrase(texts.NO_LONGER_WAITING), keyboards.back(now.code, turn.words))
        step = next_step(facts, now)
        awaited = "act" if data.step == "act" and step == "text" else step
        taken = answers.chosen(Asked(turn, me, now, facts), data.step, data.value) if data.step == awaited else None
        return _go_on(turn, me, now, {**facts, **(taken or {})})

    return with_product(turn, data.product, act)


def take(turn: Turn, found: Desk, file: AttachedFile | None) -> Answer | None:
    """What was typed or sent for a product."""
    facts: Facts = dict(found.facts)

    def act(me: StaffMember, now: ProductNow) -> Answer:
        require(me, Right.PUBLISH)
        step = next_step(facts, now)
        if file is not None:
            return _take_file(turn, me, now, facts, file)
        if step is None:
            return _at_the_end(turn, me, now, facts)
        taken = answers.typed(turn, step, now)
        if taken is None:
            said = turn.words.say_phrase(texts.NOT_UNDERSTOOD[step])
            return turn.say(said, offered(Asked(turn, me, now, facts), step))
        return _go_on(turn, me, now, {**facts, **taken})

    return with_product(turn, str(facts["product"]), act)


def _at_the_end(turn: Turn, me: StaffMember, now: ProductNow, facts: Facts) -> Answer:
    """Everything was answered: «guardar» saves it, anything else shows it again."""
    if reading.means_yes(turn.text):
        return save_now(turn, me, now, facts)
    return _go_on(turn, me, now, facts)


def _take_file(turn: Turn, me: StaffMember, now: ProductNow, facts: Facts, file: AttachedFile) -> Answer:
    """A photo or a document: the evidence's; with a caption it brings its text along."""
    if facts["what"] != Kind.EVIDENCE or not may_be_proven_by(facts, file):
        if file.hash != facts.get("file_hash"):
            drafts.discard_file(turn.session, file.hash, turn.now)
        return turn.say(turn.words.say_phrase(texts.ONE_FILE), keyboards.back(now.code, turn.words))
    facts = {**facts, **file_facts(file), "proof": "file"}
    if "text" not in facts and turn.text:
        facts = {**facts, **(answers.typed(turn, "text", now) or {})}
    heard = [Say(turn.words.say_phrase(note)) for note in file.notes]
    asked = _go_on(turn, me, now, facts)
    return Answer(asked.chat_id, (*heard, *asked.calls))


def _go_on(turn: Turn, me: StaffMember, now: ProductNow, facts: Facts) -> Answer:
    """Keep what is known and ask what is not; at the end show it all and ask once."""
    step = next_step(facts, now)
    if step is None:
        return preview(turn, now, facts)
    desk.sit_down(turn, EDITING, **facts)
    said = texts.question(step, now, facts["what"], turn.words, turn.formats)
    return turn.say(said, offered(Asked(turn, me, now, facts), step))


def facts_at(turn: Turn, code: str) -> Facts | None:
    """What was answered so far; None where something else, or nothing, is being prepared at this desk."""
    found = desks.desk(turn.session, turn.chat_id)
    if found is None or found.doing != EDITING or found.facts.get("product") != code:
        return None
    return dict(found.facts)


desk.TAKES[EDITING] = take
