"""What is said of cases that were sent."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.texts.contents import quoted
from handlers.texts.observations import kind_name
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words
from participation.observations.following import CaseView
from participation.territory import Municipality
from storage.models.cases import Case
from storage.models.kinds import CaseState, ContributionKind

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
NO_ROWS: Mapping[int, Markup] = {}
STATES = {
    CaseState.RECEIVED: Phrase("case", "○ Received"),
    CaseState.IN_REVIEW: Phrase("case", "◐ Under review"),
    CaseState.ASSIGNED: Phrase("case", "◐ With the area that answers it"),
    CaseState.ANSWERED: Phrase("case", "● Answered"),
    CaseState.REOPENED: Phrase("case", "◐ Under review again"),
    CaseState.WITHDRAWN: Phrase("case", "✕ Withdrawn by you"),
    CaseState.SPAM: Phrase("case", "✕ Closed"),
}


def mine(
    found: Sequence[Case],
    names: SubjectNames,
    words: Words,
    formats: Formats,
    listed: Mapping[int, Markup] = NO_ROWS,
) -> Markup:
    """A person's cases, the newest first; of those in a published report (by id) where they stand there."""
    if not found:
        return words.say("case", "You have no cases yet. With /observar you send the first one.")
    parts = [words.say("case", "<b>Your cases</b>")]
    for case in found:
        row = [listed[case.id]] if case.id in listed else []
        parts.append(LINE.join([summary(case, names, words, formats), *row]))
    return PARAGRAPH.join(parts)


def summary(case: Case, names: SubjectNames, words: Words, formats: Formats) -> Markup:
    """A case in a few lines: number, about what, how it stands, by when."""
    lines = [
        Markup("<b>{}</b>").format(case.radicado),
        words.say("case", "About: {about}", about=names.name(case.about, case.about_code, words)),
        words.say_phrase(STATES[case.state]),
    ]
    if case.answered_on is not None:
        lines.append(words.say("case", "Answered on {date}", date=formats.date(case.answered_on)))
    elif case.due_on is not None and case.state not in {CaseState.WITHDRAWN, CaseState.SPAM}:
        lines.append(words.say("case", "We answer you by {date} at the latest.", date=formats.date(case.due_on)))
    return LINE.join(lines)


def by_receipt(case: Case, names: SubjectNames, words: Words, formats: Formats) -> Markup:
    """How a case stands, for who gives its receipt: nothing of what its author wrote."""
    received = words.say("case", "Received: {moment}", moment=formats.moment(case.received_at))
    if case.kind is ContributionKind.DENUNCIA:
        return LINE.join([Markup("<b>{}</b>").format(case.radicado), words.say_phrase(STATES[case.state]), received])
    return LINE.join([summary(case, names, words, formats), received])


def one(view: CaseView, receipt: str, names: SubjectNames, words: Words, formats: Formats) -> Markup:
    """A case whole, as its author sees it; its answer is a message of its own."""
    case = view.case
    parts = [
        summary(case, names, words, formats),
        LINE.join(
            [
                words.say("case", "Received: {moment}", moment=formats.moment(case.received_at)),
                words.say("case", "Kind: {kind}", kind=kind_name(case.kind, case.petition, words)),
                words.say("case", "Receipt: <code>{receipt}</code>", receipt=receipt),
            ]
        ),
    ]
    if case.text:
        parts.append(quoted(case.text, words, formats))
    if view.files:
        parts.append(words.count("case", "With {n} file.", "With {n} files.", len(view.files)))
    if view.versions:
        last = view.versions[-1]
        parts.append(
            words.count(
                "case",
                "You added or changed something {n} time, the last on {moment}.",
                "You added or changed something {n} times, the last on {moment}.",
                len(view.versions),
                moment=formats.moment(last.at),
            )
        )
    return PARAGRAPH.join(parts)


def earlier(words: Words) -> Markup:
    """There are more than fit in the list."""
    return words.say("case", "These are the latest. To see an earlier one, write /caso and its number.")


def half_way(case: Case, words: Words) -> Markup:
    """At /start: something was being added to a case."""
    return words.say(
        "case", "You were adding information to case {number}. Do you want to go on?", number=case.radicado
    )


def full(words: Words) -> Markup:
    """A case takes no more additions."""
    return words.say("case", "That case already has many additions. Please send a new observation.")


def answered_before(words: Words) -> Markup:
    """A case that was answered can't be withdrawn."""
    return words.say("case", "That case already has an answer. It can no longer be withdrawn.")


def not_found(words: Words) -> Markup:
    """No such case, or not this person's: which of both is not told."""
    return words.say(
        "case", "I do not find that case among yours. If it is another person's, write its receipt after the number."
    )


def how_to_ask(words: Words) -> Markup:
    """How /caso is used."""
    return words.say("case", "Write the number after the command. For example: /caso PPC-2021-000001-7")


def ask_more(case: Case, words: Words) -> Markup:
    """«Agregar información»."""
    return words.say("case", "Write or send what you want to add to case {number}.", number=case.radicado)


def added(case: Case, words: Words) -> Markup:
    """It was added."""
    return words.say("case", "Done. We added it to case {number}, with today's date and hour.", number=case.radicado)


def withdrawn_before(words: Words) -> Markup:
    """A withdrawn case takes nothing more."""
    return words.say("case", "You had withdrawn that case. If you want, send a new observation.")


def left_out(words: Words) -> Markup:
    """What is optional was left out."""
    return words.say("case", "All right. We leave it as it is.")


def ask_withdraw(case: Case, words: Words) -> Markup:
    """«Retirar mi caso», to be confirmed."""
    return words.say(
        "case",
        "If you withdraw case {number}, nobody will answer it. Its number stays. Do you withdraw it?",
        number=case.radicado,
    )


def withdrawn(case: Case, words: Words) -> Markup:
    """It was withdrawn."""
    return words.say("case", "Done. Case {number} is withdrawn.", number=case.radicado)


def ask_municipality(words: Words) -> Markup:
    """Where the case comes from."""
    return words.say("case", "Write the name of your municipality, or part of it.")


def which_municipality(words: Words) -> Markup:
    """Several are alike."""
    return words.say("case", "Which one is it?")


def no_municipality(words: Words) -> Markup:
    """None is alike."""
    return words.say("case", "I do not find that municipality. Try with another part of its name.")


def municipality_kept(found: Municipality, words: Words) -> Markup:
    """It was kept, and what else may be told."""
    return words.say(
        "case",
        "Done: {municipality}. If you want, say whether you belong to one of these groups."
        " We count it apart, without your name or your case.",
        municipality=found.label,
    )


def group_counted(words: Words) -> Markup:
    """A group was counted."""
    return words.say("case", "Thank you. We counted it apart, without your name or your case.")
