"""What is said beside an answer, or in its place: other years, terms, what was answered before, own data, calm."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from locales import Formats, Phrase, Words, clip
from participation.plan.views import CutView, EntityView
from participation.understanding import PersonalData
from storage.queries.understanding import PublishedAnswer

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
QUESTION_SHOWN, ANSWER_SHOWN = 300, 800  # characters; three of both fit in a message
OWN_DATA = {
    PersonalData.IDENTITY_NUMBER: Phrase("own data", "an identity number"),
    PersonalData.PHONE: Phrase("own data", "a phone number"),
    PersonalData.EMAIL: Phrase("own data", "an e-mail address"),
    PersonalData.ADDRESS: Phrase("own data", "a street address"),
}


def other_year(plan: str, years: Sequence[int], words: Words, formats: Formats) -> Markup:
    """The year that was asked is not that of the plan."""
    asked = formats.join_or([str(year) for year in years])
    return words.say("reading", "Here I only have the {plan}. I have no data of {years}.", plan=plan, years=asked)


def no_cut(period: str, cut: CutView, words: Words, formats: Formats) -> Markup:
    """There are no figures of the time that was asked."""
    return LINE.join(
        [
            words.say("reading", "I have no figures of {period}.", period=period),
            words.say("reading", "The data that I have go up to {date}.", date=formats.date(cut.on)),
        ]
    )


def months(first: date, last: date, words: Words, formats: Formats) -> str:
    """A month or several of one year: "marzo de 2021", "enero a marzo de 2021"."""
    begin, end = formats.month_name(first.month), formats.month_name(last.month)
    if first.month == last.month:
        return words.plain("reading", "{month} {year}", month=begin, year=str(first.year))
    return words.plain("reading", "{first} to {last} {year}", first=begin, last=end, year=str(first.year))


def untold(entity: EntityView, words: Words) -> Markup:
    """Costs and contracts are in no plan; the entity has to tell them to who asks."""
    return LINE.join(
        [
            words.say("reading", "The plan tells neither costs nor contracts."),
            words.say("reading", "You can ask {entity} for it. An official answers you.", entity=entity.short_name),
        ]
    )


def terms(named: Sequence[tuple[str, str | None]], words: Words) -> Markup:
    """What the plan's acronyms stand for, as far as the plan says it."""
    return LINE.join(_term(acronym, name, words) for acronym, name in named)


def _term(acronym: str, name: str | None, words: Words) -> Markup:
    if name is None:
        return words.say("reading", "The plan writes {acronym} and does not say what it stands for.", acronym=acronym)
    return words.say("reading", "<b>{acronym}</b>: {name}. The plan itself says so.", acronym=acronym, name=name)


def found_before(
    answers: Sequence[PublishedAnswer], proofs: Sequence[tuple[str, str]], words: Words, formats: Formats
) -> Markup:
    """What was published on what somebody asks; `proofs` are products with the text of a proof."""
    parts = [words.say("search", "Yes. These answers are published:") if answers else nothing_before(words)]
    for one in answers:
        asked, answer = clip(one.question, QUESTION_SHOWN), clip(one.answer, ANSWER_SHOWN)
        parts.append(
            LINE.join(
                [
                    words.say("search", "Somebody wrote: “{question}”", question=asked),
                    words.say("search", "We answered: “{answer}”", answer=answer),
                    words.say("search", "Published on {date}", date=formats.date(one.published_at)),
                ]
            )
        )
    if proofs:
        parts.append(words.say("search", "The plan says this about it:"))
    parts += [
        words.say("search", "<b>{product}</b>: {proof}", product=product, proof=clip(proof, ANSWER_SHOWN))
        for product, proof in proofs
    ]
    return PARAGRAPH.join(parts)


def nothing_before(words: Words) -> Markup:
    """Nothing of it was published yet."""
    return LINE.join(
        [
            words.say("search", "I find no published answer about that."),
            words.say("search", "You can ask it yourself. An official answers you."),
        ]
    )


def own_data(found: Sequence[PersonalData], words: Words, formats: Formats) -> Markup:
    """Personal data was typed in the open."""
    listed = formats.join([words.plain_phrase(OWN_DATA[kind]) for kind in found])
    return LINE.join(
        [
            words.say("own data", "Take care: your message has {what}.", what=listed),
            words.say("own data", "I do not need that to answer you. You can delete your message from this chat."),
        ]
    )


def calm(words: Words) -> Markup:
    """Somebody is angry."""
    return LINE.join(
        [
            words.say("reading", "I understand that you are upset, and I listen to you."),
            words.say("reading", "If you want, we register what you wrote. An official answers you."),
        ]
    )


def automatic(words: Words) -> Markup:
    """Whom one is writing with."""
    return words.say("reading", "I am an automatic assistant. This is how you reach the people of the entity:")
