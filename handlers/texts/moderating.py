"""What staff read of the questions, the survey, the commitments and the evidence of an event."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from handlers.texts.dialogue import LINE, SURVEY, commitment, title
from handlers.texts.fitting import PARAGRAPH, fitted
from locales import Formats, Phrase, Words, clip
from participation.dialogue.moderating import Group
from participation.dialogue.survey import FEWEST, Rated, SurveyResults
from storage.models.events import Commitment, EvidenceProposal, QuestionState
from storage.models.plan import Event

SHORT, LONG, MOST_READ = 280, 900, 12
STATES = {
    QuestionState.ANSWERED_LIVE: Phrase("questions", "answered live: {n}"),
    QuestionState.ANSWERED: Phrase("questions", "answered in writing: {n}"),
    QuestionState.PETITION: Phrase("questions", "petitions: {n}"),
    QuestionState.DISCARDED: Phrase("questions", "discarded: {n}"),
}
REASONS = {"spam": Phrase("questions", "spam"), "insult": Phrase("questions", "an insult")}
WHAT = {
    "invitations": Phrase("evidence", "The invitations"),
    "postponement": Phrase("evidence", "The postponement"),
    "recording": Phrase("evidence", "The recording"),
}


def standing(
    waiting: int, made: Sequence[Commitment], rated: SurveyResults | None, words: Words, formats: Formats
) -> Markup | None:
    """On the card of an event: what waits around it; None while there is nothing."""
    lines = []
    if waiting:
        lines.append(words.count("questions", "{n} question waits.", "{n} questions wait.", waiting))
    if made:
        done = formats.number(sum(one.done_on is not None for one in made))
        total = len(made)
        lines.append(
            words.count(
                "commitment", "Commitments: {done} of {n} done", "Commitments: {done} of {n} done", total, done=done
            )
        )
    if rated is not None and rated.is_told:
        lines += [_rated(one, words, formats) for one in rated.questions]
    return LINE.join(lines) if lines else None


def questions(
    event: Event,
    groups: Sequence[Group],
    settled: Mapping[QuestionState, int],
    first: int,
    shown: int,
    moment: str,
    words: Words,
) -> Markup:
    """The list: how many, then those of a page, what most people ask first. `first` counts from 0."""
    total = sum(len(one.questions) for one in groups)
    count = words.count("questions", "{n} question waits.", "{n} questions wait.", total)
    parts = [LINE.join([words.say("questions", "<b>Questions for “{event}”</b>", event=title(event)), count])]
    done = [words.plain_phrase(phrase, n=settled[state]) for state, phrase in STATES.items() if settled.get(state)]
    if done:
        parts.append(words.say("questions", "Settled: {states}.", states=" · ".join(done)))
    parts += [_line(place, one, words) for place, one in enumerate(groups[first : first + shown], start=first + 1)]
    parts.append(words.say("questions", "Updated: {moment}", moment=moment))
    return fitted(parts, words.say("questions", "There are more. Settle these first."))


def _line(place: int, one: Group, words: Words) -> Markup:
    times = words.count("questions", "{n} person asks it", "{n} people ask it", len(one.questions))
    said = Markup("<b>{}.</b> {}").format(place, clip(one.head.text, SHORT))
    parts = [said, Markup("({})").format(times)] if len(one.questions) > 1 else [said]
    if one.discard_by is not None:
        parts.append(words.say("questions", "To be discarded: a second person decides."))
    return Markup(" ").join(parts)


def group(one: Group, words: Words, formats: Formats) -> Markup:
    """All that was asked so, and by when it would be answered as a petition."""
    read = [Markup("<blockquote>{}</blockquote>").format(clip(each.text, LONG)) for each in one.questions[:MOST_READ]]
    lines = [words.say("questions", "Asked first: {moment}", moment=formats.moment(one.head.asked_at))]
    if one.head.due_on is not None:
        due = formats.date(one.head.due_on)
        lines.append(words.say("questions", "Left over, it is a petition that is answered by {date}.", date=due))
    if one.discard_by is not None:
        reason = words.plain_phrase(REASONS[one.head.discard_reason or "spam"])
        lines.append(
            words.say("questions", "Somebody says that it is {reason}. A second person decides.", reason=reason)
        )
    count = words.count("questions", "{n} person asks this", "{n} people ask this", len(one.questions))
    return fitted([count, LINE.join(lines), *read], words.say("questions", "There are more like these."))


def ask_answer(words: Words) -> Markup:
    """«Responder por escrito»."""
    return words.say("questions", "Write the answer. Everybody who asked this gets it.")


def answer_preview(text: str, people: int, words: Words) -> Markup:
    """An answer as it will be read."""
    said = words.count("questions", "{n} person gets this answer:", "{n} people get this answer:", people)
    return PARAGRAPH.join([said, Markup("<blockquote>{}</blockquote>").format(text)])


def why_discard(words: Words) -> Markup:
    """Only spam and insults are discarded."""
    return words.say(
        "questions",
        "Only spam and insults are discarded, and a second person confirms it."
        " Everything else is answered or becomes a petition. What is it?",
    )


def settled(state: QuestionState, people: int, words: Words) -> Markup:
    """What was done, and who is told."""
    if state is QuestionState.DISCARDED:
        return words.say("questions", "Discarded. It stays in the record with its reason.")
    return words.count("questions", "Done. {n} person is told here.", "Done. {n} people are told here.", people)


def to_be_discarded(words: Words) -> Markup:
    """The first of two has decided."""
    return words.say("questions", "Noted. Until a second person confirms it, the question waits as before.")


def kept(words: Words) -> Markup:
    """It is neither spam nor an insult."""
    return words.say("questions", "It stays among the questions that wait.")


def sure_to_file(count: int, words: Words) -> Markup:
    """Before the rest become petitions."""
    return words.count(
        "questions",
        "{n} question becomes a petition. Its term counts from the day on which it was asked. Do you confirm it?",
        "{n} questions become petitions. Their terms count from the days on which they were asked. Do you confirm it?",
        count,
    )


def filed(numbers: Sequence[str], words: Words, formats: Formats) -> Markup:
    """Which petitions there are now."""
    return words.count(
        "questions",
        "Done. {n} petition is in the tray: {numbers}. Its author is told.",
        "Done. {n} petitions are in the tray: {numbers}. Their authors are told.",
        len(numbers),
        numbers=formats.join(list(numbers[:MOST_READ])),
    )


# The survey


def survey(event: Event, found: SurveyResults, words: Words, formats: Formats) -> Markup:
    """What was said of an event, in aggregate."""
    head = words.say("survey", "<b>Survey on “{event}”</b>", event=title(event))
    if found.people is None:
        few = words.say("survey", "Fewer than {n} people have answered. Nothing is shown of them.", n=FEWEST)
        return PARAGRAPH.join([head, few])
    people = words.count("survey", "{n} person answered.", "{n} people answered.", found.people)
    lines = [_rated(one, words, formats) for one in found.questions]
    return PARAGRAPH.join([head, people, *(lines if found.people else [])])


def _rated(one: Rated, words: Words, formats: Formats) -> Markup:
    asked = words.say_phrase(SURVEY[one.question])
    if one.people is None:
        said = words.say("survey", "Fewer than {n} people have answered this.", n=FEWEST)
    elif one.mean is not None:
        mean = formats.decimal(one.mean)
        said = words.say("survey", "Average: {mean} of 5 ({n} people)", mean=mean, n=one.people)
    elif one.yes is not None:
        said = words.say("survey", "Yes: {yes} of {n} people", yes=one.yes, n=one.people)
    else:
        said = words.say("survey", "One of the answers was given by fewer than {few} people.", few=FEWEST)
    return LINE.join([asked, said])


# Commitments


def commitments(event: Event, found: Sequence[Commitment], today: date, words: Words, formats: Formats) -> Markup:
    """The commitments of an event for staff."""
    parts = [words.say("commitment", "<b>Commitments of “{event}”</b>", event=title(event))]
    if not found:
        parts.append(words.say("commitment", "None was made yet, or nobody has written it down."))
    parts += [commitment(one, today, words, formats) for one in found]
    return fitted(parts, words.say("commitment", "There are more commitments."))


COMMITMENT_STEPS = {
    "text": Phrase("commitment", "What was promised? Write it in one sentence."),
    "owner": Phrase("commitment", "Which area answers for it?"),
    "due": Phrase("commitment", "By when? For example: 15 de agosto."),
    "proof": Phrase("commitment", "What proves it? Send a link, or write where it can be seen."),
}
NOT_A_DAY = Phrase("commitment", "I did not understand the day. Write it like this: 15 de agosto.")


def reminder(what: str, one: Commitment, event: Event, today: date, words: Words, formats: Formats) -> Markup:
    """Staff are reminded of a commitment."""
    heads = {
        "soon": words.say("commitment", "<b>A commitment is due soon</b>"),
        "today": words.say("commitment", "<b>A commitment is due today</b>"),
        "late": words.say("commitment", "<b>A commitment is overdue</b>"),
    }
    about = words.say("commitment", "Event: {event}", event=title(event))
    return PARAGRAPH.join([heads[what], commitment(one, today, words, formats), about])


# Evidence


def proposal(one: EvidenceProposal, product: str, words: Words) -> Markup:
    """What was done, as it would stand among the evidence of the product."""
    return PARAGRAPH.join(
        [
            words.say(
                "evidence", "<b>{what}: do you save it as evidence?</b>", what=words.plain_phrase(WHAT[one.what])
            ),
            Markup("<blockquote>{}</blockquote>").format(clip(one.text, 2_000)),
            LINE.join(
                [
                    words.say("evidence", "Product: {product}", product=product),
                    words.say("evidence", "The percentage of the product does not change."),
                ]
            ),
        ]
    )


def no_proposals(words: Words) -> Markup:
    """Nothing new was done."""
    return words.say(
        "evidence", "There is nothing new to save. When something is sent or published, it is proposed here."
    )


def saved(product: str, words: Words) -> Markup:
    """It stands in the plan now."""
    return words.say(
        "evidence", "Saved. It is among the evidence of «{product}» now. Its percentage is the same.", product=product
    )


def left(words: Words) -> Markup:
    """«No»."""
    return words.say("evidence", "Left. It is not proposed again.")
