""" "¿Cómo iba en marzo?": the figures as of a day that somebody asks about, and how they are known."""

from datetime import date

from handlers import keyboards
from handlers.answer import Answer
from handlers.texts import asides as aside_texts
from handlers.texts import past as texts
from handlers.turn import Turn
from participation.plan.past import DayAfterCut, DayToCome, PlanAt, plan_progress_within, product_at
from participation.plan.views import PlanProgress
from participation.progress import plan_progress
from participation.understanding import Intent, Question
from participation.understanding.words import folded_words

OF_A_WHOLE = frozenset({Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER})
PAST = frozenset(
    ("iba", "iban", "ibamos", "estaba", "estaban", "estabamos", "llevaba", "llevaban", "llevabamos", "habia", "habian")
)


def answer(turn: Turn, question: Question) -> Answer | None:
    """The answer to a question of how far the plan, or a part of it, was then.

    None where it is not about a time of which the last figures say nothing; those are told as ever.
    """
    plan = plan_progress(turn.session, turn.today)
    span = _span(turn, question, plan)
    if span is None or span[0].year != plan.vigencia or _is_told_by_last(span, plan, turn.today):
        return None
    try:
        found = plan_progress_within(turn.session, *span, turn.today, turn.office.zone)
    except (DayToCome, DayAfterCut):
        return None
    return _told(turn, question, found, plan)


def no_figures(turn: Turn, question: Question) -> str | None:
    """What is said before the last figures where they are earlier than what was asked, or of another year."""
    plan = plan_progress(turn.session, turn.today)
    span = _span(turn, question, plan)
    if span is None or plan.cut is None or _is_vague(question):
        return None
    if span[0] <= plan.cut.on and span[0].year == plan.vigencia:
        return None
    period = _period(span, turn)
    if span[0] > turn.today:
        return texts.LINE.join([texts.to_come(period, turn.words), *texts.up_to(plan.cut, turn.words, turn.formats)])
    return aside_texts.no_cut(period, plan.cut, turn.words, turn.formats)


def _span(turn: Turn, question: Question, plan: PlanProgress) -> tuple[date, date] | None:
    """The days that a question is about; None where it asks of no time, or how a part of the plan is now."""
    if question.asked is None or question.intent not in {*OF_A_WHOLE, Intent.PROGRESS_ACTIVITY}:
        return None
    if question.intent not in OF_A_WHOLE and not _asks_how_it_was(question):
        return None
    return question.asked.span(plan.vigencia, turn.today)


def _asks_how_it_was(question: Question) -> bool:
    """«¿Cómo iba el video en marzo?», or behind an answer about the video «¿y en marzo?»."""
    follows = question.follows_up and question.event is None
    return follows or not PAST.isdisjoint(folded_words(question.text))


def _is_told_by_last(span: tuple[date, date], plan: PlanProgress, today: date) -> bool:
    """Whether the last figures are those of the time that was asked."""
    return span[0] <= (plan.cut.on if plan.cut is not None else today) <= span[1]


def _is_vague(question: Question) -> bool:
    """Whether the time was not said as a date: "este mes", "el segundo semestre" go on with the last figures."""
    return question.asked is not None and bool(question.asked.relative or question.asked.semester)


def _told(turn: Turn, question: Question, found: PlanAt, plan: PlanProgress) -> Answer:
    words, formats, code = turn.words, turn.formats, question.target
    view = product_at(found, code) if code is not None else None
    activity = next((one for one in found.progress.activities if one.code == code), None)
    if view is not None:
        said = texts.product(found, view, plan.cut, words, formats)
    elif activity is not None:
        said = texts.activity(found, activity, plan.cut, words, formats)
    else:
        said = texts.progress(found, plan.cut, words, formats)
    return turn.say(said, keyboards.back_to_progress(words))


def _period(span: tuple[date, date], turn: Turn) -> str:
    first, last = span
    return aside_texts.months(first, last, turn.words, turn.formats) if first != last else turn.formats.date(first)
