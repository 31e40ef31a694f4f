"""Questions that another screen answers than the plan's, and what is said before an answer."""

import re

from handlers import cases, keyboards, past, transparency
from handlers.answer import Answer, Call, Say
from handlers.keyboards import teaching as doors
from handlers.offering import offered_besides
from handlers.reading import understanding
from handlers.texts import asides as texts
from handlers.texts.plan import plan_name
from handlers.turn import Turn
from participation.plan.views import PlanProgress
from participation.progress import entity, plan_progress, product_details
from participation.radicado import UnreadableRadicado, parse
from participation.understanding import Intent, Question, Reading, Topic
from participation.understanding.searching import nearest
from participation.understanding.words import folded_words
from storage.queries import understanding as queries

CASE = re.compile(
    r"\bPPC[\s-]*\d{4}[\s-]+\d{1,7}(?:[\s-]+\d)?\b|\bPPC[\s-]*\d{11}\b|\b20\d\d[\s-]+\d{6}[\s-]+\d\b|\b\d{6}-\d\b",
    re.ASCII | re.IGNORECASE,
)
"""The number of a case inside a text: with its prefix, or whole without it."""
WORDS_BESIDE = 8  # more of them beside a number say something of their own
MOST_FOUND = 3
WHO = frozenset(("quien", "quienes", "alguien", "persona", "humano", "robot", "maquina"))


def case(turn: Turn, reading: Reading, text: str) -> Answer | None:
    """The case whose number was typed, with or without its prefix."""
    number = _case_number(text, reading)
    if number is None:
        return None
    turn.arguments = [number]
    return cases.show_case(turn)


def answer(turn: Turn, reading: Reading, text: str) -> Answer | None:
    """The answer to what the plan itself does not tell; None where it is a question about the plan."""
    if reading.first.intent is Intent.OBSERVE and "?" not in text:
        return None
    if Topic.ASKED_BEFORE in reading.topics:
        return _asked_before(turn, text)
    if Topic.RECEIVED in reading.topics:
        return transparency.show(turn)
    if Topic.SPENDING in reading.topics and reading.first.intent is Intent.OUT_OF_SCOPE:
        return _untold(turn, reading, text)
    named = understanding(turn.session, turn.today).acronyms.named_in(text) if Topic.MEANING in reading.topics else []
    return turn.say(texts.terms(named, turn.words), keyboards.back_to_progress(turn.words)) if named else None


def _case_number(text: str, reading: Reading) -> str | None:
    """The number of a case, where the text is little more than that or asks for one's cases."""
    found = CASE.search(text)
    if found is None:
        return None
    beside = len(folded_words(text)) - len(folded_words(found[0]))
    if beside > WORDS_BESIDE and reading.first.intent is not Intent.MY_OBSERVATIONS:
        return None
    try:
        parse(found[0])
    except UnreadableRadicado:
        return found[0] if "PPC" in found[0].upper() else None
    return found[0]


def _untold(turn: Turn, reading: Reading, text: str) -> Answer | None:
    """What something of the plan cost, or who was contracted: no plan tells, and one can petition for it."""
    if reading.contribution.target is None and reading.contribution.event is None:
        return None
    return turn.answer(*offered_besides(turn, text, texts.untold(entity(turn.session), turn.words)))


def _asked_before(turn: Turn, text: str) -> Answer:
    """What was published on the same thing: answers to others, and what proves the plan's products."""
    ignored = understanding(turn.session, turn.today).reader.telling_nothing()
    published = queries.published_answers(turn.session)
    of_answers = nearest(text, [f"{one.question} {one.answer}" for one in published], ignored, MOST_FOUND)
    proofs = [
        (detail.product.short_name, proof.text)
        for detail in product_details(turn.session, turn.today)
        for proof in detail.evidence
    ]
    of_proofs = nearest(text, [f"{name} {proof}" for name, proof in proofs], ignored, 1)
    said = texts.found_before(
        [published[place] for place in of_answers], [proofs[place] for place in of_proofs], turn.words, turn.formats
    )
    return turn.say(said, doors.ask_it(turn.words))


def caveats(turn: Turn, question: Question) -> tuple[Call, ...]:
    """What has to be said before an answer: that the plan is of another year, that there is no cut of a month."""
    if question.intent is Intent.STAFF_CONTACT and not WHO.isdisjoint(folded_words(question.text)):
        return (Say(texts.automatic(turn.words)),)
    of_a_time = {*past.OF_A_WHOLE, Intent.PROGRESS_ACTIVITY, Intent.EVENTS_NEXT}
    if question.asked is None or question.intent not in of_a_time:
        return ()
    plan = plan_progress(turn.session, turn.today)
    years = _other_years(question, plan, turn)
    if years and question.target is None:
        return (Say(texts.other_year(plan_name(plan), years, turn.words, turn.formats)),)
    said = past.no_figures(turn, question) if question.intent is not Intent.EVENTS_NEXT else None
    return (Say(said),) if said is not None else ()


def _other_years(question: Question, plan: PlanProgress, turn: Turn) -> list[int]:
    span = question.asked.span(plan.vigencia, turn.today) if question.asked is not None else None
    # What is to come may well be of the next year; what was said of the past must be of the plan's.
    if span is None or (question.intent is Intent.EVENTS_NEXT and question.asked and question.asked.year is None):
        return []
    return [span[0].year] if span[0].year != plan.vigencia else []
