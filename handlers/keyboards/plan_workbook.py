"""Buttons of the plan's workbook."""

from handlers.answer import Button, Keyboard
from handlers.buttons.plan_desk import PlanDesk
from handlers.buttons.plan_workbook import ALL, DROP, PUT, DecideBook, GetBook, PlanBook, SaveBook
from handlers.keyboards.layout import rows, to
from locales import Phrase, Words
from participation.plan.workbook.merging import Choice
from participation.plan.workbook.taking import Preview

LABELS = {
    None: Phrase("button", "Save changes"),
    Choice.OURS: Phrase("button", "Keep what the chat has"),
    Choice.THEIRS: Phrase("button", "Take what the file says"),
}
ONE = {
    Choice.OURS: Phrase("button", "The chat's holds"),
    Choice.THEIRS: Phrase("button", "The file's holds"),
}
EACH = Phrase("button", "Decide one by one")
AT_ONCE = Phrase("button", "Decide all at once")
DONT = Phrase("button", "Don't save")


def exchange(words: Words, *, may_change: bool) -> list[Button]:
    """Taking the workbook along, and bringing it back."""
    get = to(words.plain("button", "Download Excel"), GetBook())
    return [get, _put(words)] if may_change else [get]


def handed(words: Words, *, may_change: bool) -> Keyboard:
    """Under the workbook that was handed out: bringing it back, and «Plan»."""
    plan = to(words.plain("button", "Plan"), PlanDesk())
    return rows([_put(words), plan] if may_change else [plan])


def _put(words: Words) -> Button:
    return to(words.plain("button", "Upload Excel"), PlanBook(PUT))


def back(words: Words) -> Keyboard:
    """To «Plan»."""
    return rows([to(words.plain("button", "Plan"), PlanDesk())])


def preview(found: Preview, file: str, words: Words) -> Keyboard:
    """Save it or not; where the file contradicts what is here, which of the two holds."""
    if not (found.differences or found.undecided):
        return back(words)
    choices = (Choice.OURS, Choice.THEIRS) if found.undecided else (None,)
    saving = [to(words.plain_phrase(LABELS[choice]), SaveBook(file, choice or "")) for choice in choices]
    if len(found.undecided) > 1:
        saving.append(to(words.plain_phrase(EACH), DecideBook(file)))
    return rows([*saving, _dont(words)])


def one_clash(file: str, mark: str, words: Words) -> Keyboard:
    """Under one value that was changed on both sides: which holds."""
    deciding = [to(words.plain_phrase(label), DecideBook(file, mark, choice)) for choice, label in ONE.items()]
    return rows([*deciding, to(words.plain_phrase(AT_ONCE), PlanBook(ALL)), _dont(words)])


def _dont(words: Words) -> Button:
    return to(words.plain_phrase(DONT), PlanBook(DROP))
