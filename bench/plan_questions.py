"""What people ask of the plan in the chat and on the pages, as the bench asks it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bench.plan_history import TODAY, ZONE
from bot.pages import cuts, open_data
from bot.pages import progress as pages
from bot.pages.document import Document
from bot.pages.visit import Asked, House, Visit
from handlers import keyboards
from handlers.progress import told_progress
from handlers.texts import changes as change_texts
from handlers.texts import products
from locales import Language, formats, words
from participation.identity import Keyring
from participation.plan.cut_changes import corrections, latest_changes
from participation.progress import activity_details, plan_progress, product_detail
from storage import Session

SAID = (words(Language.ES), formats(Language.ES, ZONE))


@dataclass(frozen=True)
class Question:
    """`is_longer`: the answer itself is, with a larger plan, and so its time has no bar."""

    ask: Callable[[Session], object]
    is_longer: bool = False


def progress(session: Session) -> None:
    """/avance."""
    told_progress(session, TODAY, Language.ES, ZONE)


def changes(session: Session) -> None:
    """«Qué cambió»."""
    found = latest_changes(session, TODAY)
    if found is not None:
        change_texts.changed(found, corrections(session, TODAY), *SAID)


def activity(session: Session) -> None:
    """The first activity, which has as many products in every plan."""
    plan = plan_progress(session, TODAY)
    found = plan.activities[0]
    products.activity(found, activity_details(session, found.code, TODAY), plan, *SAID)
    keyboards.activity(found, SAID[0])


def product(session: Session) -> None:
    """The first product."""
    plan = plan_progress(session, TODAY)
    found = product_detail(session, plan.activities[0].products[0].code, TODAY)
    products.product(found, plan, *SAID)
    keyboards.product(found, SAID[0])


def page(
    build: Callable[[Visit], Document], address: str = "", number: int | None = None
) -> Callable[[Session], bytes]:
    """A page, built anew; of the activity of that number where there is one."""

    def ask(session: Session) -> bytes:
        house = House(ZONE, Keyring(()), bot_address="https://t.me/ParticipaBot")
        now = datetime.combine(TODAY, datetime.min.time(), ZONE)
        code = plan_progress(session, TODAY).activities[number].code if number is not None else ""
        asked = Asked(f"{address}{code}", Language.ES, parameters={"code": code})
        return build(Visit(session, now, house, asked)).content

    return ask


first_page = page(pages.show)
ASKED: dict[str, Question] = {
    "/avance": Question(progress),
    "«Qué cambió»": Question(changes, is_longer=True),
    "an activity": Question(activity),
    "a product": Question(product),
    "the first page": Question(first_page),
    "an activity's page": Question(page(pages.show_activity, "actividad/", 0)),
    "the last activity's page": Question(page(pages.show_activity, "actividad/", -1), is_longer=True),
    "the open data page": Question(page(open_data.index, "datos")),
    "the page of the cuts": Question(page(cuts.show, "cortes"), is_longer=True),
    "avance.csv": Question(page(open_data.file(open_data.progress, "csv"), "datos/avance.csv"), is_longer=True),
}
