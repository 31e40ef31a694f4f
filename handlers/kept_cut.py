"""After an import: that the figures of the published cut stay as they are, where the import changes what they hold."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.texts import cuts as texts
from locales import Formats, Words
from participation.plan.current import current_plan, cut_view
from participation.plan.differences import Difference
from participation.plan.freezing import cut_that_stays
from participation.plan.views import NoPlanError
from storage import Session


def kept_cut(
    session: Session,
    found: Iterable[Difference],
    words: Words,
    formats: Formats,
    *,
    year: int | None = None,
    applied: bool = True,
) -> list[Markup]:
    """One sentence, or none. `year` is that of the plan, the current one's unless given.

    `applied`: the import was done in this unit of work; else it is only looked at.
    """
    try:
        stays = cut_that_stays(session, year or current_plan(session).year, found, applied=applied)
    except NoPlanError:
        return []
    return [texts.stays(cut_view(stays), words, formats)] if stays is not None else []
