"""Why something can't be done with a case. Each says so in words: `phrase` with `values`."""

from locales import Phrase


class OfficeError(ValueError):
    """An act that is not possible; nothing was changed."""

    phrase = Phrase("office", "That cannot be done with this case.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.phrase.message.format(**values))


class NoSuchCase(OfficeError):
    """There is no such case, or it is not for this member of staff: which of both is not told."""

    phrase = Phrase("office", "I do not find that case.")


class ChangedMeanwhile(OfficeError):
    """Somebody did something with the case after this card was drawn. Nothing is overwritten."""

    phrase = Phrase("office", "{name} changed this case meanwhile. I did nothing. Look at it again before you go on.")


class CaseIsClosed(OfficeError):
    """It was withdrawn or called spam."""

    phrase = Phrase("office", "This case is closed. Nothing more is done with it.")


class AlreadyAnswered(OfficeError):
    """What is asked for makes sense before the answer only."""

    phrase = Phrase("office", "This case already has its answer.")


class TextMissing(OfficeError):
    """A reason or a text has to be there, and not endless."""

    phrase = Phrase("office", "Write it in words, with at most {most} characters.")


class CannotTakeIt(OfficeError):
    """That person can't work on this case."""

    phrase = Phrase("office", "{name} may not work on this case. Choose another person.")


class SameCase(OfficeError):
    """A case is not a repetition of itself."""

    phrase = Phrase("office", "That is this same case. Write the number of the other one.")


class NeverTogether(OfficeError):
    """A denuncia is linked with no other case: that would tell of it."""

    phrase = Phrase("office", "These two cases cannot be linked.")


class NoDueDate(OfficeError):
    """There is nothing to extend."""

    phrase = Phrase("office", "This case has no due date. There is nothing to extend.")


class ExtendedBefore(OfficeError):
    """Once is what there is."""

    phrase = Phrase("office", "This case was already extended until {date}. It is extended once only.")


class TooLateToExtend(OfficeError):
    """An extension is told before the term is over."""

    phrase = Phrase("office", "The term was over on {date}. It can no longer be extended.")


class TooLong(OfficeError):
    """More than the plan's rule allows."""

    phrase = Phrase("office", "The new date goes from {first} to {last}.")


class NoExtensions(OfficeError):
    """The plan allows none."""

    phrase = Phrase("office", "The plan of this entity does not allow extensions.")


class NobodyToAsk(OfficeError):
    """The author is not reached by the bot."""

    phrase = Phrase("office", "I cannot reach who wrote this case. Ask by another way and keep it in a note.")


class AskedAlready(OfficeError):
    """One question at a time."""

    phrase = Phrase("office", "A clarification was already asked on {date}. Wait for its answer.")


class NeverByEmail(OfficeError):
    """A denuncia is never e-mailed."""

    phrase = Phrase("office", "Nothing of this case is sent by e-mail. Ask the person who may read it.")


class NoSuchArea(OfficeError):
    """Neither an area of the plan nor an address."""

    phrase = Phrase("office", "I do not know that area. Choose one, or write an e-mail address.")


class BadDay(OfficeError):
    """A day that cannot be."""

    phrase = Phrase("office", "That date does not fit. It goes from {first} to {last}.")


class NotInTheFuture(OfficeError):
    """Nothing is received tomorrow."""

    phrase = Phrase("office", "The date of reception cannot be after today.")


class NotOnesOwn(OfficeError):
    """Two different people decide it."""

    phrase = Phrase("office", "Another person has to confirm it: you proposed it.")


class NothingProposed(OfficeError):
    """There is no proposal to confirm any more."""

    phrase = Phrase("office", "Nobody proposes this any more.")


class NoRecording(OfficeError):
    """There is nothing to write down."""

    phrase = Phrase("office", "I do not find that voice note.")


class NoPriorityRule(OfficeError):
    """The plan names no shorter term."""

    phrase = Phrase("office", "The plan of this entity has no term for priority petitions.")


class NotAPetition(OfficeError):
    """Only petitions and complaints have priority."""

    phrase = Phrase("office", "Only petitions and complaints can have priority.")
