"""The buttons under each question about a product: what it is most often answered with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.answer import Keyboard
from handlers.keyboards import plan_products as keyboards
from handlers.plan_desk.products.facts import Facts
from handlers.plan_desk.products.proving import proposals
from handlers.turn import Turn
from participation.plan.editing import Kind
from participation.plan.periods import Period
from participation.plan.product_now import ProductNow
from storage.models.staff import StaffMember


@dataclass(frozen=True)
class Asked:
    """Who is asked what of which product, and what was answered before."""

    turn: Turn
    me: StaffMember
    now: ProductNow
    facts: Facts


def offered(asked: Asked, step: str) -> Keyboard:
    """The buttons under a question; every one has the way back."""
    offer = OFFERS.get(step)
    return offer(asked) if offer is not None else keyboards.back(asked.now.code, asked.turn.words)


def targets(asked: Asked) -> list[tuple[Period, str]]:
    """The semesters and quarters of the plan's year that are not over, and are not where the product is already."""
    now, formats = asked.now, asked.turn.formats
    found = [Period.parse(f"{now.period.start.year}-{code}") for code in ("S1", "S2", "T1", "T2", "T3", "T4")]
    taken = {now.period.code, now["moved_to"]}
    left = [period for period in found if period.end >= asked.turn.today and period.code not in taken]
    return [(period, _capital(formats.dates(period.start, period.end))) for period in left]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _status(asked: Asked) -> Keyboard:
    goes_back = asked.facts["what"] == Kind.PROGRESS
    return (keyboards.open_statuses if goes_back else keyboards.statuses)(asked.now, asked.turn.words)


def _percent(asked: Asked) -> Keyboard:
    whole = asked.facts["what"] == Kind.PROGRESS
    return keyboards.percentages(asked.now, asked.turn.words, asked.turn.formats, whole=whole)


def _on(asked: Asked) -> Keyboard:
    days = [date.fromisoformat(day) for proof in asked.now.evidence for day in proof.dates]
    known = max((day for day in days if day < asked.turn.today), default=None)
    return keyboards.days(asked.now, known, asked.turn.words, asked.turn.formats)


OFFERS: Mapping[str, Callable[[Asked], Keyboard]] = {
    "status": _status,
    "percent": _percent,
    "on": _on,
    "text": lambda one: keyboards.acts(one.now, proposals(one.turn, one.me, one.now), one.turn.words),
    "dates": lambda one: keyboards.dates(one.now, one.turn.words),
    "proof": lambda one: keyboards.proof(one.now, one.turn.words),
    "which": lambda one: keyboards.which(one.now, one.turn.words),
    "to": lambda one: keyboards.targets(one.now, targets(one), one.turn.words),
    "signed": lambda one: keyboards.signed(one.now, one.turn.words),
}
