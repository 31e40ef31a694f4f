"""What stands over and under every page."""

from locales import Language, Words
from participation.plan.views import EntityView
from reports.pages.links import Links
from reports.pages.rendering import Way

CASE = "caso"
NAMES_OF_LANGUAGES = {Language.ES: "Español", Language.EN: "English"}


def menu(links: Links, words: Words, public_url: str | None) -> tuple[Way, ...]:
    """The main pages, and this one in the other language. A copy on disk has no page that asks the database."""
    ways = [
        _way("", words.plain("page", "Progress"), links),
        _way("eventos", words.plain("page", "Events"), links),
        _way(CASE, words.plain("page", "My case"), links),
        _way("datos", words.plain("page", "Open data"), links),
        _way("transparencia", words.plain("page", "Transparency"), links),
    ]
    if links.copy:
        ways.pop(2)
        if public_url is not None:
            ways.insert(2, Way(words.plain("page", "My case"), f"{public_url}/{CASE}"))
    other = next(language for language in Language if language is not words.language)
    ways.append(Way(NAMES_OF_LANGUAGES[other], links.in_language(other), language=other))
    return tuple(ways)


def pages_words(words: Words) -> str:
    """What the menu is called for those who hear it."""
    return words.plain("page", "Pages")


def foot(plan_name: str, entity: EntityView, source: str | None, words: Words) -> tuple[str, ...]:
    """Whose plan it is, where its figures come from, how to reach the entity, and what these pages do not do."""
    lines = [f"{plan_name} · {entity.name}"]
    if source:
        lines.append(words.plain("chart", "Source: {source}", source=source))
    contact = [part for part in (entity.web_page, entity.email, entity.phone, entity.address) if part]
    if contact:
        lines.append(words.plain("page", "Contact: {contact}", contact=" · ".join(contact)))
    lines.append(words.plain("page", "These pages use no cookies and follow nobody."))
    return tuple(lines)


def foot_links(links: Links, words: Words) -> tuple[Way, ...]:
    """What is rarely looked for."""
    verify = Way(words.plain("page", "Check a receipt"), links.page("verificar"))
    cuts = Way(words.plain("page", "Published cuts"), links.page("cortes"))
    reports = Way(words.plain("page", "Reports"), links.page("informes"))
    if links.copy:  # what follows stands there for some days only
        return (cuts, reports, verify)
    undelivered = Way(words.plain("page", "Answers that we could not deliver"), links.page("respuestas"))
    return (cuts, reports, undelivered, verify)


def _way(address: str, said: str, links: Links) -> Way:
    top = links.here.partition("/")[0]
    here = top == address or (address == "" and top == "actividad")
    return Way(said, links.page(address), here=here)
