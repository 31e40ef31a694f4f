"""What staff read of the plan's workbook: what a file that came back would change, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from locales import Formats, Words, clip
from participation.plan.differences import Change
from participation.plan.errors import PlanFileErrors
from participation.plan.workbook.finding import Remark
from participation.plan.workbook.merging import Choice
from participation.plan.workbook.reading import PlanWorkbook
from participation.plan.workbook.taking import Clash, Preview

LINE, PARAGRAPH = Markup("\n"), Markup("\n\n")
FIRST_ERRORS, FIRST_CHANGES, FIRST_CLASHES, FIRST_STAYS = 20, 12, 8, 5
LONGEST_LINE = 110  # UTF-16 units in a message; the attached file has the lines whole


def full(book: PlanWorkbook, found: Preview, words: Words, formats: Formats) -> list[str]:
    """Everything that taking a workbook over would do, line by line; not escaped."""
    return [
        *(difference.text(words) for difference in found.differences),
        *(difference.text(words) for difference in found.stays),
        *(clash.text(words, formats) for clash in found.undecided),
        *(remark_text(remark, words) for remark in book.remarks),
    ]


def remark_text(remark: Remark, words: Words) -> str:
    """What is in the workbook and is not read; not escaped."""
    return words.plain_phrase(remark.phrase, sheet=remark.sheet, column=remark.column)


def ask_file(words: Words) -> Markup:
    """«Subir Excel»."""
    return words.say(
        "plan workbook", "Send me the workbook as a file. It can be the bot's own or your office's. You see it first."
    )


def handed(words: Words) -> Markup:
    """The caption of the workbook."""
    return words.say(
        "plan workbook",
        "Change what you need and send it back with «Subir Excel». Its first sheet explains it.",
    )


def preview(book: PlanWorkbook, found: Preview, words: Words, formats: Formats) -> Markup:
    """What would change, counted, with the first lines; then what stays, what contradicts, what is not read."""
    parts = [
        _changes(found, words),
        _clashes(found, words, formats),
        _stays(found, words),
        _lines([remark_text(remark, words) for remark in book.remarks], FIRST_STAYS, words),
    ]
    return PARAGRAPH.join(part for part in parts if part)


def _changes(found: Preview, words: Words) -> Markup:
    if not found.differences:
        return Markup() if found.undecided else words.say("plan import", "Nothing changes: the plan is already so.")
    head = words.say("plan workbook", "<b>Nothing is saved yet.</b> This would change:")
    counts = Counter(difference.change for difference in found.differences)
    lines = _lines([difference.text(words) for difference in found.differences], FIRST_CHANGES, words)
    return LINE.join([head, Markup(" · ").join(_counted(counts, words)), lines])


def _counted(counts: Counter[Change], words: Words) -> Iterator[Markup]:
    if n := counts[Change.CHANGED]:
        yield words.count("plan workbook", "{n} value that changes", "{n} values that change", n)
    if n := counts[Change.ADDED]:
        yield words.count("plan workbook", "{n} new row", "{n} new rows", n)
    if n := counts[Change.REMOVED]:
        yield words.count("plan workbook", "{n} row that goes", "{n} rows that go", n)


def _clashes(found: Preview, words: Words, formats: Formats) -> Markup:
    if not (clashes := found.undecided):
        return _decided(found, words)
    head = words.count(
        "plan workbook",
        "<b>{n} value was changed here and in the file.</b> Which one holds?",
        "<b>{n} values were changed here and in the file.</b> Which ones hold?",
        len(clashes),
    )
    return LINE.join([head, _lines([clash.text(words, formats) for clash in clashes], FIRST_CLASHES, words)])


def _decided(found: Preview, words: Words) -> Markup:
    """How many values go which way, where that was said one by one."""
    if not found.clashes:
        return Markup()
    chosen = Counter(found.each[one.conflict.spot] for one in found.clashes)
    return words.say(
        "plan workbook",
        "You decided. As in the chat: {ours}. As in the file: {theirs}.",
        ours=chosen[Choice.OURS],
        theirs=chosen[Choice.THEIRS],
    )


def one_clash(found: Preview, clash: Clash, words: Words, formats: Formats) -> Markup:
    """One value that was changed here and in the file, with how many are decided already."""
    head = words.say(
        "plan workbook",
        "<b>Which one holds?</b> {number} of {all}",
        number=len(found.clashes) - len(found.undecided) + 1,
        all=len(found.clashes),
    )
    return PARAGRAPH.join([head, Markup("{}").format(clash.text(words, formats))])


def _stays(found: Preview, words: Words) -> Markup:
    if not found.stays:
        return Markup()
    head = words.count(
        "plan workbook",
        "It stays as it is here: {n}",
        "They stay as they are here: {n}",
        len(found.stays),
    )
    return LINE.join([head, _lines([one.text(words) for one in found.stays], FIRST_STAYS, words)])


def _lines(texts: Sequence[str], most: int, words: Words) -> Markup:
    """The first lines, and how many more there are."""
    lines = [Markup("• {}").format(clip(text, LONGEST_LINE)) for text in texts[:most]]
    if (more := len(texts) - most) > 0:
        lines.append(words.count("plan workbook", "and {n} more", "and {n} more", more))
    return LINE.join(lines)


def is_shortened(book: PlanWorkbook, found: Preview, words: Words, formats: Formats) -> bool:
    """Whether the message leaves something out, so that a file with all of it goes along."""
    counts = (
        (len(found.differences), FIRST_CHANGES),
        (len(found.undecided), FIRST_CLASHES),
        (max(len(found.stays), len(book.remarks)), FIRST_STAYS),
    )
    long = any(clip(line, LONGEST_LINE) != line for line in full(book, found, words, formats))
    return long or any(count > most for count, most in counts)


def refused(errors: PlanFileErrors, words: Words) -> Markup:
    """What is wrong, the first cells and how many there are. Nothing was saved."""
    head = words.count(
        "plan workbook",
        "<b>Nothing was saved: there is {n} error.</b> Correct it and send the file again.",
        "<b>Nothing was saved: there are {n} errors.</b> Correct them and send the file again.",
        len(errors.errors),
    )
    return PARAGRAPH.join([head, _lines([error.text(words) for error in errors.errors], FIRST_ERRORS, words)])


def all_errors(errors: PlanFileErrors, words: Words) -> list[str]:
    """Every error; not escaped."""
    return [error.text(words) for error in errors.errors]


def saved(found: Preview, words: Words) -> Markup:
    """After saving."""
    if not found.differences:
        return words.say("plan import", "Nothing changes: the plan is already so.")
    return words.count("plan import", "Saved: {n} change.", "Saved: {n} changes.", len(found.differences))


def not_saved(words: Words) -> Markup:
    """«No guardar»."""
    return words.say("plan workbook", "Nothing was saved. The plan stays as it was.")


def tap_or_send(words: Words) -> Markup:
    """Something was written that answers nothing, while a file waits to be saved."""
    return words.say(
        "plan workbook",
        "The file that you sent is not saved yet. Tap a button, or send another one. /cancelar leaves it.",
    )


def send_again(words: Words) -> Markup:
    """The button of an older file."""
    return words.say("plan workbook", "I no longer have that file at hand. Send it again with «Subir Excel».")


def changed_meanwhile(words: Words) -> Markup:
    """A conflict has come up since it was shown."""
    return words.say("plan workbook", "Something changed here meanwhile. Nothing was saved yet; look at it again:")


def name_of(year: int, words: Words) -> str:
    """What the document is called."""
    return words.plain("plan workbook", "plan-{year}.xlsx", year=year)


def does_not_fit(reason: str, words: Words) -> Markup:
    """A value is too long for Excel."""
    return words.say("plan workbook", "I could not make the Excel. {reason}", reason=reason)
