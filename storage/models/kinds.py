"""The words of contributions and of their life, as they are stored."""

from enum import StrEnum


class ContributionKind(StrEnum):
    """What a contribution is. Only petitions and complaints have a legal date to be answered by."""

    OBSERVATION = "observation"
    PETITION = "petition"
    COMPLAINT = "complaint"
    CONGRATULATION = "congratulation"
    DENUNCIA = "denuncia"


class PetitionKind(StrEnum):
    """What a petition asks for, where its term depends on it (Ley 1755 de 2015, artículo 14)."""

    INFORMATION = "information"
    """*Documentos o información*."""
    CONSULTATION = "consultation"
    """*Consulta*: an opinion (*concepto*) on what the entity is in charge of."""
    GENERAL = "general"
    UNCLEAR = "unclear"
    """Nobody knows yet: the shortest term that could apply."""


class AboutKind(StrEnum):
    """What of the plan a contribution is about."""

    PLAN = "plan"
    ACTIVITY = "activity"
    PRODUCT = "product"
    EVENT = "event"
    OTHER = "other"


class Channel(StrEnum):
    """Where a contribution came in."""

    TELEGRAM = "telegram"
    PAPER = "paper"
    PHONE = "phone"
    EMAIL = "email"
    FACEBOOK = "facebook"
    EVENT = "event"


class CaseState(StrEnum):
    """The life of a case."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REOPENED = "reopened"  # «No me sirvió»: it is staff's turn again
    WITHDRAWN = "withdrawn"
    SPAM = "spam"  # by two people's decision


class PartKind(StrEnum):
    """What kind of file came with a message."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


class Waiting(StrEnum):
    """What the bot waits for in a chat."""

    NEW_TEXT = "new_text"  # the draft's words, written anew
    NAME = "name"
    MUNICIPALITY = "municipality"
    MORE_INFORMATION = "more_information"  # for a case that was sent
    QUESTION_OR_TEXT = "question_or_text"  # a question came in the middle of a draft
    READING = "reading"  # which of two readings of a text was meant
    EVENT_QUESTION = "event_question"  # for an event: `case_id` is the event's row
    WHY_NOT_HELPED = "why_not_helped"  # after «No me sirvió»
    CLARIFICATION = "clarification"  # what staff asked the author
    GROUP = "group"  # whether the author belongs to one of the groups that are counted
