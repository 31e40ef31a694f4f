"""What was typed or tapped for a question about a product, as facts of the desk; None where it does not fit."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.buttons.plan_products import ME, NONE, TODAY
from handlers.plan_desk.products import reading
from handlers.plan_desk.products.facts import Facts
from handlers.plan_desk.products.offering import Asked, targets
from handlers.plan_desk.products.proving import take_act
from handlers.turn import Turn
from participation.plan.editing import OPEN, WHOLE
from participation.plan.product_now import ProductNow
from participation.plan.spoken_days import read_past_days
from storage.models.plan import ProductStatus

STATUSES = frozenset(status.value for status in (*OPEN, ProductStatus.DONE))


def typed(turn: Turn, step: str, now: ProductNow) -> Facts | None:
    """What a message says."""
    return TYPED[step](turn, now)


def chosen(asked: Asked, step: str, value: str) -> Facts | None:
    """What a button says; a forged one says nothing."""
    return CHOSEN[step](asked, value)


def _one(name: str, value: Any) -> Facts | None:
    return {name: value} if value is not None else None


def _text(turn: Turn, _now: ProductNow) -> Facts | None:
    said = reading.sentence(turn.text, reading.LONGEST_TEXT)
    return {"text": said, "link": reading.link(turn.text)} if said is not None else None


def _dates(turn: Turn, _now: ProductNow) -> Facts | None:
    days = read_past_days(turn.text, turn.today)
    return _one("dates", [day.isoformat() for day in days]) if days is not None else None


def _proof(turn: Turn, _now: ProductNow) -> Facts | None:
    link = reading.link(turn.text)
    return {"link": link, "proof": "link"} if link is not None else None


def _on(turn: Turn, _now: ProductNow) -> Facts | None:
    day = reading.past_day(turn.text, turn.today)
    return _one("on", day.isoformat()) if day is not None else None


def _target(turn: Turn, now: ProductNow) -> Facts | None:
    return _one("to", reading.target(turn.text, now.period.start.year, turn.now, turn.office.zone))


TYPED: Mapping[str, Callable[[Turn, ProductNow], Facts | None]] = {
    "status": lambda turn, _now: _one("status", reading.status(turn.text)),
    "percent": lambda turn, _now: _one("percent", reading.percentage(turn.text)),
    "on": _on,
    "text": _text,
    "dates": _dates,
    "proof": _proof,
    "which": lambda turn, now: _place(turn.text.strip(" ."), now),
    "to": _target,
    "signed": lambda turn, _now: _one("signed", reading.line(turn.text, reading.LONGEST_NAME)),
    "reason": lambda turn, _now: _one("reason", reading.line(turn.text, reading.LONGEST_REASON)),
}


def _place(said: str, now: ProductNow) -> Facts | None:
    """The place of an evidence, from 1."""
    is_there = said.isascii() and said.isdecimal() and len(said) < 4 and 0 < int(said) <= len(now.evidence)
    return {"which": int(said)} if is_there else None


def _choose_percent(_asked: Asked, value: str) -> Facts | None:
    return {"percent": int(value)} if value.isdecimal() and len(value) < 4 and int(value) <= WHOLE else None


def _choose_day(asked: Asked, value: str) -> Facts | None:
    if value == TODAY:
        return {"on": asked.turn.today.isoformat()}
    return {"on": value} if value in {day for proof in asked.now.evidence for day in proof.dates} else None


def _choose_target(asked: Asked, value: str) -> Facts | None:
    known = {period.code for period, _ in targets(asked)} | ({NONE} if asked.now["moved_to"] else set())
    return {"to": value} if value in known else None


CHOSEN: Mapping[str, Callable[[Asked, str], Facts | None]] = {
    "status": lambda _asked, value: {"status": value} if value in STATUSES else None,
    "percent": _choose_percent,
    "on": _choose_day,
    "act": lambda asked, value: take_act(asked.turn, asked.me, asked.now, value),
    "dates": lambda asked, value: {"dates": [asked.turn.today.isoformat()] if value == TODAY else []},
    "proof": lambda _asked, _value: {"proof": NONE},
    "which": lambda asked, value: _place(value, asked.now),
    "to": _choose_target,
    "signed": lambda asked, value: {"signed": asked.me.name} if value == ME else None,
}
