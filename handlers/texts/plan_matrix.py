"""What is asked and said of somebody else's matrix."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, room_for
from handlers.texts.products import STATUSES
from locales import Phrase, Words, clip
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.guessing import Guess
from participation.plan.matrices.sheets import column_key
from participation.plan.matrices.steps import AskColumn, AskPeriod, AskSame, AskState, ConfirmColumns
from storage.models.plan import ProductStatus

LINE = Markup("\n")
SAMPLE = 60  # characters of a value that is shown
NAME = 160
MOST_NAMED = 10

FIELDS = {
    MatrixField.ACTIVITY: Phrase("matrix column", "Activity"),
    MatrixField.TASK: Phrase("matrix column", "Task"),
    MatrixField.PRODUCT: Phrase("matrix column", "Product"),
    MatrixField.TASK_AND_PRODUCT: Phrase("matrix column", "Task and product"),
    MatrixField.CODE: Phrase("matrix column", "Code"),
    MatrixField.QUANTITY: Phrase("matrix column", "Quantity"),
    MatrixField.DUE: Phrase("matrix column", "When due"),
    MatrixField.DUE_MARK: Phrase("matrix column", "Schedule with X"),
    MatrixField.EXECUTED_ON: Phrase("matrix column", "Done on"),
    MatrixField.RESPONSIBLE: Phrase("matrix column", "Responsible"),
    MatrixField.STATUS: Phrase("matrix column", "State"),
    MatrixField.PERCENTAGE: Phrase("matrix column", "Progress"),
    MatrixField.PERCENTAGE_PART: Phrase("matrix column", "Progress of one period alone"),
    MatrixField.EVIDENCE: Phrase("matrix column", "Evidence"),
    MatrixField.LINK: Phrase("matrix column", "Link"),
    MatrixField.UNUSED: Phrase("matrix column", "Don't use it"),
}


def state_name(state: ProductStatus, words: Words) -> str:
    """A state on a button."""
    name = words.plain_phrase(STATUSES[state])
    return name[:1].upper() + name[1:]


def period_name(code: str, words: Words) -> str:
    """A period on a button."""
    if code.endswith("-S1"):
        return words.plain("matrix", "First semester")
    if code.endswith("-S2"):
        return words.plain("matrix", "Second semester")
    return words.plain("matrix", "All of {year}", year=code)


def ask_sheet(words: Words) -> Markup:
    """Several sheets have a table."""
    return words.say("matrix", "Several sheets have a table of activities. Which one is the plan's?")


def ask_column(step: AskColumn, words: Words) -> Markup:
    """What is this column?"""
    lines = [
        _heading(step.guess, words),
        _samples(step.guess, words),
        words.say("matrix", "What does this column have?"),
    ]
    if step.guess.field is MatrixField.PERCENTAGE:
        lines.append(
            words.say(
                "matrix",
                "«{whole}» is how far it is by then: the last one counts. «{part}» is added to the others.",
                whole=words.plain_phrase(FIELDS[MatrixField.PERCENTAGE]),
                part=words.plain_phrase(FIELDS[MatrixField.PERCENTAGE_PART]),
            )
        )
    return LINE.join(filter(None, [*lines, _left(step, words)]))


def confirm(step: ConfirmColumns, words: Words) -> Markup:
    """All columns with what they were taken for."""
    kinds = {column_key(guess.column): step.columns[column_key(guess.column)] for guess in step.guesses}
    used = [one for one in step.guesses if kinds[column_key(one.column)] is not MatrixField.UNUSED]
    unused = [one for one in step.guesses if kinds[column_key(one.column)] is MatrixField.UNUSED]
    head = [words.say("matrix", "<b>This is how I understood the columns</b>")]
    if step.missing is not None:
        head.append(words.say_phrase(step.missing))
    lines = [_taken(guess, kinds[column_key(guess.column)], words) for guess in used]
    if unused:
        names = "; ".join(f"{one.column.letter} {clip(one.column.heading, SAMPLE)}".strip() for one in unused)
        lines.append(words.say("matrix", "Not used: {names}.", names=names))
    return LINE.join([*head, *room_for(lines, head, LINE, MESSAGE)])


def pick(words: Words) -> Markup:
    """Which column is to be changed?"""
    return words.say("matrix", "Which column do you want to change?")


def ask_state(step: AskState, words: Words) -> Markup:
    """What state does this word stand for?"""
    where = {"cell": step.cell.place.cell, "value": clip(step.cell.text, SAMPLE)}
    return words.say("matrix", "Cell {cell} says «{value}». Which state is that?", **where)


def ask_period(step: AskPeriod, words: Words) -> Markup:
    """When are these due?"""
    count = len(step.products)
    head = words.count(
        "matrix",
        "One new product does not say when it is due. When is it?",
        "{n} new products do not say when they are due. When are they?",
        count,
    )
    return LINE.join([head, *names_of((product.name for product in step.products), count, words)])


def ask_same(step: AskSame, words: Words) -> Markup:
    """Is it the same product?"""
    place = {"cell": step.product.place.cell, "name": clip(step.product.name, NAME)}
    lines = [
        words.say("matrix", "Cell {cell} says: «{name}».", **place),
        words.say("matrix", "The plan has a like one: «{name}».", name=clip(step.maybe.values["name"], NAME)),
        words.say("matrix", "Is it the same?"),
    ]
    return LINE.join(filter(None, [*lines, _left(step, words)]))


def names_of(names: Iterable[str], count: int, words: Words) -> list[Markup]:
    """The first of some names, a line each."""
    shown = [Markup("• {}").format(clip(name, NAME)) for name, _ in zip(names, range(MOST_NAMED), strict=False)]
    if count > MOST_NAMED:
        shown.append(words.count("matrix", "And one more.", "And {n} more.", count - MOST_NAMED))
    return shown


def _left(step: AskColumn | AskSame, words: Words) -> Markup:
    """How many questions follow."""
    if not step.left:
        return Markup()
    return words.count("matrix", "There is one more to ask about.", "There are {n} more to ask about.", step.left)


def _heading(guess: Guess, words: Words) -> Markup:
    if not guess.column.heading:
        return words.say("matrix", "<b>Column {letter}</b>, without a heading", letter=guess.column.letter)
    name = {"letter": guess.column.letter, "heading": clip(guess.column.heading, NAME)}
    return words.say("matrix", "<b>Column {letter}</b>: «{heading}»", **name)


def _samples(guess: Guess, words: Words) -> Markup:
    shown: Sequence[str] = [clip(" ".join(text.split()), SAMPLE) for text in guess.samples]
    return words.say("matrix", "For example: {values}", values="; ".join(shown)) if shown else Markup()


def _taken(guess: Guess, kind: MatrixField, words: Words) -> Markup:
    values = {
        "letter": guess.column.letter,
        "heading": clip(guess.column.heading, SAMPLE),
        "kind": words.plain_phrase(FIELDS[kind]),
        "sample": clip(" ".join(guess.samples[0].split()), SAMPLE) if guess.samples else "–",
    }
    return words.say("matrix", "{letter} «{heading}»: <b>{kind}</b> ({sample})", **values)
