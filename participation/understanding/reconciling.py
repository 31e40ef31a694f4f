"""What the plan knows corrects what the words alone suggest: whether something is an event, whether a part was named."""

from participation.understanding.analysis import Analysis
from participation.understanding.matching import Matches
from participation.understanding.reading import Intent
from participation.understanding.targets import Targets, names_an_event

SHIFT = 0.7
"""The share of a probability that moves to the intent that fits what was named."""
HOW_FAR = frozenset(("progress", "percentage", "fulfil"))
SEMESTER = "semester"


def reconciled(
    chances: dict[Intent, float], analysis: Analysis, matches: Matches, targets: Targets
) -> dict[Intent, float]:
    """The probabilities after what was named is taken into account; they still add up to 1."""
    chances = dict(chances)
    concepts = {name for token in analysis.tokens for name in token.concepts}
    named = next(iter(targets.of(Intent.PROGRESS_ACTIVITY, analysis, matches, None)), None)
    strong = named is not None and (matches.best is not None and matches.best.score >= 1.0)
    if strong and named is not None:
        _shift(chances, Intent.PROGRESS_OVERALL, Intent.PROGRESS_ACTIVITY)
        if targets.is_event(named.code):
            how_far = concepts & HOW_FAR or matches.numbered is not None
            if not how_far and not targets.names_its_product(named.code, analysis):
                _shift(chances, Intent.PROGRESS_ACTIVITY, Intent.EVENT_STATUS)
        elif not names_an_event(analysis):
            _shift(chances, Intent.EVENT_STATUS, Intent.PROGRESS_ACTIVITY)
    elif SEMESTER in concepts:
        _shift(chances, Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER)
    return chances


def _shift(chances: dict[Intent, float], giver: Intent, taker: Intent) -> None:
    moved = SHIFT * chances[giver]
    chances[giver] -= moved
    chances[taker] += moved
