"""«Historia»: how a product came to say what it says."""

from handlers.answer import Answer
from handlers.buttons.plan_products import ProductHistory
from handlers.groups import own
from handlers.keyboards import plan_products as keyboards
from handlers.plan_desk.products.looking import with_product
from handlers.route import Route, pressed
from handlers.texts import product_history as texts
from handlers.turn import Turn
from participation.plan.product_history import product_history
from participation.plan.product_now import ProductNow
from storage.models.staff import StaffMember


def show(turn: Turn) -> Answer:
    """Each change of the product and of its proof, the latest first."""

    def act(me: StaffMember, now: ProductNow) -> Answer:
        entries = product_history(turn.session, me, now.code)
        name = str(now["short_name"])
        return turn.show(texts.history(name, entries, turn.words, turn.formats), keyboards.back(now.code, turn.words))

    return with_product(turn, ProductHistory.read(turn.pressed).product, act)


ROUTES: list[Route] = [pressed(ProductHistory, own(show))]
