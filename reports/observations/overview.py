"""What the report says first and last: the figures, the window and its diffusion, the proof, and how to comment now."""

from collections.abc import Iterator

from locales import Formats, Words
from participation.plan.values import is_said
from reports.charts.picture import BigFigure
from reports.documents.model import Bullets, Facts, Figures, Heading, Link, Note, Paragraph, Part, Rich
from reports.documents.text import linked
from reports.observations.followup import Diffusion, FollowUp, Proof, Window
from reports.observations.summary import FEWEST, Summary


def summary(follow_up: FollowUp, known: Summary, words: Words, formats: Formats) -> Iterator[Part]:
    """The answer first: how many came in and how many were answered; that none came is said just as plainly."""
    yield Heading(words.plain("report", "In short"), anchor="resumen")
    dates = formats.dates(follow_up.first_day, follow_up.last_day)
    if not known.received:
        yield Paragraph(
            words.plain("report", "No observations were received. Period: {dates}.", dates=dates), lead=True
        )
    else:
        yield Figures(_answered(known, words, formats), _in_time(known, words, formats))
        yield Paragraph(_lead(known, dates, words), lead=True)
        yield Facts(tuple(_facts(known, words, formats)))
    if follow_up.denuncias:
        yield Note(_denuncias(follow_up.denuncias, words, formats))


def reach(follow_up: FollowUp, words: Words, formats: Formats) -> Iterator[Part]:
    """The window, the channels, and what was done so that people knew."""
    yield Heading(words.plain("report", "Dates, channels and diffusion"), anchor="canales")
    pairs: list[tuple[str, Rich]] = [(one.name, _window(one, words, formats)) for one in follow_up.windows]
    if follow_up.channels:
        pairs.append((words.plain("report", "Open channels"), formats.join(follow_up.channels)))
    if pairs:
        yield Facts(tuple(pairs))
    if follow_up.diffusion:
        yield Paragraph(words.plain("report", "This was done so that people could take part:"))
        yield Bullets(tuple(_diffusion(one, formats) for one in follow_up.diffusion))
    else:
        yield Paragraph(words.plain("report", "No diffusion is registered for this period."))


def proof(follow_up: FollowUp, words: Words, formats: Formats) -> Iterator[Part]:
    """The root, what it vouches for, and what it does not."""
    if follow_up.proof is None:
        return
    given = follow_up.proof
    yield Heading(words.plain("report", "How to check that nothing was left out"), anchor="prueba")
    yield Paragraph(
        words.plain(
            "report",
            "Whoever filed a case has a receipt. With it, anyone can check that the case is in this report, unchanged.",
        )
    )
    yield Facts(tuple(_proof_facts(given, words, formats)))
    yield Bullets(
        (
            words.plain(
                "report", "Open the page that checks, and choose your receipt. Your receipt does not leave your device."
            ),
            words.plain("report", "If a case were left out, or changed afterwards, the check would show it."),
        )
    )
    yield Paragraph(words.plain("report", "What the proof does not tell:"))
    yield Bullets(
        (
            words.plain("report", "It does not say whether the answer was good or fair."),
            words.plain("report", "It does not cover what never got a case number."),
            words.plain("report", "It does not say who wrote: the names are not in it."),
        )
    )


def how_to_comment(follow_up: FollowUp, words: Words) -> Iterator[Part]:
    """The last word is an invitation."""
    if follow_up.how_to_comment:
        yield Heading(words.plain("report", "How to comment now"), anchor="opinar")
        yield Bullets(tuple(_address_or_words(one) for one in follow_up.how_to_comment))


def _answered(known: Summary, words: Words, formats: Formats) -> BigFigure:
    fraction = words.plain(
        "report", "{part} of {whole} cases", part=formats.number(known.answered), whole=formats.number(known.received)
    )
    return BigFigure(
        _percent(known.answered, known.received, words, formats), words.plain("report", "answered"), fraction
    )


