"""The buttons under «Plan»."""

from handlers.plan_desk import cuts, desk, history, matrix, proof, telling_cuts, workbook
from handlers.plan_desk.products.routes import ROUTES as PRODUCTS
from handlers.route import Route

ROUTES: list[Route] = [
    *desk.ROUTES,
    *cuts.ROUTES,
    *telling_cuts.ROUTES,
    *history.ROUTES,
    *proof.ROUTES,
    *matrix.ROUTES,
    *workbook.ROUTES,
    *PRODUCTS,
]
