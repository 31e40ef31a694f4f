"""Understanding what a person typed: intents, what of the plan is meant, what asks for care."""

from participation.understanding.learning import Example
from participation.understanding.plan_subjects import entity_names, subjects_of
from participation.understanding.reader import Reader
from participation.understanding.reading import (
    Choice,
    Contribution,
    ContributionKind,
    Intent,
    LastAnswer,
    PersonalData,
    Question,
    Reading,
    Subject,
    SubjectKind,
    Topic,
)
from participation.understanding.times import AskedTime

__all__ = [
    "AskedTime",
    "Choice",
    "Contribution",
    "ContributionKind",
    "Example",
    "Intent",
    "LastAnswer",
    "PersonalData",
    "Question",
    "Reader",
    "Reading",
    "Subject",
    "SubjectKind",
    "Topic",
    "entity_names",
    "subjects_of",
]
