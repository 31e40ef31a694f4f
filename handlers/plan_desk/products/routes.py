"""What staff press under «Productos»."""

from handlers.buttons import plan_products as buttons
from handlers.groups import own
from handlers.plan_desk.products import asking, looking, saving
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.PlanProducts, own(looking.show), changes=True),
    pressed(buttons.PlanProduct, own(looking.open_card), changes=True),
    pressed(buttons.KeepProduct, own(asking.begin), changes=True),
    pressed(buttons.ProductStep, own(asking.choose), changes=True),
    pressed(buttons.SaveProduct, own(saving.save), changes=True),
]
