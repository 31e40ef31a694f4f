"""Buttons under what staff see of the products of the plan."""

from collections.abc import Sequence
from datetime import date

from handlers.answer import Button, Keyboard
from handlers.buttons.plan_desk import PlanDesk
from handlers.buttons.plan_products import (
    ME,
    NONE,
    TODAY,
    KeepProduct,
    PlanProduct,
    PlanProducts,
    ProductStep,
    SaveProduct,
)
from handlers.keyboards.layout import rows, to
from handlers.texts.plan_products import STATUS_NAMES
from locales import Formats, Phrase, Words, clip
from participation.plan.periods import Period
from participation.plan.product_now import ProductNow, Proof
from participation.plan.views import ProductDetail
from storage.models.events import EvidenceProposal
from storage.models.plan import ProductStatus

LONG_LABEL = 60
PERCENTAGES = (0, 25, 50, 75, 100)
ACTS = {
    "status": Phrase("product button", "Status"),
    "progress": Phrase("product button", "Progress"),
    "evidence": Phrase("product button", "Add evidence"),
    "removal": Phrase("product button", "Take evidence out"),
    "move": Phrase("product button", "Move to another date"),
    "cancellation": Phrase("product button", "Cancel the product"),
}
BOT_ACTS = {
    "invitations": Phrase("product button", "Use: invitations that were sent"),
    "postponement": Phrase("product button", "Use: postponement that was told"),
    "recording": Phrase("product button", "Use: recording of the event"),
}


def listing(found: Sequence[ProductDetail], page: int, *, more: bool, words: Words) -> Keyboard:
    """A page of products, and the way to the others."""
    items = [to(clip(one.product.short_name, LONG_LABEL), PlanProduct(one.product.code)) for one in found]
    if page > 0:
        items.append(to(words.plain("product button", "Previous"), PlanProducts(str(page - 1))))
    if more:
        items.append(to(words.plain("product button", "Next"), PlanProducts(str(page + 1))))
    return rows([*items, to(words.plain("button", "Back"), PlanDesk())])


def card(now: ProductNow, words: Words, *, keeps: bool, history: Button | None = None) -> Keyboard:
    """Under a product: what can be done with it as it stands."""
    acts = ["status", "progress", "evidence", "removal", "move", "cancellation"] if keeps else []
    if not now.evidence and "removal" in acts:
        acts.remove("removal")
    if now.status in {ProductStatus.DONE, ProductStatus.CANCELLED}:
        acts = [one for one in acts if one not in {"move", "cancellation"}]
    items = [to(words.plain_phrase(ACTS[one]), KeepProduct(now.code, one)) for one in acts]
    if history is not None:
        items.append(history)
    return rows([*items, to(words.plain("button", "Back"), PlanProducts("0"))])


def back(code: str, words: Words) -> Keyboard:
    """Only the way to the product."""
    return rows([_back(code, words)])


def to_all(words: Words) -> Keyboard:
    """Only the way to all products."""
    return rows([to(words.plain("product button", "All products"), PlanProducts("0"))])


def add_evidence(code: str, words: Words) -> Keyboard:
    """Nothing is done without evidence: here it is added."""
    return rows([to(words.plain_phrase(ACTS["evidence"]), KeepProduct(code, "evidence")), _back(code, words)])


def statuses(now: ProductNow, words: Words) -> Keyboard:
    """What the product can be."""
    items = [
        _step(now, "status", status.value, _named(status, words))
        for status in ProductStatus
        if status not in {now.status, ProductStatus.CANCELLED}
    ]
    return rows([*items, _back(now.code, words)])


def open_statuses(now: ProductNow, words: Words) -> Keyboard:
    """What a product can be that is not done any more."""
    found = (ProductStatus.IN_PROGRESS, ProductStatus.PROGRAMMED, ProductStatus.POSTPONED)
    items = [_step(now, "status", status.value, _named(status, words)) for status in found]
    return rows([*items, _back(now.code, words)])


def percentages(now: ProductNow, words: Words, formats: Formats, *, whole: bool) -> Keyboard:
    """Usual ones; any other is typed."""
    most = PERCENTAGES if whole else PERCENTAGES[:-1]
    items = [_step(now, "percent", str(one), formats.percent(one)) for one in most]
    return rows([*items, _back(now.code, words)])


def days(now: ProductNow, known: date | None, words: Words, formats: Formats) -> Keyboard:
    """When it was done: today, or on the day that the evidence tells."""
    items = [_step(now, "on", TODAY, words.plain("product button", "Today"))]
    if known is not None:
        items.append(_step(now, "on", known.isoformat(), formats.date(known)))
    return rows([*items, _back(now.code, words)])


def acts(now: ProductNow, found: Sequence[EvidenceProposal], words: Words) -> Keyboard:
    """What the bot itself did for the product's events, ready to be saved."""
    items = [
        _step(now, "act", str(one.id), words.plain_phrase(BOT_ACTS[one.what])) for one in found if one.what in BOT_ACTS
    ]
    return rows([*items, _back(now.code, words)])


def dates(now: ProductNow, words: Words) -> Keyboard:
    """The days of an evidence."""
    return rows(
        [
            _step(now, "dates", TODAY, words.plain("product button", "Today")),
            _step(now, "dates", NONE, words.plain("product button", "Without a date")),
            _back(now.code, words),
        ]
    )


def proof(now: ProductNow, words: Words) -> Keyboard:
    """An evidence that is its text alone."""
    return rows(
        [_step(now, "proof", NONE, words.plain("product button", "Without file or link")), _back(now.code, words)]
    )


def which(now: ProductNow, words: Words) -> Keyboard:
    """Which evidence."""
    items = [
        _step(now, "which", str(position), clip(f"{position}. {_line(one)}", LONG_LABEL))
        for position, one in enumerate(now.evidence, start=1)
    ]
    return rows([*items, _back(now.code, words)])


def targets(now: ProductNow, periods: Sequence[tuple[Period, str]], words: Words) -> Keyboard:
    """Where a product can be moved to; a date is typed."""
    items = [_step(now, "to", period.code, name) for period, name in periods]
    if now["moved_to"]:
        items.append(_step(now, "to", NONE, words.plain("product button", "Take the move back")))
    return rows([*items, _back(now.code, words)])


def signed(now: ProductNow, words: Words) -> Keyboard:
    """Who signs."""
    return rows([_step(now, "signed", ME, words.plain("product button", "I sign it")), _back(now.code, words)])


def save(code: str, stamp: str, words: Words) -> Keyboard:
    """The one question before it is saved."""
    return rows(
        [
            to(words.plain("product button", "Save"), SaveProduct(code, stamp)),
            to(words.plain("product button", "Do not save"), PlanProduct(code)),
        ]
    )


def _step(now: ProductNow, step: str, value: str, label: str) -> Button:
    return to(label, ProductStep(now.code, step, value))


def _named(status: ProductStatus, words: Words) -> str:
    return words.plain_phrase(STATUS_NAMES[status])


def _line(proof: Proof) -> str:
    return " ".join(proof.text.split())


def _back(code: str, words: Words) -> Button:
    return to(words.plain("button", "Back"), PlanProduct(code))
