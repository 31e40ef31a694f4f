"""What cannot be done with an event, each with what the person needs to know."""

from locales import Phrase
from storage.models.plan import Event, EventState


class EventError(ValueError):
    """Something that staff asked for cannot be; `phrase` says why."""

    phrase = Phrase("event error", "That cannot be done with this event now.")


class NotPossible(EventError):
    """The event does not stand where this can be done: another did something meanwhile, or the button is old."""

    def __init__(self, event: Event) -> None:
        self.state: EventState = event.state
        super().__init__(event.code, event.state.value)


class HasNoDay(EventError):
    """People are invited to a day."""

    phrase = Phrase("event error", "Its day is missing. Without a day nobody can be invited.")


class HasPassed(EventError):
    """What is to come cannot have passed."""

    phrase = Phrase("event error", "That moment has passed already. Write another day and hour.")


class NotYet(EventError):
    """It has not begun."""

    phrase = Phrase("event error", "It has not begun yet. Only what has taken place can be marked as held.")


class NotToday(EventError):
    """It is not its day."""

    phrase = Phrase("event error", "It is not its day today.")


class NeedsReason(EventError):
    """Who was invited is told why."""

    phrase = Phrase("event error", "Write the reason in one sentence. Everybody who was invited reads it.")


class NeedsProof(EventError):
    """Only what has a proof was held."""

    phrase = Phrase("event error", "The proof is missing: the recording or where it was recorded.")


class NeedsMetric(EventError):
    """A number of people without what it counts says nothing."""

    phrase = Phrase("event error", "Say what the attendance counts: registered people, peak viewers, signatures.")


class NotEditable(EventError):
    """This cannot be changed any more, or not this way."""

    phrase = Phrase("event error", "That cannot be changed any more in this event.")
