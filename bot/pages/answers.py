"""Answers that reached nobody: they stand here for five working days, without the person (CPACA, artículo 69)."""

from markupsafe import Markup

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.texts import answers as texts
from handlers.texts.answers import Signed
from participation.followup.publishing import published_answers
from storage.queries import answers
from storage.queries.answers import Published


def show(visit: Visit) -> Document:
    """Those of today, the latest first."""
    found, words = published_answers(visit.session, visit.today), visit.words
    names = answers.signers(visit.session, [one.answer for one in found])
    return visit.page(
        "answers.html",
        words.plain("page", "Answers that we could not deliver"),
        words.plain("page", "For five working days, without the person's name."),
        opening=words.plain("page", "We could not deliver these answers. They stay here for five working days."),
        nothing=words.plain("page", "Today there is none."),
        found=[_told(visit, one, Signed.of(one.answer, names, visit.plan.entity.short_name)) for one in found],
    )


def _told(visit: Visit, one: Published, signed: Signed) -> dict[str, object]:
    words, formats = visit.words, visit.formats
    until = words.say("page", "It stays here until {date}.", date=formats.date(one.publication.until))
    paragraphs = [*texts.told(one.answer, signed, words, formats), until]
    return {"title": one.case.radicado, "paragraphs": [part.split(texts.LINE) for part in map(Markup, paragraphs)]}
