"""Questions that are answered with something else than the plan: what came in, what was answered before, a term."""

from enum import StrEnum


class Topic(StrEnum):
    """What a message is about besides its intent; each has its expressions in the language's topics.toml."""

    RECEIVED = "received"
    ASKED_BEFORE = "asked_before"
    MEANING = "meaning"
    SPENDING = "spending"