def _in_time(known: Summary, words: Words, formats: Formats) -> BigFigure:
    if not known.with_term:
        nothing = words.plain("report", "no answered case had a date")
        return BigFigure(words.plain("report", "not applicable"), words.plain("report", "answered in time"), nothing)
    fraction = words.plain(
        "report",
        "{part} of {whole} answered cases with a date",
        part=formats.number(known.in_time),
        whole=formats.number(known.with_term),
    )
    figure = _percent(known.in_time, known.with_term, words, formats)
    return BigFigure(figure, words.plain("report", "answered in time"), fraction)


def _percent(part: int, whole: int, words: Words, formats: Formats) -> str:
    """Rounded down: never better than it is."""
    return formats.percent(100 * part // whole) if whole else words.plain("report", "not applicable")


def _lead(known: Summary, dates: str, words: Words) -> str:
    came = words.plain_count(
        "report",
        "{n} observation was received. Period: {dates}.",
        "{n} observations were received. Period: {dates}.",
        known.received,
        dates=dates,
    )
    if known.overdue:
        late = words.plain_count("report", "{n} is overdue.", "{n} are overdue.", known.overdue)
    else:
        late = words.plain("report", "None is overdue.")
    return f"{came} {late}"


def _facts(known: Summary, words: Words, formats: Formats) -> Iterator[tuple[str, Rich]]:
    yield words.plain("report", "Received"), formats.number(known.received)
    yield words.plain("report", "Answered"), formats.number(known.answered)
    yield words.plain("report", "Pending"), formats.number(known.pending)
    yield words.plain("report", "Of these, overdue"), formats.number(known.overdue)
    if known.closed:
        yield words.plain("report", "Closed without an answer (withdrawn or spam)"), formats.number(known.closed)
    if known.late:
        yield words.plain("report", "Received outside the dates, and treated alike"), formats.number(known.late)
    if known.repeated:
        yield words.plain("report", "Repeat another one"), formats.number(known.repeated)
    for name, days in (
        (words.plain("report", "Mean time to answer"), known.mean_days),
        (words.plain("report", "Median time to answer"), known.median_days),
    ):
        if days is not None:
            yield name, words.plain("report", "{days} working days", days=_days(days, formats))


def _days(days: float, formats: Formats) -> str:
    """At most one decimal, and none where there is nothing behind it."""
    return formats.number(round(days)) if round(days, 1) == round(days) else formats.decimal(days)


def _denuncias(count: int, words: Words, formats: Formats) -> str:
    if count < FEWEST:
        return words.plain(
            "report",
            "Besides, fewer than {n} reports of corruption came in. They are not in these figures nor in the lists.",
            n=formats.number(FEWEST),
        )
    return words.plain(
        "report",
        "Besides, {n} reports of corruption came in. They are not in these figures nor in the lists.",
        n=formats.number(count),
    )


def _window(window: Window, words: Words, formats: Formats) -> str:
    if window.last is None:
        return words.plain("report", "Since {date}, still open", date=formats.date(window.first))
    return formats.dates(window.first, window.last)


def _diffusion(one: Diffusion, formats: Formats) -> Rich:
    what = f"{one.what} · {formats.days(one.on)}" if one.on else one.what
    if one.link is None or is_said(one.link, one.what):
        return tuple(linked(what))
    return (f"{what} · ", Link(one.link))


def _proof_facts(given: Proof, words: Words, formats: Formats) -> Iterator[tuple[str, Rich]]:
    yield words.plain("report", "Root of the tree (SHA-256)"), given.root
    yield (
        words.plain("report", "Leaves: the cases of the period, reports of corruption included, sealed"),
        formats.number(given.leaves),
    )
    if given.published_at:
        yield words.plain("report", "Published leaves"), Link(given.published_at)
    if given.verify_at:
        yield words.plain("report", "Page that checks"), Link(given.verify_at)


def _address_or_words(text: str) -> Rich:
    link = Link(text)
    return link if link.is_live else text
