"""What cannot be done around an event, each with what the person needs to know."""

from locales import Phrase


class DialogueError(ValueError):
    """Something that was asked for cannot be; `phrase` says why."""

    phrase = Phrase("dialogue error", "That cannot be done now.")


class NoSuchQuestion(DialogueError):
    """It is not there, or not of this event."""

    phrase = Phrase("dialogue error", "That question is not there any more.")


class QuestionSettled(DialogueError):
    """Somebody else settled it meanwhile."""

    phrase = Phrase("dialogue error", "Somebody has already settled that question. Update the list.")


class NotOpenForQuestions(DialogueError):
    """The event takes no questions any more."""

    phrase = Phrase("dialogue error", "This event takes no questions any more. You can send us an observation.")


class TooManyQuestions(DialogueError):
    """This person sent more in a day than one person can mean."""

    phrase = Phrase("dialogue error", "You sent a lot today. Write to us again tomorrow, please.")


class QuestionTooLong(DialogueError):
    """Longer than a moderator can read aloud."""

    phrase = Phrase("dialogue error", "Your question is too long. It may have up to 1,000 characters.")


class AnswerMissing(DialogueError):
    """No answer, or one that no message holds."""

    phrase = Phrase("dialogue error", "Write the answer. It may have up to 3,000 characters.")


class SecondPersonNeeded(DialogueError):
    """Who proposed to discard it cannot be the one who confirms it."""

    phrase = Phrase("dialogue error", "Another person of the team has to confirm it.")


class NotOver(DialogueError):
    """The event is still to come."""

    phrase = Phrase("dialogue error", "The event is not over yet. Its questions can still be answered there.")


class NotHeld(DialogueError):
    """Only what was held can be rated."""

    phrase = Phrase("dialogue error", "This event can be rated once it was held.")


class TextMissing(DialogueError):
    """No text, or one that is too long."""

    phrase = Phrase("dialogue error", "Write it in up to 600 characters.")


class NoSuchCommitment(DialogueError):
    """It is not there."""

    phrase = Phrase("dialogue error", "That commitment is not there any more.")


class CommitmentDone(DialogueError):
    """Somebody marked it meanwhile."""

    phrase = Phrase("dialogue error", "That commitment is marked as done already.")


class ProposalSettled(DialogueError):
    """Somebody decided on it meanwhile."""

    phrase = Phrase("dialogue error", "Somebody has already decided on that evidence.")


class NoProduct(DialogueError):
    """The event serves no product of the plan."""

    phrase = Phrase("dialogue error", "This event serves no product of the plan. Choose one under «Correct».")
