"""Buttons of the bot itself: menu, help, language, groups, own data."""

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from locales import Words
from participation.observations.rights import Held


def menu(words: Words) -> Keyboard:
    """The main menu."""
    return rows(
        [
            to(words.plain("button", "Progress of the plan"), buttons.Progress()),
            to(words.plain("button", "Dialogue events"), buttons.Events()),
            to(words.plain("button", "Send an observation"), buttons.Observe("plan")),
            to(words.plain("button", "My observations"), buttons.MyCases()),
            to(words.plain("button", "Notices"), buttons.Notices()),
            to(words.plain("button", "Help"), buttons.Help()),
        ]
    )


def back_to_progress(words: Words) -> Keyboard:
    """Only the way to the progress."""
    return rows([to(words.plain("button", "Progress of the plan"), buttons.Progress())])


def back_to_product(code: str, words: Words) -> Keyboard:
    """Only the way to a product."""
    return rows([to(words.plain("button", "Back"), buttons.Product(code))])


def back_to_start(words: Words) -> Keyboard:
    """Only the way to the menu."""
    return rows([to(words.plain("button", "Start"), buttons.Home())])


def help_keyboard(words: Words, *, new_messages: bool) -> Keyboard:
    """Under the help: how screens arrive."""
    switch = (
        to(words.plain("button", "Same message"), buttons.Screens("edit"))
        if new_messages
        else to(words.plain("button", "New messages"), buttons.Screens("new"))
    )
    return rows([switch, to(words.plain("button", "Start"), buttons.Home())])


def languages() -> Keyboard:
    """The languages, each in its own."""
    return rows([to("Español", buttons.SpeakIn("es")), to("English", buttons.SpeakIn("en"))])


def opened_in_private(link: str, words: Words) -> Keyboard:
    """In a group: the way to the private chat."""
    return rows([Button(words.plain("button", "Open in private"), url=link)])


def shared(link: str, words: Words) -> Keyboard:
    """Under a link to pass on."""
    return rows([Button(words.plain("button", "Open"), url=link)])


def my_data(held: Held, words: Words) -> Keyboard:
    """The rights over the own data; where nothing is held there is nothing to press."""
    rights = [
        to(words.plain("button", "Download my data"), buttons.MyData("download")),
        to(words.plain("button", "Erase my data"), buttons.MyData("erase")),
        to(words.plain("button", "Withdraw authorisation"), buttons.MyData("withdraw")),
    ]
    return rows([*([] if held.is_nothing else rights), to(words.plain("button", "Start"), buttons.Home())])


def sure_of_data(what: str, words: Words) -> Keyboard:
    """The confirmation of what can't be undone."""
    sure = {
        "erase-sure": words.plain("button", "Yes, erase my data"),
        "withdraw-sure": words.plain("button", "Yes, withdraw my authorisation"),
    }
    return rows(
        [
            to(sure[what], buttons.MyData(what)),
            to(words.plain("button", "No"), buttons.MyData("show")),
        ]
    )
