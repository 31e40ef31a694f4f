"""What is said of the proof, whether it opens or not: to people in a line, to staff with what to do."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.texts.fitting import fitted
from handlers.texts.plan import data_until, figure
from locales import Formats, Phrase, Words, clip
from participation.plan.links import LinkHealth
from participation.plan.sustained import Backing, Sustained
from participation.plan.views import PlanProgress
from storage.models.links import LinkState

LINE, PARAGRAPH = Markup("\n"), Markup("\n\n")
LONGEST_LINK = 300
Names = Mapping[str, Sequence[str]]
"""Of an address: the short names of the products that it proves."""

ERRORS = {
    "404": Phrase("proof", "The page does not exist any more (404)."),
    "410": Phrase("proof", "The page was taken away (410)."),
    "dns": Phrase("proof", "The site is not found."),
    "connection": Phrase("proof", "The site takes no connection."),
    "timeout": Phrase("proof", "The site does not answer."),
    "tls": Phrase("proof", "The site's security certificate is not valid."),
    "redirects": Phrase("proof", "The site sends from one address to another without end."),
    "file": Phrase("proof", "The file is not in our store any more."),
}


def last_opened(health: LinkHealth, words: Words, formats: Formats) -> Markup | None:
    """For people, beside a proof: since when it does not open. None while it is not known to be dead."""
    if not health.is_dead:
        return None
    if health.worked_at is None:
        return words.say("proof", "It does not open.")
    return words.say("proof", "It opened for the last time on {date}.", date=formats.date(health.worked_at))


def state(health: LinkHealth, words: Words, formats: Formats) -> Markup:
    """For staff, beside a proof: how it is, in one sentence."""
    dead = last_opened(health, words, formats)
    if dead is not None:
        return Markup(" ").join([dead, reason(health, words)])
    if health.state is None or health.checked_at is None:
        return words.say("proof", "Nobody has looked yet whether it opens.")
    day = formats.date(health.checked_at)
    if health.state is LinkState.WORKS:
        return words.say("proof", "It opened on {date}.", date=day)
    if health.state is LinkState.NOT_ALLOWED:
        return words.say("proof", "Its site does not let us look. Open it yourself.")
    return words.say("proof", "It did not open on {date}. We look again.", date=day)


def reason(health: LinkHealth, words: Words) -> Markup:
    """What the last look found."""
    answer = health.answer or ""
    if (known := ERRORS.get(answer)) is not None:
        return words.say_phrase(known)
    if answer.isdecimal():
        return words.say("proof", "The site answers with an error ({status}).", status=answer)
    return words.say("proof", "The site gives no answer that we understand.")


def for_people(found: Sustained, words: Words, formats: Formats) -> list[Markup]:
    """Under the progress, where the entity shows it to people: the figure, and what it is made of."""
    line = words.say("proof", "With a proof that opens today: {figure}", figure=figure(found.live, words, formats))
    return [line, *_behind(found, words)]


def desk(
    plan: PlanProgress, found: Sustained, dead: Sequence[LinkHealth], names: Names, words: Words, formats: Formats
) -> Markup:
    """The three figures, what stands behind the first one, and what does not open."""
    head = [words.say("proof", "<b>Progress with proof</b>"), data_until(plan, words, formats)]
    parts = [LINE.join(head), LINE.join(_figures(found, words, formats)), LINE.join(_behind(found, words))]
    if dead:
        parts.append(words.say("proof", "<b>Proof that does not open</b>"))
        parts += [_dead(health, names, words, formats) for health in dead]
        parts.append(what_to_do(words))
    return fitted([part for part in parts if part], words.say("proof", "There is more that does not open."))


def alert(dead: Sequence[LinkHealth], names: Names, words: Words, formats: Formats) -> Markup:
    """Those who publish learn that proof does not open any more."""
    head = words.count(
        "proof",
        "<b>{n} proof of the plan does not open any more</b>",
        "<b>{n} proofs of the plan do not open any more</b>",
        len(dead),
    )
    told = [_dead(health, names, words, formats) for health in dead]
    return fitted([head, what_to_do(words), *told], words.say("proof", "There is more that does not open."))


def what_to_do(words: Words) -> Markup:
    """How proof is mended."""
    return words.say(
        "proof", "Open it yourself. If it does not open, put the right link or the file in «Plan». We go on looking."
    )


def _figures(found: Sustained, words: Words, formats: Formats) -> list[Markup]:
    return [
        words.say("proof", "Declared: {figure}", figure=figure(found.declared, words, formats)),
        words.say("proof", "With a proof that opens: {figure}", figure=figure(found.live, words, formats)),
        words.say("proof", "Planned by that date: {figure}", figure=figure(found.planned, words, formats)),
    ]


def _behind(found: Sustained, words: Words) -> list[Markup]:
    """What proves the products that are done; what no product has is left out."""
    if not found.declared.executed:
        return []
    counts = {backing: found.count(backing) for backing in Backing}
    said = {
        Backing.OPENS: words.count(
            "proof", "{n} has a proof that opens", "{n} have a proof that opens", counts[Backing.OPENS]
        ),
        Backing.GONE: words.count(
            "proof",
            "{n} has no proof that opens any more",
            "{n} have no proof that opens any more",
            counts[Backing.GONE],
        ),
        Backing.TEXT_ONLY: words.count(
            "proof",
            "{n} is explained in words, without a link to open",
            "{n} are explained in words, without a link to open",
            counts[Backing.TEXT_ONLY],
        ),
        Backing.UNKNOWN: words.count(
            "proof",
            "{n} has a proof that we could not look at",
            "{n} have a proof that we could not look at",
            counts[Backing.UNKNOWN],
        ),
    }
    head = words.count("proof", "Of {n} product done:", "Of {n} products done:", found.declared.executed)
    return [head, *[line for backing, line in said.items() if counts[backing]]]


def _dead(health: LinkHealth, names: Names, words: Words, formats: Formats) -> Markup:
    about = formats.join([*names.get(health.link, ())])
    head = Markup("<b>{}</b>").format(about) if about else None
    address = None if health.is_file else Markup("{}").format(clip(health.link, LONGEST_LINK))
    return LINE.join(part for part in (head, address, state(health, words, formats)) if part)
