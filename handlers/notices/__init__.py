"""How each kind of notice is said. The courier calls a copy's renderer when it is sent, and anew when it is behind."""

from handlers.notices import alerts, broadcasts, cases, dialogue, digests, events, office, reports
from handlers.notices.telling import Author, NotNow, Renderer, Telling, Told
from storage.models.notices import NoticeKind

RENDERERS: dict[NoticeKind, Renderer] = {
    NoticeKind.CASE_ANSWERED: cases.answered,
    NoticeKind.CASE_CORRECTED: cases.answered,
    NoticeKind.STAFF_ALERT: alerts.told,
    NoticeKind.EVENT_ANNOUNCED: events.announced,
    NoticeKind.EVENT_CHANGED: events.announced,
    NoticeKind.EVENT_POSTPONED: events.announced,
    NoticeKind.EVENT_CANCELLED: events.announced,
    NoticeKind.EVENT_REMINDER: events.reminder,
    NoticeKind.EVENT_RECORDING: events.recording,
    **office.RENDERERS,
    **broadcasts.RENDERERS,
    **digests.RENDERERS,
    **dialogue.RENDERERS,
    **reports.RENDERERS,
}

__all__ = ["RENDERERS", "Author", "NotNow", "Renderer", "Telling", "Told"]
