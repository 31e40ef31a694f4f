"""What somebody else's matrix would change, what is wrong with it, and that it was saved."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, PARAGRAPH, room_for
from handlers.texts.plan_matrix import LINE, names_of
from locales import Words
from participation.plan.errors import PlanFileErrors
from participation.plan.matrices.steps import Ready
from storage.queries.plan_parts import PartRow


def ready(step: Ready, words: Words) -> Markup:
    """What would change, and what should be known of how the matrix was read."""
    head = [words.say("matrix", "I read the columns as the last time.")] if step.remembered else []
    head.append(_outcome(step, words))
    foot = notes(step, words)
    changes = [Markup("• {}").format(line) for line in step.lines(words)]
    shown = room_for(changes, [*head, *foot], LINE, MESSAGE - 100)
    if len(shown) < len(changes):
        rest = len(changes) - len(shown)
        shown.append(words.count("matrix", "And one change more.", "And {n} changes more.", rest))
    return PARAGRAPH.join(LINE.join(part) for part in (head, shown, foot) if part)


def notes(step: Ready, words: Words) -> list[Markup]:
    """What was left out of the matrix, and what becomes of the products that it does not have."""
    return [*(Markup("{}").format(remark.text(words)) for remark in step.remarks), *_missing(step, words)]


def refused(errors: PlanFileErrors, words: Words) -> Markup:
    """Every cell that is wrong, with its reason."""
    head = [
        words.say("matrix", "<b>Nothing was saved.</b>"),
        words.count(
            "matrix",
            "Correct this and send the file again:",
            "Correct these {n} things and send the file again:",
            len(errors.errors),
        ),
    ]
    lines = [Markup("• {}").format(error.text(words)) for error in errors.errors]
    shown = room_for(lines, head, LINE, MESSAGE - 100)
    if len(shown) < len(lines):
        rest = len(lines) - len(shown)
        shown.append(words.count("matrix", "And one more.", "And {n} more.", rest))
    return LINE.join([*head, *shown])


def saved(count: int, words: Words) -> Markup:
    """Saved."""
    return words.count("matrix", "Saved: one change of the plan.", "Saved: {n} changes of the plan.", count)


def changed_meanwhile(words: Words) -> Markup:
    """What was shown is not what would be saved now."""
    return words.say("matrix", "The plan has changed meanwhile. Look at it again before you save it.")


def send_again(words: Words) -> Markup:
    """The matrix of an old button is not at hand any more."""
    return words.say("matrix", "That matrix is not at hand any more. Send it again.")


def tap_or_send(words: Words) -> Markup:
    """Something was written that answers nothing."""
    return words.say("matrix", "Tap a button, or send another file. With /cancelar you leave it.")


def _outcome(step: Ready, words: Words) -> Markup:
    if not step.differences:
        return words.say("plan import", "Nothing changes: the plan is already so.")
    count = len(step.differences)
    return words.count(
        "matrix",
        "<b>Nothing is saved yet.</b> One thing would change:",
        "<b>Nothing is saved yet.</b> {n} things would change:",
        count,
    )


def _missing(step: Ready, words: Words) -> list[Markup]:
    """What becomes of the products that the matrix does not have."""
    if not step.removes:
        left = [*step.missing, *step.referred]
        lines = words.count(
            "matrix",
            "One product of the plan is not in the matrix. It stays as it is:",
            "{n} products of the plan are not in the matrix. They stay as they are:",
            len(left),
        )
        return [lines, *_short_names(left, words)] if left else []
    gone = words.count(
        "matrix",
        "One product is not in the matrix. It would be taken out of the plan:",
        "{n} products are not in the matrix. They would be taken out of the plan:",
        len(step.missing),
    )
    needed = words.say("matrix", "These stay, for an event or a window needs them:")
    kept = [needed, *_short_names(step.referred, words)] if step.referred else []
    return [gone, *_short_names(step.missing, words), *kept]


def _short_names(rows: Sequence[PartRow], words: Words) -> list[Markup]:
    return names_of((row.values["short_name"] for row in rows), len(rows), words)
