"""What was understood of a message. None of these types keeps its text in its representation: logs must not hold it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from participation.understanding.times import AskedTime
from participation.understanding.topics import Topic
from storage.models.kinds import ContributionKind

UNSURE_BELOW = 0.60
"""A first reading below this confidence is asked back with buttons."""
CLOSE_WITHIN = 0.25
"""A second reading nearer than this to the first is asked back with buttons."""


class Intent(StrEnum):
    """What a person wants of the bot."""

    PROGRESS_OVERALL = "progress_overall"
    PROGRESS_SEMESTER = "progress_semester"
    PROGRESS_ACTIVITY = "progress_activity"
    EVIDENCE = "evidence"
    EVENTS_NEXT = "events_next"
    EVENT_STATUS = "event_status"
    OBSERVE = "observe"
    MY_OBSERVATIONS = "my_observations"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    PRIVACY = "privacy"
    HELP = "help"
    STAFF_CONTACT = "staff_contact"
    GREETING = "greeting"
    OUT_OF_SCOPE = "out_of_scope"


TARGETED = frozenset({Intent.PROGRESS_ACTIVITY, Intent.EVIDENCE, Intent.EVENT_STATUS, Intent.OBSERVE})
"""The intents that can be about one product, activity or event of the plan; the others never have a target."""


class SubjectKind(StrEnum):
    """What of a plan can be asked about."""

    PRODUCT = "product"
    ACTIVITY = "activity"
    EVENT = "event"


@dataclass(frozen=True)
class Subject:
    """One thing of the loaded plan that people can name.

    `names`: what it is called, the best first (short name, official name, mention, aliases). `context`: texts around it
    (its task, its activity, a place). `number`: its place for people ("la actividad 2"). `serves`: for an event, the
    code of the product that it serves; for a product, the code of its activity. `days`: when an event is or was to be.
    """

    code: str
    kind: SubjectKind
    names: tuple[str, ...]
    context: tuple[str, ...] = ()
    number: int | None = None
    serves: str | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class LastAnswer:
    """What the chat was last told: a short message that follows ("¿y el video?") is read in its light."""

    intent: Intent
    target: str | None = None
    event: str | None = None


@dataclass(frozen=True)
class Choice:
    """A possible reading. `target`: code of a product or activity; `event`: code of the event that was meant.

    For an event that serves a product, `target` is the product's code. `confidence` is from 0 to 1.
    """

    intent: Intent
    target: str | None
    event: str | None
    confidence: float


@dataclass(frozen=True)
class Question:
    """One thing that the message wants. `alternatives`: the other readings that are near, the nearest first."""

    intent: Intent
    target: str | None
    event: str | None
    confidence: float
    alternatives: tuple[Choice, ...] = ()
    asked: AskedTime | None = None
    text: str = field(default="", repr=False)
    """The part of the message that asks it, as it was written."""
    follows_up: bool = False
    """Whether it was completed with the last answer."""

    @property
    def is_unclear(self) -> bool:
        """Whether to ask which reading is meant, with a button for this one and each alternative.

        What is out of scope is not asked back: its answer tells what the bot can do.
        """
        if not self.alternatives or self.intent is Intent.OUT_OF_SCOPE:
            return False
        return self.confidence < UNSURE_BELOW or self.confidence - self.alternatives[0].confidence < CLOSE_WITHIN


@dataclass(frozen=True)
class Contribution:
    """The proposed kind of a contribution and the product or activity that it is about. `confidence` is from 0 to 1."""

    kind: ContributionKind
    confidence: float
    target: str | None = None
    event: str | None = None


class PersonalData(StrEnum):
    """Personal data that a person typed in the open."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True)
class Reading:
    """A message as it was understood. `questions` is never empty."""

    questions: tuple[Question, ...]
    contribution: Contribution
    asks_for_something: bool
    distress: bool = False
    insult: bool = False
    personal_data: frozenset[PersonalData] = frozenset()
    topics: frozenset[Topic] = frozenset()
    """What it asks that the plan itself does not tell."""
    farewell: bool = False
    """A greeting that thanks or takes leave ("gracias", "chao"): it is not answered with a welcome."""

    @property
    def first(self) -> Question:
        """The question that is answered first."""
        return self.questions[0]


__all__ = [
    "CLOSE_WITHIN",
    "TARGETED",
    "UNSURE_BELOW",
    "AskedTime",
    "Choice",
    "Contribution",
    "ContributionKind",
    "Intent",
    "LastAnswer",
    "PersonalData",
    "Question",
    "Reading",
    "Subject",
    "SubjectKind",
    "Topic",
]
