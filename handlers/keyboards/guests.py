"""Buttons of the contact list."""

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from locales import Words
from participation.audience.guests import ContactList, Merge


def contact_list(found: ContactList, words: Words, *, may_publish: bool) -> Keyboard:
    """Under the list in figures."""
    items: list[Button] = []
    if may_publish:
        items.append(to(words.plain("button", "Send a list"), buttons.GuestsDesk("send")))
    if may_publish and found.total:
        items.append(to(words.plain("button", "Take the list along"), buttons.GuestsDesk("export")))
        items.append(to(words.plain("button", "Take somebody out"), buttons.GuestsDesk("remove")))
    if found.refused:
        items.append(to(words.plain("button", "Refused"), buttons.GuestsDesk("refused")))
    return rows([*items, to(words.plain("button", "Back"), buttons.Diffusion())])


def preview(mark: str | None, merge: Merge, words: Words) -> Keyboard:
    """Under a list that was read; `mark` tells which one, None where saving would change nothing."""
    items: list[Button] = []
    if mark is not None:
        label = words.plain_count("button", "Save one guest", "Save {n} guests", merge.new + merge.changed)
        items.append(to(label, buttons.SaveGuests(mark)))
    return rows([*items, to(words.plain("button", "Back"), buttons.GuestsDesk(""))])


def refused(words: Words, *, any_refused: bool) -> Keyboard:
    """Under the refused addresses."""
    again = [to(words.plain("button", "Write to them again"), buttons.GuestsDesk("again"))] if any_refused else []
    return rows([*again, to(words.plain("button", "Back"), buttons.GuestsDesk(""))])


def back(words: Words) -> Keyboard:
    """Only the way to the list."""
    return rows([to(words.plain("button", "Guests"), buttons.GuestsDesk(""))])
