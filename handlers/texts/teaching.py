"""What is said after «No era eso», and to staff who teach the reader."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.keyboards.plan import READINGS
from handlers.texts.fitting import fitted
from handlers.texts.subjects import SubjectNames
from locales import Formats, Words, clip
from participation.understanding import Intent
from participation.understanding.teaching import Page
from storage.models.understanding import Misreading, TaughtExample

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
SHOWN = 200  # characters of a text in a list


def what_then(words: Words) -> Markup:
    """After «No era eso»."""
    return LINE.join(
        [
            words.say("teaching", "I am sorry, I read you wrong. What did you mean?"),
            words.say("teaching", "The team sees your text without your data for 30 days, so that I learn."),
        ]
    )


def write_again(words: Words) -> Markup:
    """What was asked is no longer in the chat."""
    return words.say("teaching", "I no longer have what you asked. Please write it again in other words.")


def misreadings(page: Page, first: int, names: SubjectNames, words: Words, formats: Formats) -> Markup:
    """«Lo que no entendí»: redacted texts under whose answer somebody said that it was not that."""
    head = [words.say("teaching", "<b>What I did not understand</b>")]
    if not page.all:
        head.append(words.say("teaching", "Nobody has told me that I read something wrong."))
        return LINE.join(head)
    waits = words.count("teaching", "One text waits.", "{n} texts wait.", page.all)
    head.append(Markup("{} {}").format(waits, words.say("teaching", "Of this week: {n}.", n=str(page.this_week))))
    head.append(words.say("teaching", "Each is erased after 30 days. Tap a number to teach me."))
    listed = [
        Markup("{}. {} · {}\n{}").format(
            number,
            clip(one.text, SHOWN),
            formats.date(one.at),
            words.say("teaching", "I read: {reading}", reading=reading(one.intent, one.target, names, words)),
        )
        for number, one in enumerate(page.rows, start=first + 1)
    ]
    return fitted([LINE.join(head), *listed], words.say("teaching", "There are more."))


def misread(one: Misreading, names: SubjectNames, words: Words) -> Markup:
    """One text, to be taught."""
    return PARAGRAPH.join(
        [
            Markup("“{}”").format(one.text),
            words.say("teaching", "I read: {reading}", reading=reading(one.intent, one.target, names, words)),
            LINE.join(
                [
                    words.say("teaching", "What did this person mean?"),
                    words.say("teaching", "Teach it only if the text tells nothing of anybody."),
                ]
            ),
        ]
    )


def which_intent(words: Words) -> Markup:
    """All intents are offered."""
    return words.say("teaching", "What did this person mean?")


def about_what(words: Words) -> Markup:
    """What of the plan it is about."""
    return words.say("teaching", "About what?")


def taught(lesson: TaughtExample, names: SubjectNames, words: Words) -> Markup:
    """It was learnt."""
    said = reading(lesson.intent, lesson.target, names, words)
    return LINE.join(
        [
            words.say("teaching", "Thank you. I learnt it as: {reading}", reading=said),
            words.say("teaching", "In about a minute I will read such texts so."),
            words.say("teaching", "Its text is erased 30 days after it came. What I learnt stays."),
        ]
    )


def dismissed(words: Words) -> Markup:
    """Its text is gone."""
    return words.say("teaching", "Done. I learn nothing from that text, and I have erased it.")


def lessons(found: Sequence[TaughtExample], names: SubjectNames, words: Words) -> Markup:
    """«Lo enseñado»."""
    title = words.say("teaching", "<b>What was taught</b>")
    if not found:
        return LINE.join([title, words.say("teaching", "Nothing yet.")])
    listed = [
        Markup("{}. {} → {}").format(number, _recognised(one, words), reading(one.intent, one.target, names, words))
        for number, one in enumerate(found, start=1)
    ]
    return fitted([title, *listed], words.say("teaching", "There are more."))


def _recognised(lesson: TaughtExample, words: Words) -> str:
    """The text of a lesson; once it was erased, the known words by which it is recognised."""
    if lesson.text is not None:
        return clip(lesson.text, SHOWN)
    known = ", ".join(word for word in (lesson.words or "").split() if not word.startswith("#"))
    return words.plain("teaching", "(text erased; roots of its words: {roots})", roots=clip(known or "-", SHOWN))


def forgotten(words: Words) -> Markup:
    """A lesson was taken back."""
    return words.say("teaching", "Done. In about a minute I will no longer read such texts so.")


def reading(intent: str, target: str | None, names: SubjectNames, words: Words) -> str:
    """How a text was read, in words."""
    said = words.plain_phrase(READINGS[Intent(intent)]) if intent in set(Intent) else intent
    about = {**names.activities, **names.products, **names.events}.get(target or "")
    return said if about is None else words.plain("reading", "{what}: {about}", what=said, about=about)
