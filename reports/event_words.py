"""The states and kinds of dialogue events, in the words of the chat, the pages and the reports."""

from locales import Phrase
from storage.models.plan import EventKind, EventState

KINDS = {
    EventKind.FACEBOOK_LIVE: Phrase("event", "Facebook Live"),
    EventKind.YOUTUBE_LIVE: Phrase("event", "YouTube live"),
    EventKind.IN_PERSON: Phrase("event", "in person"),
    EventKind.OTHER: Phrase("event", "other"),
}
# A shape before the word, so that a state is seen in black and white; the word carries the meaning.
STATES = {
    EventState.DRAFT: Phrase("event", "○ Not published yet"),
    EventState.PROGRAMMED: Phrase("event", "○ Programmed"),
    EventState.INVITED: Phrase("event", "○ Programmed, with invitations sent"),
    EventState.LIVE: Phrase("event", "◐ Live now"),
    EventState.HELD: Phrase("event", "● Held"),
    EventState.POSTPONED: Phrase("event", "‖ Postponed"),
    EventState.RESCHEDULED: Phrase("event", "○ With a new date"),
    EventState.CANCELLED: Phrase("event", "✕ Cancelled"),
    EventState.UNCONFIRMED: Phrase("event", "▲ Not confirmed: its day has passed and nobody has confirmed it"),
}
