"""What is said to officials while they work on a case."""

from collections.abc import Sequence

from markupsafe import Markup

from locales import Formats, Phrase, Words, clip
from participation.office.clarifying import Clock
from participation.office.extending import Room
from storage.models.cases import Case, CaseFile
from storage.models.followup import AreaRequest, CaseNote, Clarification

LINE, PARAGRAPH = Markup("\n"), Markup("\n\n")
ASKS = {
    "note": Phrase("office", "Write the internal note. Only staff read it."),
    "radicado": Phrase("office", "Write the number that this case has in the entity's own system."),
    "repeats": Phrase("office", "Write the number of the case that it repeats, for example {example}."),
    "spam": Phrase("office", "Write why it is spam. Another person has to confirm it."),
    "clarify": Phrase("office", "Write what you need to ask. Its author will read it as you write it."),
    "received": Phrase("office", "Write what the area answered, or write «llegó»."),
    "address": Phrase("office", "Write the e-mail address of the area."),
    "question": Phrase("office", "Write what you ask {area}. Do not name who wrote the case."),
    "reason": Phrase("office", "Write why it takes longer. Its author will read it as you write it."),
    "transcription": Phrase("office", "Write what the recording says."),
}
DONE = {
    "note": Phrase("office", "Done. The note is kept."),
    "radicado": Phrase("office", "Done. The official number is kept."),
    "repeats": Phrase("office", "Done. It is linked and counted. Its author is still answered."),
    "repeats-not": Phrase("office", "Done. It is no longer a repetition."),
    "spam": Phrase("office", "It is proposed as spam. Another person has to confirm it."),
    "spam-yes": Phrase("office", "Done. The case is closed as spam. It keeps its number and the reason."),
    "spam-no": Phrase("office", "Done. It is not spam."),
    "clarify": Phrase("office", "Done. I ask its author now."),
    "received": Phrase("office", "Done. What the area answered is kept."),
    "area": Phrase("office", "Done. The e-mail to the area leaves now. I remind it before and after its date."),
    "extend": Phrase("office", "Done. Its author is told the new date and the reason."),
    "transcription": Phrase("office", "Done. The transcription is kept with the recording."),
    "assign": Phrase("office", "Done. The case is now with {name}."),
    "unassign": Phrase("office", "Done. The case is with nobody."),
    "kind": Phrase("office", "Done. Its author is told when the kind or the date changes."),
    "subject": Phrase("office", "Done. The topic is changed."),
    "priority": Phrase("office", "Done. It has priority now."),
    "hide": Phrase("office", "Done. Nobody in the team sees the name any more."),
    "show": Phrase("office", "Done. The name is shown again."),
    "foreign": Phrase("office", "Done. Transfer it until {date}: answer it with «{transferred}». I remind you."),
    "own": Phrase("office", "Done. It is ours to answer."),
}


def more(case: Case, words: Words) -> Markup:
    """Over «Más…»."""
    return words.say("office", "What else do you do with {number}?", number=case.radicado)


def which_member(words: Words) -> Markup:
    return words.say("office", "Who works on this case?")


def what_to_reclassify(case: Case, words: Words, formats: Formats) -> Markup:
    """Before something is classified anew: what cannot happen."""
    lines = [words.say("office", "What do you change? A change of kind never gives a later date.")]
    if case.due_on is not None:
        lines.append(words.say("office", "The answer is due on {date}.", date=formats.date(case.due_on)))
    return LINE.join(lines)


def which_kind(words: Words) -> Markup:
    return words.say("office", "What is this case?")


def which_subject(words: Words) -> Markup:
    return words.say("office", "What is this case about?")


def ask_hide(words: Words) -> Markup:
    """«Ocultar identidad», to be confirmed."""
    return words.say(
        "office", "From then on nobody in the team sees the name. Only who administers can undo it. Do you hide it?"
    )


def which_recording(words: Words) -> Markup:
    return words.say("office", "Which recording do you write down?")


