"""Why something about an observation can't be done. Each is answered with a sentence of its own."""


class NoDraft(LookupError):
    """There is no such draft any more: it was cancelled, or erased after seven days."""


class EmptyDraft(ValueError):
    """There is nothing in it to send."""


class DraftFull(ValueError):
    """It holds as much as one observation can. `limit` says of what."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(limit)


class TooManyCases(ValueError):
    """This person sent more in a day than one person can mean."""


class NoCase(LookupError):
    """There is no such case, or it is not this person's: which of both is not told."""


class CaseAnswered(ValueError):
    """The case was answered: it can't be withdrawn any more."""


class CaseFull(ValueError):
    """So much was added to the case that more belongs into another one."""


class CaseClosed(ValueError):
    """The case was withdrawn: nothing can be added to it."""
