"""«Calificar»: the survey, one message that goes through its questions."""

from handlers import groups
from handlers.answer import Answer
from handlers.buttons.dialogue import SayRating
from handlers.buttons.event_public import RateEvent
from handlers.keyboards import dialogue as keyboards
from handlers.texts import dialogue as texts
from handlers.texts import general
from handlers.turn import Turn
from participation.dialogue import survey
from participation.dialogue.errors import NotHeld
from participation.plan.current import current_plan
from participation.plan.views import NotInPlanError
from storage.models.plan import Event
from storage.queries import events

PAYLOAD = "calificar"


def rate(turn: Turn) -> Answer:
    """The button; in a group it leads to the private chat."""
    code = RateEvent.read(turn.pressed).event
    if not turn.is_private:
        return groups.in_private(f"{PAYLOAD}_{code}")(turn)
    return open_survey(turn, code)


def open_survey(turn: Turn, code: str) -> Answer:
    """The same from the link `start=calificar_<code>`: the first question, in a message of its own."""
    event = events.event_with_code(turn.session, current_plan(turn.session).id, code)
    if event is None:
        raise NotInPlanError(code)
    try:
        survey.require_held(event)
    except NotHeld as not_held:
        return turn.say(turn.words.say_phrase(not_held.phrase), keyboards.see_event(event, turn.words))
    first = survey.QUESTIONS[0]
    return turn.say(asked(turn, event, first), keyboards.survey_step(event, first, turn.words))


def say(turn: Turn) -> Answer:
    """What somebody says to a question, then the next one; each is kept at once and can be changed."""
    data = SayRating.read(turn.pressed)
    event = events.event(turn.session, data.id)
    if event is None:
        return turn.say(general.gone(turn.words))
    following: str | None = data.question
    if data.value:
        following = survey.next_question(data.question)
    try:
        if data.value.isdecimal():
            keys, person = turn.office.keys, turn.writer.id
            survey.rate(turn.session, event, data.question, int(data.value), keys, person, turn.now)
    except NotHeld as not_held:
        return turn.say(turn.words.say_phrase(not_held.phrase), keyboards.see_event(event, turn.words))
    if following is not None:
        return turn.show(asked(turn, event, following), keyboards.survey_step(event, following, turn.words))
    return _thanked(turn, event)


def asked(turn: Turn, event: Event, question: str) -> str:
    """One question, with its place."""
    place = survey.QUESTIONS.index(question) + 1
    return texts.survey(event, question, place, len(survey.QUESTIONS), turn.words)


def _thanked(turn: Turn, event: Event) -> Answer:
    given = survey.said_before(turn.session, event, turn.office.keys, turn.writer.id)
    said = texts.survey_done(event, turn.words) if given else texts.survey_empty(turn.words)
    return turn.show(said, keyboards.survey_done(event, turn.words))
