"""Before and after, and «Guardar»: only what was shown is saved, and only if the product is still as it was seen."""

from handlers import desk
from handlers.answer import Answer
from handlers.buttons.plan_products import SaveProduct
from handlers.keyboards import plan_products as keyboards
from handlers.plan_desk.products.facts import Facts, edit_of, next_step, stamp_of
from handlers.plan_desk.products.looking import EDITING, say_card, with_product
from handlers.texts import plan_products as texts
from handlers.turn import Turn
from participation.dialogue import evidence
from participation.dialogue.errors import ProposalSettled
from participation.plan import editing
from participation.plan.edit_errors import NothingChanges
from participation.plan.product_now import ProductNow, product_now
from participation.staff.rights import Right, require
from storage.models.staff import StaffMember
from storage.queries import desks


def preview(turn: Turn, now: ProductNow, facts: Facts) -> Answer:
    """What changes, what it means for the figures, and «Guardar»."""
    becomes = edit_of(facts, now, turn.today).after(now)
    desk.sit_down(turn, EDITING, **facts)
    text = texts.preview(now, becomes, turn.words, turn.formats)
    return turn.say(text, keyboards.save(now.code, stamp_of(facts), turn.words))


def save(turn: Turn) -> Answer:
    """«Guardar»."""
    data = SaveProduct.read(turn.pressed)

    def act(me: StaffMember, now: ProductNow) -> Answer:
        require(me, Right.PUBLISH)
        found = desks.desk(turn.session, turn.chat_id)
        facts = dict(found.facts) if found is not None and found.doing == EDITING else None
        if facts is None or stamp_of(facts) != data.stamp or next_step(facts, now) is not None:
            return turn.say(turn.words.say_phrase(texts.NO_LONGER_WAITING), keyboards.back(now.code, turn.words))
        return save_now(turn, me, now, facts)

    return with_product(turn, data.product, act)


def save_now(turn: Turn, me: StaffMember, now: ProductNow, facts: Facts) -> Answer:
    """Save what was shown. From here on its file, if it has one, is the evidence's."""
    if "act" in facts:
        _save_act(turn, me, facts)
    else:
        edit = edit_of(facts, now, turn.today)
        editing.save(turn.session, me, now.code, edit, facts["seen"], turn.now)
    desk.leave(turn)
    return say_card(turn, me, product_now(turn.session, now.code), turn.words.say_phrase(texts.SAVED))


def _save_act(turn: Turn, me: StaffMember, facts: Facts) -> None:
    try:
        evidence.save(turn.session, facts["act"], me, turn.now, facts["link"])
    except ProposalSettled as error:
        raise NothingChanges from error
