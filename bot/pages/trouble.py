"""What a reader is told when there is no page to show. It needs no database: that may be what is missing."""

from http import HTTPStatus

from bot.pages.visit import Asked, House, framed
from locales import Words, words
from reports.pages.links import Links
from reports.pages.rendering import Way, render


def excuse(status: HTTPStatus, asked: Asked, house: House) -> bytes:
    """A page that says what happened and where to go on."""
    said_words = words(asked.language)
    title, text = _said(status, said_words)
    links = Links(_safe(asked.address), asked.language if asked.chosen else None, home=house.language)
    ways = [
        Way(said_words.plain("page", "How the plan is going"), links.page("")),
        Way(said_words.plain("page", "Dialogue events"), links.page("eventos")),
    ]
    frame = framed(links, said_words, title, text, entity="Participa", is_private=True, is_error=True)
    return render("message.html", frame, text=text, ways=ways).encode()


def _said(status: HTTPStatus, words: Words) -> tuple[str, str]:
    match status:
        case HTTPStatus.NOT_FOUND:
            return (
                words.plain("page", "This page does not exist"),
                words.plain("page", "The address may have a mistake, or the plan changed. Begin with one of these."),
            )
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return (
                words.plain("page", "We can not show this now"),
                words.plain("page", "The information is away for a moment. Please try again in half a minute."),
            )
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            return (
                words.plain("page", "Something failed here"),
                words.plain("page", "It is our fault and we have noted it. Please try again later."),
            )
        case _:
            return (
                words.plain("page", "That can not be done here"),
                words.plain("page", "This address does not take what was sent to it. Begin with one of these."),
            )


def _safe(address: str) -> str:
    """The depth of an address is all that links need of one that does not exist."""
    return "/".join("x" for _ in address.split("/"))
