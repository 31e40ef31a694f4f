"""The report's names of kinds, channels, decisions and states: an office's words, with no signs before them."""

from collections.abc import Mapping

from locales import Phrase, Words
from reports.observations.followup import Dimension, Row, Standing
from storage.models.followup import Decision
from storage.models.kinds import Channel, ContributionKind, PetitionKind

KINDS: Mapping[str, Phrase] = {
    ContributionKind.OBSERVATION: Phrase("report", "Observation or suggestion"),
    ContributionKind.PETITION: Phrase("report", "Question or petition"),
    ContributionKind.COMPLAINT: Phrase("report", "Complaint or claim"),
    ContributionKind.CONGRATULATION: Phrase("report", "Congratulation"),
}
PETITIONS: Mapping[PetitionKind, Phrase] = {
    PetitionKind.INFORMATION: Phrase("report", "Petition for information or documents"),
    PetitionKind.CONSULTATION: Phrase("report", "Petition for a legal opinion"),
}
CHANNELS: Mapping[str, Phrase] = {
    Channel.TELEGRAM: Phrase("report", "Telegram"),
    Channel.PAPER: Phrase("report", "Paper"),
    Channel.PHONE: Phrase("report", "Telephone"),
    Channel.EMAIL: Phrase("report", "E-mail"),
    Channel.FACEBOOK: Phrase("report", "Facebook"),
    Channel.EVENT: Phrase("report", "Event of dialogue"),
}
DECISIONS: Mapping[str, Phrase] = {
    Decision.ACCEPTED: Phrase("report", "Accepted"),
    Decision.PARTLY: Phrase("report", "Partly accepted"),
    Decision.NOT_ACCEPTED: Phrase("report", "Not accepted"),
    Decision.TRANSFERRED: Phrase("report", "Transferred to another entity"),
}
STANDINGS: Mapping[Standing, Phrase] = {
    Standing.ANSWERED: Phrase("standing", "Answered"),
    Standing.PENDING: Phrase("standing", "Pending"),
    Standing.OVERDUE: Phrase("standing", "Overdue"),
    Standing.CLOSED: Phrase("standing", "Closed without an answer"),
}
DIMENSIONS: Mapping[Dimension, Phrase] = {
    Dimension.DECISION: Phrase("report", "Decision"),
    Dimension.TOPIC: Phrase("report", "Topic"),
    Dimension.KIND: Phrase("report", "Type"),
    Dimension.CHANNEL: Phrase("report", "Channel"),
    Dimension.GROUP: Phrase("report", "Group"),
    Dimension.TERRITORY: Phrase("report", "Territory"),
}
_CODED: Mapping[Dimension, Mapping[str, Phrase]] = {
    Dimension.DECISION: DECISIONS,
    Dimension.KIND: KINDS,
    Dimension.CHANNEL: CHANNELS,
}


def kind_name(row: Row, words: Words) -> str:
    """The type, as exactly as it is known."""
    phrase = PETITIONS.get(row.petition) if row.petition is not None else None
    return words.plain_phrase(phrase or KINDS[row.kind])


def value_name(dimension: Dimension, value: str | None, words: Words) -> str:
    """The name of a value of a breakdown; topics, groups and territories are the entity's own words."""
    if value is None:
        return words.plain("report", "Not stated")
    phrase = _CODED.get(dimension, {}).get(value)
    return words.plain_phrase(phrase) if phrase else value
