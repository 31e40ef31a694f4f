"""What staff see of a sending: how far it is, and what became of it."""

from markupsafe import Markup

from handlers.texts.general import LINE
from locales import Words
from locales.numbers import grouped
from participation.notices import Counts


def progress(counts: Counts, words: Words, *, stopped: bool = False) -> Markup:
    """«Enviando 1 240 de 3 000», and at the end how many got it."""
    done, all_ = grouped(counts.done, words.language), grouped(counts.all, words.language)
    if stopped and counts.waiting:
        lines = [words.say("sending", "Stopped at {done} of {all}.", done=done, all=all_)]
    elif counts.waiting:
        lines = [words.say("sending", "Sending {done} of {all}", done=done, all=all_)]
    else:
        lines = [words.count("sending", "Sent: one message.", "Sent: {n} messages.", counts.sent)]
    return LINE.join([*lines, *_not_arrived(counts, words)])


def _not_arrived(counts: Counts, words: Words) -> list[Markup]:
    lines = []
    if counts.blocked:
        lines.append(
            words.count(
                "sending", "One person does not receive messages.", "{n} do not receive messages.", counts.blocked
            )
        )
    if counts.refused:
        lines.append(words.count("sending", "One was refused.", "{n} were refused.", counts.refused))
    if counts.unknown:
        lines.append(words.count("sending", "One may not have arrived.", "{n} may not have arrived.", counts.unknown))
    if counts.skipped:
        lines.append(words.count("sending", "One did not leave.", "{n} did not leave.", counts.skipped))
    return lines


def nothing_to_stop(words: Words) -> Markup:
    """It has all left already."""
    return words.say("sending", "This sending is over.")
