"""Why something about an answer can't be done. Each says so in words: `phrase` with `values`."""

from locales import Phrase
from participation.office.errors import OfficeError
from storage.queries.inbox import LastAct


class NoAnswer(OfficeError):
    """It was discarded or sent, or is somebody else's."""

    phrase = Phrase("answer", "That answer is no longer there to be changed. Open the case to see how it stands.")


class Overtaken(OfficeError):
    """Somebody did something with the case since this answer was begun. Nothing is overwritten, the draft stays.

    `last` is what was done; None where it was the author who changed something.
    """

    phrase = Phrase("answer", "The case changed while you wrote. Nothing was sent. Your draft stays.")

    def __init__(self, last: LastAct | None) -> None:
        self.last = last
        super().__init__()


class NothingWritten(OfficeError):
    """An answer needs a text, whatever is attached to it."""

    phrase = Phrase("answer", "The answer needs a text. Write it first.")


class NotDecided(OfficeError):
    """What was decided is not said yet."""

    phrase = Phrase("answer", "Say first what was decided.")


class NoReason(OfficeError):
    """Every decision but *acogida* has to be explained."""

    phrase = Phrase("answer", "This decision needs its reason. Write it in one or two sentences.")


class NoEntity(OfficeError):
    """Nobody knows where it was passed on to."""

    phrase = Phrase("answer", "Write first to which entity it is transferred.")


class TextTooLong(OfficeError):
    """More than one message of Telegram holds beside what surrounds it."""

    phrase = Phrase("answer", "It is too long: at most {most} characters. Put the rest in an attached letter.")


class NotALetter(OfficeError):
    """A recording is no letter."""

    phrase = Phrase("answer", "A letter is a document or a photo. Please send it as one of these.")


class NobodyApproves(OfficeError):
    """There is no other member of staff who may approve this answer."""

    phrase = Phrase("answer", "There is nobody else who may approve this answer. You can send it yourself.")


class OnesOwn(OfficeError):
    """Two different people sign an approved answer."""

    phrase = Phrase("answer", "You wrote this answer. Another person has to approve it.")


class AnsweredAlready(OfficeError):
    """There is nothing to say of an answer that is not in force any more."""

    phrase = Phrase("answer", "There is a newer answer to this case.")


class NothingToPublish(OfficeError):
    """The answer reached its author, was published before, or is of a case of which nothing is public."""

    phrase = Phrase("answer", "There is no answer of this case to publish.")


class NoTemplate(OfficeError):
    """It was removed meanwhile."""

    phrase = Phrase("answer", "That template is no longer there.")


class BadPlaceholder(OfficeError):
    """A template with a field that nobody fills in."""

    phrase = Phrase("answer", "I do not know {field}. The fields are: {fields}")
