"""Why a report can't be made or published now. Each says so in words: `phrase` with `values`."""

from locales import Phrase
from participation.office.errors import OfficeError


class NotReviewed(OfficeError):
    """Texts wait for somebody to read them."""

    phrase = Phrase("report desk", "Texts to review: {n}. Review them all, then publish.")


class BeingPublished(OfficeError):
    """The same days are on their way to be published already."""

    phrase = Phrase("report desk", "That report is being published already. I tell you when it is ready.")


class ReasonMissing(OfficeError):
    """These days were published before: a new version says why."""

    phrase = Phrase("report desk", "That report was published before. Write why there is a new version.")
