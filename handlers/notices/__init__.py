"""How each kind of notice is said. The courier calls a copy's renderer when it is sent, and anew when it is behind."""

from handlers.notices.telling import Author, NotNow, Renderer, Telling, Told
from storage.models.notices import NoticeKind

RENDERERS: dict[NoticeKind, Renderer] = {}

__all__ = ["RENDERERS", "Author", "NotNow", "Renderer", "Telling", "Told"]
