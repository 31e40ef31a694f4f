"""What kind of contribution a text is: proposed to the person, who sees it and can change it."""

from collections.abc import Mapping

from participation.understanding.analysis import Analysis
from participation.understanding.language import LanguageData
from participation.understanding.reading import ContributionKind
from participation.understanding.safety import says
from participation.understanding.topics import Topic

SURE = 0.5
"""The share, among the kinds that have a sign, from which on one is proposed; otherwise it is an observation."""
LEAST = 0.2
"""What is less likely than this is not proposed, even if the other kinds are without a sign."""
CERTAIN = 0.95
"""The confidence of a kind that its words alone tell."""
OBSERVATION = ContributionKind.OBSERVATION
BY_THEIR_WORDS = (
    ContributionKind.DENUNCIA,
    ContributionKind.PETITION,
    ContributionKind.COMPLAINT,
    ContributionKind.CONGRATULATION,
)
"""The kinds that words alone can tell, first the one kept from most eyes, then those with a legal date."""


def proposed_kind(
    chances: Mapping[ContributionKind, float], analysis: Analysis, data: LanguageData
) -> tuple[ContributionKind, float]:
    """The kind to propose and its confidence. Without a sign of another kind it is an observation.

    Who only asks what something cost or who was contracted accuses nobody.
    """
    for kind in BY_THEIR_WORDS:
        if says(data.signs[kind].certain, analysis):
            return kind, max(CERTAIN, chances[kind])
    excused = {ContributionKind.DENUNCIA} if says(data.topics[Topic.SPENDING], analysis) else set()
    possible = {
        kind: chance
        for kind, chance in chances.items()
        if kind is OBSERVATION or (kind not in excused and _may_be(kind, analysis, data))
    }
    likely, chance = max(possible.items(), key=lambda entry: entry[1])
    sure = chance / sum(possible.values()) >= SURE and chance >= LEAST
    return (likely, chance) if sure else (OBSERVATION, chances[OBSERVATION])


def _may_be(kind: ContributionKind, analysis: Analysis, data: LanguageData) -> bool:
    asks = kind is ContributionKind.PETITION and any(mark.text in "?¿" for mark in analysis.marks)
    return asks or says(data.signs[kind].possible, analysis)
