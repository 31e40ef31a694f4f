"""What is said of the data that we hold about a person, and of the rights over them."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.texts.cases import STATES
from handlers.texts.observations import kind_name
from handlers.texts.subjects import SubjectNames
from locales import Formats, Words, without_tags
from participation.observations.rights import Held, OwnCase, OwnData
from participation.territory import municipality
from reports.personal_data import CaseSheet, PersonalSheet
from storage.models.events import EventQuestion

LINE = Markup("\n")


def held(found: Held, words: Words, formats: Formats) -> Markup:
    """What we hold about this person right now."""
    if found.is_nothing:
        return words.say("privacy", "<b>Right now we hold no data about you.</b>")
    lines = [words.say("privacy", "<b>What we hold about you right now</b>"), *held_lines(found, words, formats)]
    return LINE.join(lines)


def held_lines(found: Held, words: Words, formats: Formats) -> list[Markup]:
    """The same, a line each."""
    return [*_written(found, words, formats), *_authorised(found, words, formats), *_wished(found, words, formats)]


def _written(found: Held, words: Words, formats: Formats) -> Iterator[Markup]:
    if found.cases:
        yield words.count(
            "privacy",
            "{n} case, {named} with your name. Your chat is kept apart and encrypted.",
            "{n} cases, {named} with your name. Your chat is kept apart and encrypted.",
            found.cases,
            named=formats.number(found.with_name),
        )
    if found.questions:
        yield words.count(
            "privacy",
            "{n} question for an event. Your chat is kept apart and encrypted.",
            "{n} questions for events. Your chat is kept apart and encrypted.",
            found.questions,
        )
    if found.rated_events:
        yield words.count(
            "privacy",
            "What you said of {n} event, without your name. It is only counted.",
            "What you said of {n} events, without your name. It is only counted.",
            found.rated_events,
        )
    if found.has_draft:
        yield words.say("privacy", "One text that you have not sent. It is erased after 7 days.")


def _authorised(found: Held, words: Words, formats: Formats) -> Iterator[Markup]:
    in_force = [consent for consent in found.consents if consent.withdrawn_at is None]
    if in_force:
        yield words.say("privacy", "Your authorisation of {moment}.", moment=formats.moment(in_force[-1].given_at))
    elif found.consents:
        yield words.say("privacy", "The proof that you withdrew your authorisation, without your name.")


def _wished(found: Held, words: Words, formats: Formats) -> Iterator[Markup]:
    wishes = found.wishes
    if wishes.is_subscribed and wishes.since is not None:
        moment = formats.moment(wishes.since)
        yield words.say("privacy", "The notices that you asked for on {moment}: /avisos", moment=moment)
    if wishes.reminders:
        yield words.count("privacy", "{n} reminder of an event.", "{n} reminders of events.", len(wishes.reminders))
    if found.language or found.new_messages:
        yield words.say("privacy", "How you like the messages: language and screens.")


def ask_erase(words: Words) -> Markup:
    """What erasing means, before it is done."""
    return words.say(
        "privacy",
        "If you erase now, we can not answer you."
        " We keep the case without your name, for as long as the archive requires. Do you erase your data?",
    )


def ask_withdraw(words: Words) -> Markup:
    """What withdrawing means, before it is done."""
    return words.say(
        "privacy",
        "If you withdraw your authorisation, we stop working on your open cases. Do you withdraw it?",
    )


def erased(cases: int, words: Words) -> Markup:
    """It is done."""
    if not cases:
        return words.say("privacy", "Done. We hold no data about you any more.")
    return words.count(
        "privacy",
        "Done. We erased your data. {n} case goes on without your name. We keep the proof of your authorisation,"
        " without your name.",
        "Done. We erased your data. {n} cases go on without your name. We keep the proof of your authorisation,"
        " without your name.",
        cases,
    )


def withdrawn(cases: int, words: Words) -> Markup:
    """It is done."""
    if not cases:
        return words.say("privacy", "Done. You withdrew your authorisation. There were no open cases.")
    return words.count(
        "privacy",
        "Done. You withdrew your authorisation, and {n} open case is withdrawn.",
        "Done. You withdrew your authorisation, and {n} open cases are withdrawn.",
        cases,
    )


def downloaded(words: Words) -> Markup:
    """What was handed over."""
    return words.say("privacy", "These are your data: a document to read, and a file for another system.")


def summary(name: str, own: OwnData, names: SubjectNames, words: Words, formats: Formats) -> PersonalSheet:
    """The same for the document."""
    return PersonalSheet(
        language=str(words.language),
        title=words.plain("privacy", "My data"),
        person=name,
        lines=tuple(without_tags(line) for line in held_lines(own.held, words, formats)),
        cases_title=words.plain("privacy", "My cases"),
        cases=tuple(_sheet(case, names, words, formats) for case in own.cases),
        questions_title=words.plain("privacy", "My questions for events"),
        questions=tuple(_asked(question, formats) for question in own.questions),
        unsent_title=words.plain("privacy", "What I have not sent"),
        unsent=tuple(draft.text for draft in own.drafts if draft.text),
        nothing=words.plain("privacy", "Right now we hold no data about you."),
    )


def _asked(question: EventQuestion, formats: Formats) -> str:
    said = f"{formats.moment(question.asked_at)}: {question.text}"
    return f"{said} — {question.answer}" if question.answer else said


def _sheet(own: OwnCase, names: SubjectNames, words: Words, formats: Formats) -> CaseSheet:
    view = own.view
    case = view.case
    facts = [
        (words.plain("privacy", "Received"), formats.moment(case.received_at)),
        (words.plain("privacy", "About"), names.name(case.about, case.about_code, words)),
        (words.plain("privacy", "Kind"), kind_name(case.kind, case.petition, words)),
        (words.plain("privacy", "Status"), words.plain_phrase(STATES[case.state])),
    ]
    if case.due_on is not None:
        facts.append((words.plain("privacy", "We answer by"), formats.date(case.due_on)))
    if own.name is not None:
        facts.append((words.plain("privacy", "Name"), own.name))
    if (place := municipality(case.municipality or "")) is not None:
        facts.append((words.plain("privacy", "Municipality"), place.label))
    if view.files:
        files = formats.join([f"{file.file_name} ({formats.size(file.bytes)})" for file in view.files])
        facts.append((words.plain("privacy", "Files"), str(files)))
    facts.append((words.plain("privacy", "Receipt"), own.receipt))
    added = [f"{formats.moment(version.at)}: {version.text}" for version in view.versions]
    return CaseSheet(case.radicado, tuple(facts), tuple(text for text in (case.text, *added) if text))
