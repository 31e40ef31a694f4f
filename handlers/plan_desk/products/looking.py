"""The products for staff: all of them in pages, and the card of one."""

from collections.abc import Callable

from markupsafe import Markup

from handlers import desk
from handlers.answer import Answer, Keyboard, Say
from handlers.buttons.plan_products import PlanProduct, PlanProducts, ProductHistory
from handlers.keyboards import plan_products as keyboards
from handlers.keyboards.layout import to
from handlers.staff_only import as_staff
from handlers.texts import general
from handlers.texts import plan_products as texts
from handlers.turn import Turn
from participation.plan.edit_errors import ChangedMeanwhile, EditError, NeedsEvidence, Unsound
from participation.plan.links import links_of
from participation.plan.product_now import ProductNow, product_now
from participation.plan.views import NotInPlanError
from participation.progress import present_details, product_detail
from participation.staff.rights import Right, may
from storage.models.staff import StaffMember
from storage.queries import desks, drafts

EDITING = "product-edit"
A_PAGE = 8


def show(turn: Turn) -> Answer:
    """«Productos»: a page of them."""
    page = int(PlanProducts.read(turn.pressed).page)

    def act(_me: StaffMember) -> Answer:
        stand_up(turn)
        found = present_details(turn.session, turn.today)
        pages = max(1, -(-len(found) // A_PAGE))
        at = min(page, pages - 1)
        shown = found[at * A_PAGE : (at + 1) * A_PAGE]
        text = texts.listing(shown, at, pages, turn.words, turn.formats)
        return turn.show(text, keyboards.listing(shown, at, more=at + 1 < pages, words=turn.words))

    return as_staff(turn, act)


def open_card(turn: Turn) -> Answer:
    """One product as it stands now."""

    def act(me: StaffMember, now: ProductNow) -> Answer:
        stand_up(turn)
        return turn.show(*card(turn, me, now))

    return with_product(turn, PlanProduct.read(turn.pressed).product, act)


def card(turn: Turn, me: StaffMember, now: ProductNow) -> tuple[Markup, Keyboard]:
    """The card of a product and its buttons."""
    detail = product_detail(turn.session, now.code, turn.today)
    history = to(turn.words.plain("product button", "History"), ProductHistory(now.code))
    keyboard = keyboards.card(now, turn.words, keeps=may(me, Right.PUBLISH), history=history)
    known = links_of(turn.session, {address for proof in now.evidence for address in proof.addresses})
    return texts.card(now, detail, known, turn.words, turn.formats), keyboard


def say_card(turn: Turn, me: StaffMember, now: ProductNow, *before: Markup) -> Answer:
    """The card as a new message, after what was done."""
    text, keyboard = card(turn, me, now)
    return turn.answer(*(Say(said) for said in before), Say(text, keyboard))


def with_product(turn: Turn, code: str, act: Callable[[StaffMember, ProductNow], Answer]) -> Answer:
    """Do something with a product as staff; what cannot be is said in words, with the way back."""

    def found(me: StaffMember) -> Answer:
        try:
            return act(me, product_now(turn.session, code))
        except NotInPlanError:
            stand_up(turn)
            return turn.say(general.gone(turn.words), keyboards.to_all(turn.words))
        except ChangedMeanwhile as error:
            stand_up(turn)
            told = texts.meanwhile(error, turn.words, turn.formats)
            return say_card(turn, me, product_now(turn.session, code), told)
        except EditError as error:
            return _refused(turn, code, error)

    return as_staff(turn, found)


def _refused(turn: Turn, code: str, error: EditError) -> Answer:
    stand_up(turn)
    if isinstance(error, NeedsEvidence):
        return turn.say(turn.words.say_phrase(error.phrase), keyboards.add_evidence(code, turn.words))
    said = [turn.words.say_phrase(error.phrase)]
    if isinstance(error, Unsound):
        said += [Markup("{}").format(turn.words.plain_phrase(one.phrase, **one.values)) for one in error.faults]
    return turn.say(texts.LINE.join(said), keyboards.back(code, turn.words))


def stand_up(turn: Turn) -> None:
    """What was being prepared of a product is dropped, with its file."""
    found = desks.desk(turn.session, turn.chat_id)
    if found is not None and found.doing == EDITING:
        drafts.discard_file(turn.session, found.facts.get("file_hash"), turn.now)
        desk.leave(turn)
