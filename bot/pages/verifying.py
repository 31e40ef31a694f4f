"""The page that checks a receipt in the reader's own browser."""

from bot.pages.document import Document
from bot.pages.visit import Visit
from reports.pages.verification import verification_page


def show(visit: Visit) -> Document:
    """One file, with a policy of its own."""
    page = verification_page(visit.asked.language)
    return Document(page.html.encode(), policy=page.policy)
