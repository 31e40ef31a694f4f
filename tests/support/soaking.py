"""What the long random runs have in common: the round's chance, and how long a short round is."""

import os
import random

IS_SHORT = "SOAK_SHORT" in os.environ


def chance() -> random.Random:
    """The round's random numbers."""
    return random.Random(os.environ.get("SOAK_SEED", "1"))  # noqa: S311 - when to kill, not what to keep secret


def size(whole: int, short: int) -> int:
    """How many: of a whole round, or of a short one."""
    return short if IS_SHORT else whole
