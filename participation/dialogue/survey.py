"""«Calificar»: four short questions to who took part, answered with buttons, told in aggregate only.

What somebody said is kept by a keyed hash, so that it can be changed and counts once. Nothing is told of fewer than
five people, and no part of an answer that fewer than five gave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from participation import notices
from participation.dialogue.errors import NotHeld
from participation.identity import Keyring
from participation.notices import Subject
from participation.observations.filing import person_of
from storage import Session
from storage.models.notices import NoticeKind
from storage.models.plan import Event, EventState
from storage.queries import dialogue as queries

SCALES = ("useful", "clear")
YES_NO = ("could_take_part", "would_come_again")
QUESTIONS = ("useful", "clear", "could_take_part", "would_come_again")
LOWEST, HIGHEST = 1, 5
NO, YES = 0, 1
FEWEST = 5
"""People of whom something is told."""
AFTER = timedelta(hours=1)
"""After the event was marked as held: its recording is told first."""
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Rated:
    """What was said to one question. `people` is None where too few answered.

    `mean` is from 1 to 5, in tenths, rounded down; `yes` is how many said so, None where a part is too small to tell.
    """

    question: str
    people: int | None = None
    mean: float | None = None
    yes: int | None = None


@dataclass(frozen=True)
class SurveyResults:
    """What was said of an event. `people` is None where some answered, but too few to tell of them."""

    people: int | None
    questions: tuple[Rated, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.people)


def is_value(question: str, value: int) -> bool:
    """Whether this can be said to that question."""
    if question in SCALES:
        return LOWEST <= value <= HIGHEST
    return question in YES_NO and value in {NO, YES}


def rate(
    session: Session, event: Event, question: str, value: int, keys: Keyring, person_id: int, now: datetime
) -> None:
    """Keep what a person says of an event that was held; said again, the last one counts.

    Raises NotHeld, ValueError for what cannot be said to a question.
    """
    require_held(event)
    if not is_value(question, value):
        raise ValueError(question, value)
    queries.rate(session, event.id, person_of(keys, person_id), question, value, now)


def said_before(session: Session, event: Event, keys: Keyring, person_id: int) -> Mapping[str, int]:
    """What a person said of an event, by question."""
    return queries.ratings_of(session, event.id, person_of(keys, person_id))


def require_held(event: Event) -> None:
    """Raises NotHeld."""
    if event.state is not EventState.HELD:
        raise NotHeld


def next_question(question: str | None) -> str | None:
    """The question after this one; the first one after none; None after the last."""
    if question is None:
        return QUESTIONS[0]
    place = QUESTIONS.index(question) + 1
    return QUESTIONS[place] if place < len(QUESTIONS) else None


def survey_results(session: Session, event: Event) -> SurveyResults:
    """What those who took part said of an event, for staff and for the report."""
    people = queries.count_raters(session, event.id)
    found = queries.ratings(session, event.id)
    rated = tuple(_rated(question, found.get(question, {})) for question in QUESTIONS)
    return SurveyResults(None if 0 < people < FEWEST else people, rated)


def _rated(question: str, given: Mapping[int, int]) -> Rated:
    people = sum(given.values())
    if people < FEWEST:
        return Rated(question)
    if question in SCALES:
        total = sum(value * number for value, number in given.items())
        return Rated(question, people, mean=(10 * total // people) / 10)
    yes = given.get(YES, 0)
    parts = (yes, people - yes)
    return Rated(question, people, yes=None if any(0 < part < FEWEST for part in parts) else yes)


# Asking


def find_surveys(session: Session, now: datetime, zone: ZoneInfo) -> list[str]:  # noqa: ARG001 - finders get the zone
    """Ask who took part in the events that were marked as held an hour ago: once."""
    done = []
    for event, _ in queries.held_between(session, now - LOOK_BACK, now - AFTER):
        key = f"event:{event.id}:survey"
        notice = notices.put_down(
            session,
            NoticeKind.EVENT_SURVEY,
            Subject("event", event.id),
            key,
            now,
            expires_at=now + LOOK_BACK,
            version=event.version,
        )
        if notice is not None:
            count = notices.to_reminded(session, notice, event.id)
            count += notices.to_everyone_who_asked(session, notice, event.id)
            done.append(f"{key} for {count}")
    return done


def next_survey(session: Session, after: datetime, zone: ZoneInfo) -> datetime | None:  # noqa: ARG001 - as above
    """When those who took part in the next event are asked."""
    held = queries.held_between(session, after - AFTER, after + LOOK_BACK)
    return min((at + AFTER for _, at in held if at + AFTER > after), default=None)