def before_asking(clock: Clock, words: Words, formats: Formats) -> Markup:
    """What the plan's rule does to the date when the author is asked."""
    if clock.due_on is None:
        return Markup()
    if not clock.stops:
        return words.say(
            "office", "The term goes on meanwhile. The answer is due on {date}.", date=formats.date(clock.due_on)
        )
    return words.say(
        "office",
        "The term stops until the answer. The person has until {answer_by}. At the latest it is due on {due}.",
        answer_by=formats.date(clock.answer_by or clock.due_on),
        due=formats.date(clock.due_on),
    )


def which_day(found: Room, words: Words, formats: Formats) -> Markup:
    """Until when a case can be extended."""
    return words.say(
        "office",
        "Until which day do you extend it? At the latest until {last}. It is done once only.",
        last=formats.date(found.last),
    )


def which_area(words: Words, *, has_areas: bool) -> Markup:
    if has_areas:
        return words.say("office", "Which area do you ask? The e-mail says neither who wrote nor what.")
    return words.say("office", "The plan names no areas. Choose another address, or add them to the plan.")


def which_area_day(area: str, words: Words) -> Markup:
    return words.say("office", "By when should {area} answer? It is an internal date.", area=area)


def which_answer_came(words: Words) -> Markup:
    return words.say("office", "Which area answered?")


def spam_proposed(case: Case, name: str, words: Words) -> Markup:
    """What the second person reads before deciding."""
    return words.say(
        "office", "{name} proposes it as spam. Reason: {reason}", name=name, reason=clip(case.spam_reason or "", 600)
    )


def not_to_be_read(words: Words) -> Markup:
    """A case that this member of staff may not read any more."""
    return words.say("office", "Done. Only authorised staff read this case from now on.")


def on_card(
    notes: Sequence[CaseNote],
    names: dict[int, str],
    asked: Clarification | None,
    owed: Sequence[AreaRequest],
    spoken: Sequence[CaseFile],
    case: Case,
    words: Words,
    formats: Formats,
) -> Markup | None:
    """What officials did with a case, on its card."""
    lines = []
    if case.transfer_by is not None and case.answered_on is None:
        lines.append(words.say("office", "It is for another entity: until {date}", date=formats.date(case.transfer_by)))
    if case.spam_by is not None and case.closed_at is None:
        lines.append(words.say("office", "Proposed as spam by {name}", name=names.get(case.spam_by, "")))
    if asked is not None:
        lines.append(_clarification(asked, words, formats))
    lines += [
        words.say("office", "{area} answers until {date}", area=clip(one.area, 80), date=formats.date(one.due_on))
        for one in owed
    ]
    lines += [
        words.say("office", "{file} says: {text}", file=one.file_name, text=clip(one.transcription or "", 500))
        for one in spoken
    ]
    lines += [
        words.say(
            "office",
            "Note of {name}, {moment}: {text}",
            name=names.get(note.by_staff, ""),
            moment=formats.moment(note.at),
            text=clip(note.text, 300),
        )
        for note in notes
    ]
    return LINE.join(lines) if lines else None


def _clarification(asked: Clarification, words: Words, formats: Formats) -> Markup:
    question = clip(asked.question, 300)
    if asked.lapsed_at is not None:
        return words.say("office", "Clarification without an answer: {question}", question=question)
    if asked.answer_by is None:
        return words.say("office", "Clarification asked: {question}", question=question)
    return words.say(
        "office",
        "Clarification asked, until {date}: {question}",
        date=formats.date(asked.answer_by),
        question=question,
    )


def folder(case: Case, part: int, parts: int, words: Words) -> str:
    """Under a part of a case file."""
    if parts == 1:
        return words.plain("office", "Case file of {number}", number=case.radicado)
    return words.plain(
        "office", "Case file of {number}, part {part} of {parts}", number=case.radicado, part=part, parts=parts
    )


def year_book(year: int, words: Words) -> str:
    return words.plain("office", "Participation in {year}, for FURAG and Control Interno", year=year)


def folder_given(words: Words) -> Markup:
    """After the case file: how to treat it."""
    return words.say("office", "It holds personal data. Keep it in the archive of the entity only.")


def paper_given(words: Words) -> Markup:
    """After an author's paper."""
    return words.say("office", "This is your record. Keep it with your number.")
