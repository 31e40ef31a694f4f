"""The survey's results, and what the bot did as evidence of the product."""

from handlers.answer import Answer, Call, Say
from handlers.buttons.dialogue import EventEvidence, EventSurvey, SettleEvidence
from handlers.keyboards import dialogue as keyboards
from handlers.moderating.working import with_event
from handlers.texts import moderating as texts
from handlers.turn import Turn
from participation.dialogue import evidence, survey
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import evidence as queries


def show_survey(turn: Turn) -> Answer:
    """«Encuesta»: what was said, in aggregate."""

    def act(_me: StaffMember, event: Event) -> Answer:
        found = survey.survey_results(turn.session, event)
        text = texts.survey(event, found, turn.words, turn.formats)
        return turn.show(text, keyboards.to_event(event.id, turn.words))

    return with_event(turn, EventSurvey.read(turn.pressed).id, act)


def show_proposals(turn: Turn) -> Answer:
    """«Evidencia»: what was done and is not decided on, a message each."""

    def act(me: StaffMember, event: Event) -> Answer:
        found = evidence.proposals(turn.session, me, event, turn.now, turn.office.zone)
        if not found:
            return turn.say(texts.no_proposals(turn.words), keyboards.to_event(event.id, turn.words))
        calls: list[Call] = []
        for one in found:
            product = queries.product(turn.session, one.product_id)
            said = texts.proposal(one, product.short_name if product is not None else "", turn.words)
            calls.append(Say(said, keyboards.proposal(one, turn.words)))
        return turn.answer(*calls)

    return with_event(turn, EventEvidence.read(turn.pressed).id, act)


def settle(turn: Turn) -> Answer:
    """«Guardar como evidencia» or «No»."""
    data = SettleEvidence.read(turn.pressed)
    one = queries.proposal(turn.session, data.id)

    def act(me: StaffMember, event: Event) -> Answer:
        if data.save == "0":
            evidence.leave(turn.session, data.id, me, turn.now)
            return turn.show(texts.left(turn.words), keyboards.to_event(event.id, turn.words))
        made = evidence.save(turn.session, data.id, me, turn.now, turn.link(f"evento_{event.code}"))
        product = queries.product(turn.session, made.product_id)
        name, code = (product.short_name, product.code) if product is not None else ("", None)
        return turn.show(texts.saved(name, turn.words), keyboards.saved(code, event.id, turn.words))

    return with_event(turn, one.event_id if one is not None else 0, act)
