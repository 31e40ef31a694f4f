"""Where a mail's reader ends the e-mails: a button for people, and one click for mail programs (RFC 8058).

A look changes nothing, because mail scanners open every link; only a POST does. It works without JavaScript.
"""

from http import HTTPStatus

from bot.pages.document import Document
from bot.pages.visit import Visit
from participation.audience import unsubscribing
from participation.audience.unsubscribing import WrongToken


def show(visit: Visit) -> Document:
    """The button; after a POST, that it is done."""
    keys, token = visit.house.keys, visit.asked.parameters["token"]
    if keys is None:
        return _wrong(visit)
    try:
        if visit.asked.form is None:
            return _ask(visit, unsubscribing.address_of(keys, token))
        return _done(visit, unsubscribing.unsubscribe(visit.session, keys, token, visit.now))
    except WrongToken:
        return _wrong(visit)


def _wrong(visit: Visit) -> Document:
    said = visit.words.plain(
        "page",
        "This link is not complete. Open it again from the e-mail, or answer that e-mail with the word “baja”.",
    )
    return Document(_page(visit, said).content, status=HTTPStatus.NOT_FOUND)


def _ask(visit: Visit, address: str) -> Document:
    said = visit.words.plain("page", "We write to {address} about the events of the plan.", address=address)
    return _page(visit, said, button=visit.words.plain("page", "Send me no more e-mails"))


def _done(visit: Visit, address: str) -> Document:
    return _page(visit, visit.words.plain("page", "Done. We will not write to {address} any more.", address=address))


def _page(visit: Visit, said: str, button: str | None = None) -> Document:
    return visit.page(
        "unsubscribe.html",
        visit.words.plain("page", "E-mails of the plan"),
        visit.words.plain("page", "Here you end the e-mails that invite you to events."),
        is_private=True,
        said=said,
        button=button,
    )
