"""Whatever is asked, no answer has a figure that the plan does not hold."""

import re

from markupsafe import Markup

from handlers.answer import Say
from locales import without_tags
from storage import Session
from tests.handlers.test_hostile_texts import typed
from tests.participation.understanding.plans import HERE, questions
from tests.support.office import on_sqlite, plan

PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
FRACTION = re.compile(r"\((\d+) de (\d+)")
PERCENTAGES = {"0", "26", "50", "80", "100"}
FRACTIONS = {("4", "15"), ("4", "5"), ("2", "2"), ("1", "2"), ("1", "1")}
EVERY = 12
"""One question in twelve is asked: a false figure would stand in many."""


@on_sqlite
def test_no_answer_has_a_figure_that_the_plan_does_not_hold(session: Session) -> None:
    plan(session)
    asked = [text for name in ("held_out_first.tsv", "questions_first_plan.tsv") for *_, text in questions(HERE / name)]

    told = [
        without_tags(Markup(call.text))  # noqa: S704 - an answer of ours
        for text in asked[::EVERY]
        for call in typed(session, text).calls
        if isinstance(call, Say)
    ]

    percentages = {found for text in told for found in PERCENT.findall(text)}
    fractions = {found for text in told for found in FRACTION.findall(text)}
    assert percentages == PERCENTAGES
    assert fractions == FRACTIONS
