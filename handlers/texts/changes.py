"""«Qué cambió»: what is otherwise since the cut before, whole or in three lines, and what a correction changed."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from handlers.texts.fitting import fitted
from handlers.texts.plan import figure, share
from handlers.texts.products import STATUSES
from locales import Formats, Words, clip
from participation.plan.cut_changes import CutChanges, OldAndNew
from participation.plan.figures import Fraction
from participation.plan.views import CutView, ProductView

LINE = Markup("\n")
MOST_NAMED = 3  # products in one line of a notice
MOST_LISTED = 12  # products under one heading
LONGEST_REASON = 200  # of one product; its own screen has it whole


def changed(found: CutChanges, corrected: Sequence[CutChanges], words: Words, formats: Formats) -> Markup:
    """The whole of it: the figures, each product under what happened to it, and the corrections with their reason."""
    parts = [LINE.join(_heading(found, words, formats)), LINE.join(figures(found, words, formats))]
    parts += [*products(found, words, formats)]
    if found.is_empty:
        parts.append(words.say("changes", "Nothing else changed."))
    parts += [
        correction(one, words, formats)
        for one in corrected
        if (one.after.on, one.after.version) != (found.after.on, found.after.version) or not found.is_correction
    ]
    return fitted(parts, words.say("changes", "There is more on the page of the cuts."))


def only_one_cut(words: Words) -> Markup:
    """There is nothing to compare."""
    return words.say("changes", "There is only one cut. There will be something to compare with the next one.")


def products(found: CutChanges, words: Words, formats: Formats, most: int | None = MOST_LISTED) -> list[Markup]:
    """Each product under what happened to it, with the way from the old to the new; `most` of them in each list."""
    lists: list[tuple[Markup, Sequence[OldAndNew], Callable[[OldAndNew], Markup]]] = [
        (_done_now(found, words), found.executed, _name),
        (_not_done(found, words), found.reopened, _name),
        (_were_moved(found, words), found.moved, lambda one: _moved(one, words, formats)),
        (_were_cancelled(found, words), found.cancelled, lambda one: _cancelled(one, words)),
        (_advanced(found, words), found.advanced, lambda one: _way(one, words, formats)),
        (_came(found, words), found.added, _name),
        (_left(found, words), found.removed, _name),
        (words.say("changes", "<b>New proof</b>"), found.evidence, lambda one: _proofs(one, words, formats)),
    ]
    return [_listed(title, items, say, words, most) for title, items, say in lists if items]


def _done_now(found: CutChanges, words: Words) -> Markup:
    return words.count("changes", "<b>It is done now</b>", "<b>They are done now</b>", len(found.executed))


def _not_done(found: CutChanges, words: Words) -> Markup:
    return words.count(
        "changes",
        "<b>It does not count as done any more</b>",
        "<b>They do not count as done any more</b>",
        len(found.reopened),
    )


def _were_moved(found: CutChanges, words: Words) -> Markup:
    return words.count("changes", "<b>It was moved</b>", "<b>They were moved</b>", len(found.moved))


def _were_cancelled(found: CutChanges, words: Words) -> Markup:
    return words.count("changes", "<b>It was cancelled</b>", "<b>They were cancelled</b>", len(found.cancelled))


def _advanced(found: CutChanges, words: Words) -> Markup:
    if all(_percentage(one.before) != _percentage(one.after) for one in found.advanced):
        return words.say("changes", "<b>Progress</b>")
    return words.say("changes", "<b>Status or progress</b>")


def _percentage(view: ProductView | None) -> int | None:
    return view.percentage if view is not None else None


def _came(found: CutChanges, words: Words) -> Markup:
    return words.count("changes", "<b>It is new in the plan</b>", "<b>They are new in the plan</b>", len(found.added))


def _left(found: CutChanges, words: Words) -> Markup:
    return words.count(
        "changes", "<b>It is no longer in the plan</b>", "<b>They are no longer in the plan</b>", len(found.removed)
    )


def correction(found: CutChanges, words: Words, formats: Formats) -> Markup:
    """What a correction changed, and why."""
    day = formats.date(found.after.published_on or found.after.on)
    lines = [
        words.say("changes", "<b>Correction of {date}</b>", date=day),
        words.say("changes", "The cut of {date} was corrected.", date=formats.date(found.after.on)),
        *old_and_new(found, words, formats),
    ]
    if found.after.reason:
        lines.append(words.say("changes", "Reason: {reason}", reason=found.after.reason))
    return LINE.join(lines)


def old_and_new(found: CutChanges, words: Words, formats: Formats) -> list[Markup]:
    """The figures before and now, of those that are others; that they stay where none is."""
    lines = [line for line in _figure_lines(found, words, formats) if line is not None]
    return lines or [words.say("changes", "The figures stay: {figure}", figure=share(found.year[1], words, formats))]


def figures(found: CutChanges, words: Words, formats: Formats) -> list[Markup]:
    """Both figures from the old to the new one; of what was due each cut has its own date."""
    lines = [_way_of(words.say("changes", "Of the year"), found.year, words, formats)]
    if found.is_correction:
        lines.append(_way_of(words.say("changes", "Of what was due"), found.due, words, formats))
    else:
        until = formats.date(found.after.on)
        said = words.say(
            "changes", "Of what was due until {date}: {figure}", date=until, figure=_due(found, words, formats)
        )
        lines.append(said)
    return lines


def brief(found: CutChanges, words: Words, formats: Formats) -> list[Markup]:
    """In three lines at most: where it stood before, what was done since, and what else."""
    before = share(found.year[0], words, formats)
    lines = [
        words.say("changes", "On {date} it was {figure}.", date=formats.date(found.before.on), figure=before),
        _done(found.executed, words, formats),
    ]
    others = [
        words.plain_count("changes", "{n} moved", "{n} moved", len(found.moved)) if found.moved else "",
        words.plain_count("changes", "{n} cancelled", "{n} cancelled", len(found.cancelled)) if found.cancelled else "",
        _new_proof(found, words),
    ]
    if said := [one for one in others if one]:
        lines.append(words.say("changes", "Besides: {others}.", others=formats.join(said)))
    return lines


def _new_proof(found: CutChanges, words: Words) -> str:
    count = sum(one.new_proofs for one in found.evidence)
    return words.plain_count("changes", "{n} new proof", "{n} new proofs", count) if count else ""


def _done(executed: Sequence[OldAndNew], words: Words, formats: Formats) -> Markup:
    if not executed:
        return words.say("changes", "Since then no other product was finished.")
    names = [one.product.short_name for one in executed[:MOST_NAMED]]
    more = len(executed) - len(names)
    if more:
        names.append(words.plain_count("changes", "{n} more", "{n} more", more))
    return words.say("changes", "Finished since then: {products}.", products=formats.join(names))


def _heading(found: CutChanges, words: Words, formats: Formats) -> list[Markup]:
    if found.is_correction:
        return [
            words.say("changes", "<b>What changed</b>"),
            words.say("changes", "Correction of the cut of {date}", date=formats.date(found.after.on)),
        ]
    return [
        words.say("changes", "<b>What changed</b>"),
        words.say(
            "changes",
            "From {first} to {last}",
            first=formats.date(found.before.on),
            last=formats.date(found.after.on),
        ),
        *from_dates(found.before, words, formats),
    ]


def from_dates(cut: CutView, words: Words, formats: Formats) -> list[Markup]:
    """That figures were made afterwards."""
    if not cut.from_dates:
        return []
    day = formats.date(cut.on)
    return [words.say("changes", "We compute the figures of {date} with the dates that the plan gives.", date=day)]


def _figure_lines(found: CutChanges, words: Words, formats: Formats) -> Iterable[Markup | None]:
    for said, pair in (
        (words.say("changes", "Of the year"), found.year),
        (words.say("changes", "Of what was due"), found.due),
    ):
        yield _way_of(said, pair, words, formats) if pair[0] != pair[1] else None


def _way_of(said: Markup, pair: tuple[Fraction, Fraction], words: Words, formats: Formats) -> Markup:
    old, new = pair
    if old == new:
        return words.say("changes", "{what}: {figure}, as before", what=said, figure=figure(new, words, formats))
    before, now = share(old, words, formats), share(new, words, formats)
    return words.say("changes", "{what}: before {before}, now {now}", what=said, before=before, now=now)


def _due(found: CutChanges, words: Words, formats: Formats) -> Markup:
    return figure(found.due[1], words, formats)


def _listed(
    title: Markup, items: Sequence[OldAndNew], say: Callable[[OldAndNew], Markup], words: Words, most: int | None
) -> Markup:
    lines = [title, *(Markup("• {}").format(say(one)) for one in items[:most])]
    if most is not None and (more := len(items[most:])):
        lines.append(words.count("changes", "• And {n} more", "• And {n} more", more))
    return LINE.join(lines)


def _name(one: OldAndNew) -> Markup:
    return Markup("{}").format(one.product.short_name)


def _proofs(one: OldAndNew, words: Words, formats: Formats) -> Markup:
    return words.say("changes", "{product}: {n}", product=one.product.short_name, n=formats.number(one.new_proofs))


def _moved(one: OldAndNew, words: Words, formats: Formats) -> Markup:
    move = one.product.moved
    if move is None:
        return _name(one)
    period = formats.dates(move.to.start, move.to.end)
    return words.say(
        "changes",
        "{product}: to {period}. Reason: {reason}",
        product=one.product.short_name,
        period=period,
        reason=clip(move.reason, LONGEST_REASON),
    )


def _cancelled(one: OldAndNew, words: Words) -> Markup:
    reason = one.product.cancelled.reason if one.product.cancelled is not None else ""
    clipped = clip(reason, LONGEST_REASON)
    return words.say("changes", "{product}. Reason: {reason}", product=one.product.short_name, reason=clipped)


def _way(one: OldAndNew, words: Words, formats: Formats) -> Markup:
    """From the old to the new; a status that is the same is not said twice."""
    if one.before is not None and one.after is not None and one.before.status is one.after.status:
        return words.say(
            "changes",
            "{product}: before {before}, now {now}",
            product=one.product.short_name,
            before=formats.percent(one.before.percentage),
            now=formats.percent(one.after.percentage),
        )
    return words.say(
        "changes",
        "{product}: before {before}, now {now}",
        product=one.product.short_name,
        before=_says(one.before, words, formats),
        now=_says(one.after, words, formats),
    )


def _says(view: ProductView | None, words: Words, formats: Formats) -> str:
    if view is None:
        return ""
    status = words.plain_phrase(STATUSES[view.status])
    return words.plain("changes", "{status}, {percent}", status=status, percent=formats.percent(view.percentage))
