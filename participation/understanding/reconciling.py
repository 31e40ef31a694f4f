"""What the plan knows corrects what the words suggest: whether a part of it was named, whether that is an event."""

from participation.understanding.analysis import Analysis
from participation.understanding.matching import Matches
from participation.understanding.reading import Intent
from participation.understanding.targets import Targets, names_an_event
from participation.understanding.times import AskedTime

SHIFT = 0.7
"""The share of a probability that moves to the intent that fits what was named."""
OF_THE_PLAN = (
    Intent.PROGRESS_OVERALL,
    Intent.PROGRESS_SEMESTER,
    Intent.PROGRESS_ACTIVITY,
    Intent.EVIDENCE,
    Intent.EVENT_STATUS,
)
REPORTED = 0.9
"""The share that moves to the registration when a denuncia is told."""
UNMISTAKABLE = 0.9
"""How likely a greeting must be when no word is known, such as one with letters drawn out."""
HOW_FAR = frozenset(("progress", "percentage", "fulfil"))
CONTACT = "contact"
HAPPENED = frozenset(("happened", "postponed", "did"))
OF_A_DAY = (Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER, Intent.EVENTS_NEXT, Intent.OUT_OF_SCOPE)
"""What a question about the day of an event may look like."""
SEMESTER, WHOLE, NOT_TO_COME = "semester", "whole", frozenset(("postponed", "past"))
CLEARLY, MOSTLY = 1.0, 0.6
"""The score, and the share of its name, from which on a part of the plan is clearly what is asked about."""


def reconciled(
    chances: dict[Intent, float],
    analysis: Analysis,
    matches: Matches,
    targets: Targets,
    asked: AskedTime | None = None,
) -> dict[Intent, float]:
    """The probabilities after what was named is taken into account; they still add up to 1."""
    chances = dict(chances)
    concepts = {name for token in analysis.tokens for name in token.concepts}
    named = next(iter(targets.of(Intent.PROGRESS_ACTIVITY, analysis, matches, None)), None)
    best = matches.best
    if named is not None and best is not None and best.score >= CLEARLY:
        if WHOLE not in concepts or best.coverage >= MOSTLY:
            _shift(chances, Intent.PROGRESS_OVERALL, Intent.PROGRESS_ACTIVITY)
        if targets.is_event(named.code):
            how_far = concepts & HOW_FAR or matches.numbered is not None
            if not how_far and not targets.names_its_product(named.code, analysis):
                _shift(chances, Intent.PROGRESS_ACTIVITY, Intent.EVENT_STATUS)
        elif not names_an_event(analysis):
            _shift(chances, Intent.EVENT_STATUS, Intent.PROGRESS_ACTIVITY)
    elif SEMESTER in concepts or (asked is not None and asked.is_of_a_period):
        _shift(chances, Intent.PROGRESS_OVERALL, Intent.PROGRESS_SEMESTER)
    elif asked is not None:
        _shift(chances, Intent.PROGRESS_SEMESTER, Intent.PROGRESS_OVERALL)
    if (
        targets.on_day(asked) is not None
        and not concepts & HOW_FAR
        and (HAPPENED & concepts or names_an_event(analysis))
    ):
        for giver in OF_A_DAY:
            _shift(chances, giver, Intent.EVENT_STATUS)
    if concepts & NOT_TO_COME and names_an_event(analysis):
        _shift(chances, Intent.EVENTS_NEXT, Intent.EVENT_STATUS)
    return chances


def elsewhere(chances: dict[Intent, float]) -> dict[Intent, float]:
    """The probabilities when what is named is no part of this plan: another one's video, a fair of the town."""
    chances = dict(chances)
    for giver in OF_THE_PLAN:
        _shift(chances, giver, Intent.OUT_OF_SCOPE)
    return chances


def ours(chances: dict[Intent, float], analysis: Analysis) -> dict[Intent, float]:
    """The probabilities when the entity is named: how to reach it is not another's affair."""
    chances = dict(chances)
    if any(CONTACT in token.concepts for token in analysis.tokens):
        _shift(chances, Intent.OUT_OF_SCOPE, Intent.STAFF_CONTACT)
    return chances


def untold(chances: dict[Intent, float]) -> dict[Intent, float]:
    """The probabilities when it is asked what something cost or who was contracted: no plan tells. An opinion stays."""
    chances = dict(chances)
    for giver in Intent:
        if giver not in (Intent.OBSERVE, Intent.OUT_OF_SCOPE):
            _shift(chances, giver, Intent.OUT_OF_SCOPE, REPORTED)
    return chances


def to_be_reported(chances: dict[Intent, float]) -> dict[Intent, float]:
    """The probabilities when a denuncia is told: it is taken in. A question about its secrecy stays one."""
    chances = dict(chances)
    for giver in Intent:
        if giver not in (Intent.OBSERVE, Intent.PRIVACY):
            _shift(chances, giver, Intent.OBSERVE, REPORTED)
    return chances


def nonsense(chances: dict[Intent, float]) -> dict[Intent, float]:
    """The probabilities when no word is known: a mere guess is none."""
    chances = dict(chances)
    if chances[Intent.GREETING] < UNMISTAKABLE:
        for giver in Intent:
            if giver is not Intent.OUT_OF_SCOPE:
                _shift(chances, giver, Intent.OUT_OF_SCOPE)
    return chances


def _shift(chances: dict[Intent, float], giver: Intent, taker: Intent, share: float = SHIFT) -> None:
    moved = share * chances[giver]
    chances[giver] -= moved
    chances[taker] += moved
