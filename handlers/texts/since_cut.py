"""What has changed of a product since the cut whose figures are told: it counts at the next one."""

from markupsafe import Markup

from locales import Formats, Phrase, Words
from participation.plan.views import CutView, ProductDetail, SinceCut
from storage.models.plan import ProductStatus

STATUSES_THEN = {
    ProductStatus.DONE: Phrase("since cut", "it was done"),
    ProductStatus.IN_PROGRESS: Phrase("since cut", "it was under way"),
    ProductStatus.PROGRAMMED: Phrase("since cut", "it was programmed"),
    ProductStatus.POSTPONED: Phrase("since cut", "it was postponed"),
    ProductStatus.CANCELLED: Phrase("since cut", "it was cancelled"),
}


def since_cut(found: SinceCut, cut: CutView, words: Words, formats: Formats) -> Markup:
    """Under a product as it is today: what is otherwise than at the cut."""
    day = formats.date(cut.on)
    if found.is_gone:
        return words.say("since cut", "It is not in the plan any more. This is how it was on {date}.", date=day)
    if found.is_new:
        return words.say("since cut", "It came into the plan after {date}. The next cut will tell it.", date=day)
    changes = formats.join([*_changes(found, words, formats)])
    return words.say(
        "since cut",
        "This is so today. Since {date} it changed: {changes}. The next cut will tell it.",
        date=day,
        changes=changes,
    )


def has_news(details: list[ProductDetail], words: Words, formats: Formats) -> list[Markup]:
    """Under what is told as it was at the cut: which products say something else by now."""
    names = [one.product.short_name for one in details if one.since_cut is not None and not one.since_cut.is_gone]
    if not names:
        return []
    return [
        words.say("since cut", "There is news since then: {products}. Tap to see it.", products=formats.join(names))
    ]


def _changes(found: SinceCut, words: Words, formats: Formats) -> list[str]:
    changes = []
    if found.status is not None:
        changes.append(words.plain("since cut", "its status ({before})", before=_then(found.status, words)))
    if found.percentage is not None:
        before = formats.percent(found.percentage)
        changes.append(words.plain("since cut", "its percentage (it was {before})", before=before))
    if found.evidence:
        changes.append(
            words.plain_count("since cut", "there is {n} new proof", "there are {n} new proofs", found.evidence)
        )
    if found.moved:
        changes.append(words.plain("since cut", "its date"))
    if found.cancelled and found.status is None:
        changes.append(words.plain("since cut", "it was cancelled with its reason"))
    return changes


def _then(status: ProductStatus, words: Words) -> str:
    return words.plain_phrase(STATUSES_THEN[status])
