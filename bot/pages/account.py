"""The bot's own account, as in the chat."""

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import transparency as texts
from participation.transparency import account


def show(visit: Visit) -> Document:
    """Cases, events and notices, counted."""
    found, words, formats = account(visit.session, visit.today), visit.words, visit.formats
    return visit.page(
        "account.html",
        texts.title(words),
        words.plain("page", "How many cases came, how many were answered in time, and what became of the events."),
        opening=texts.opening(found, words, formats),
        groups=texts.groups(found, words, formats),
    )
