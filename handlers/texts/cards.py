"""One case as staff see it: its card, and everything that was written in it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.answers import DECISIONS
from handlers.texts.cases import STATES as STATES_FOR_AUTHORS
from handlers.texts.contents import attached
from handlers.texts.fitting import MESSAGE, PARAGRAPH, fitted, length
from handlers.texts.inbox import FINISHED
from handlers.texts.observations import kind_name
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words, clip, utf16_length
from participation.followup.inbox import CaseCard
from participation.observations.drafting import AttachedFile
from storage.models.cases import Case, CaseVersion
from storage.models.followup import AnswerState, CaseAnswer
from storage.models.kinds import CaseState, Channel
from storage.models.notices import CopyState

LINE = Markup("\n")
STATES = {
    **STATES_FOR_AUTHORS,
    CaseState.REOPENED: Phrase("inbox", "▲ Reopened: the answer did not help"),
    CaseState.WITHDRAWN: Phrase("inbox", "✕ Withdrawn by its author"),
    CaseState.SPAM: Phrase("inbox", "✕ Spam"),
}
ROOM_FOR_TEXT, ROOM_FOR_VERSION = 1_500, 300  # UTF-16 units; «Ver todo» shows the rest
MOST_VERSIONS = 3
PIECE = 3_500  # of «Ver todo», in one message
CHANNELS = {
    Channel.PAPER: Phrase("channel", "on paper"),
    Channel.PHONE: Phrase("channel", "by phone"),
    Channel.EMAIL: Phrase("channel", "by e-mail"),
    Channel.FACEBOOK: Phrase("channel", "on Facebook"),
    Channel.EVENT: Phrase("channel", "at an event"),
}
DELIVERED = {
    CopyState.SENT: Phrase("delivery", "delivered"),
    CopyState.BEHIND: Phrase("delivery", "delivered"),
    CopyState.WAITING: Phrase("delivery", "on its way"),
    CopyState.SENDING: Phrase("delivery", "on its way"),
    CopyState.BLOCKED: Phrase("delivery", "the person blocked the bot"),
    CopyState.REFUSED: Phrase("delivery", "Telegram refused it"),
    CopyState.UNKNOWN: Phrase("delivery", "it may have arrived"),
    CopyState.SKIPPED: Phrase("delivery", "it was not sent"),
}
WRITING = {
    AnswerState.DRAFT: Phrase("inbox", "{name} is writing an answer since {moment}"),
    AnswerState.AWAITS_APPROVAL: Phrase("inbox", "The answer of {name} awaits approval since {moment}"),
    AnswerState.RETURNED: Phrase("inbox", "The answer of {name} was returned on {moment}"),
}


def card(found: CaseCard, names: SubjectNames, more: Sequence[Markup], words: Words, formats: Formats) -> Markup:
    """A case whole, as far as one message holds it; `more` is what other acts tell of it."""
    parts = [
        _head(found, names, words, formats),
        _linked(found, words),
        staff_quote(found.case.text, ROOM_FOR_TEXT, words),
        *_versions(found.versions, words, formats),
        _files(found, words, formats),
        *more,
        *_answers(found, words, formats),
        *(_writing(one, found, words, formats) for one in found.unfinished),
    ]
    return fitted([part for part in parts if part], words.say("inbox", "There is more: tap «See all»."))


def _head(found: CaseCard, names: SubjectNames, words: Words, formats: Formats) -> Markup:
    case = found.case
    kind = kind_name(case.kind, case.petition, words)
    lines = [
        Markup("<b>{}</b>").format(case.radicado),
        words.say("case", "About: {about}", about=names.name(case.about, case.about_code, words)),
        words.say("case", "Kind: {kind}", kind=kind),
        words.say_phrase(STATES[case.state]),
        _days_left(found, words, formats),
        words.say("inbox", "In charge: {name}", name=found.names.get(case.assigned_to or 0) or _nobody(words)),
        _person(found, words),
        words.say("case", "Received: {moment}", moment=formats.moment(case.received_at)),
    ]
    if case.channel in CHANNELS:
        lines.append(words.say("inbox", "It came {channel}.", channel=words.plain_phrase(CHANNELS[case.channel])))
    if case.late:
        lines.append(words.say("inbox", "It arrived after the date (extemporánea)."))
    if case.official_radicado:
        lines.append(words.say("inbox", "Official number: {number}", number=case.official_radicado))
    return LINE.join(lines)


def _nobody(words: Words) -> str:
    return words.plain("inbox", "nobody yet")


def _person(found: CaseCard, words: Words) -> Markup:
    """The name as its author chose, or that it is reserved."""
    if found.name:
        return words.say("inbox", "Person: {name}", name=clip(found.name, 120))
    if found.is_erased:
        return words.say("inbox", "Person: reserved; the personal data were erased.")
    return words.say("inbox", "Person: reserved")


def _days_left(found: CaseCard, words: Words, formats: Formats) -> Markup:
    due_on, left = found.case.due_on, found.days_left
    if found.case.state in FINISHED:
        return words.say("inbox", "Due date: {date}", date=formats.date(due_on)) if due_on else _no_due_date(words)
    if due_on is None or left is None:
        return _no_due_date(words)
    if left < 0:
        return words.count(
            "inbox",
            "▲ Overdue since {n} working day: it was due on {date}",
            "▲ Overdue since {n} working days: it was due on {date}",
            -left,
            date=formats.date(due_on),
        )
    return words.count(
        "inbox",
        "{n} working day left: until {date}",
        "{n} working days left: until {date}",
        left,
        date=formats.date(due_on),
    )


def _no_due_date(words: Words) -> Markup:
    return words.say("inbox", "Without a due date")


def _linked(found: CaseCard, words: Words) -> Markup:
    case, lines = found.case, []
    if case.duplicate_of is not None:
        lines.append(words.say("inbox", "It repeats {number}.", number=found.linked.get(case.duplicate_of, "")))
    if case.supports is not None:
        lines.append(words.say("inbox", "It joins {number}.", number=found.linked.get(case.supports, "")))
    if found.supporters:
        lines.append(words.count("inbox", "{n} person joined it.", "{n} people joined it.", found.supporters))
    if found.repetitions:
        lines.append(words.count("inbox", "{n} case repeats it.", "{n} cases repeat it.", found.repetitions))
    return LINE.join(lines)


def staff_quote(text: str, room: int, words: Words) -> Markup:
    """What a citizen wrote; of a long text its beginning."""
    if not text:
        return Markup()
    quote = Markup("<blockquote>{}</blockquote>").format(clip(text, room))
    if utf16_length(text) <= room:
        return quote
    return Markup("{}\n{}").format(quote, words.say("inbox", "The text goes on: tap «See all»."))


def _versions(versions: Sequence[CaseVersion], words: Words, formats: Formats) -> list[Markup]:
    """The last additions and changes, each with its hour."""
    parts = [_version(one, clip(one.text, ROOM_FOR_VERSION), words, formats) for one in versions[-MOST_VERSIONS:]]
    if len(versions) > MOST_VERSIONS:
        rest = len(versions) - MOST_VERSIONS
        parts.insert(0, words.count("inbox", "{n} earlier addition.", "{n} earlier additions.", rest))
    return parts


def _version(one: CaseVersion, text: str, words: Words, formats: Formats) -> Markup:
    said = (
        words.say("inbox", "Changed on {moment}:", moment=formats.moment(one.at))
        if one.is_edit
        else words.say("inbox", "Added on {moment}:", moment=formats.moment(one.at))
    )
    return Markup("{}\n<blockquote>{}</blockquote>").format(said, text) if text else said


def _files(found: CaseCard, words: Words, formats: Formats) -> Markup:
    if not found.files:
        return Markup()
    listed = tuple(
        AttachedFile(one.kind, one.file_hash, one.file_name, one.mime, one.bytes, one.seconds) for one in found.files
    )
    return words.say("observe", "Attached: {files}", files=attached(listed, words, formats))


def _answers(found: CaseCard, words: Words, formats: Formats) -> list[Markup]:
    """What was answered, when, by whom, and whether it arrived; what its author said of it."""
    parts = [_answer(one, found, words, formats) for one in found.sent]
    if found.sent:
        parts.append(_delivery(found, words, formats))
    if found.feedback is not None:
        parts.append(_feedback(found, words))
    return parts


def _answer(one: CaseAnswer, found: CaseCard, words: Words, formats: Formats) -> Markup:
    decision = words.plain_phrase(DECISIONS[one.decision]) if one.decision is not None else ""
    when = formats.moment(one.sent_at) if one.sent_at is not None else ""
    head = words.say(
        "inbox",
        "<b>Answered</b> on {moment} by {name}: {decision}",
        moment=when,
        name=found.names.get(one.by_staff, ""),
        decision=decision,
    )
    return Markup("{}\n{}").format(head, clip(one.text, ROOM_FOR_VERSION)) if one is found.sent[-1] else head


def _delivery(found: CaseCard, words: Words, formats: Formats) -> Markup:
    if found.publication is not None:
        published = found.publication
        dates = {"first": formats.date(published.published_on), "last": formats.date(published.until)}
        return words.say("inbox", "Delivery: on the public page from {first} to {last}", **dates)
    if found.delivery is None and found.is_undelivered:
        return words.say("inbox", "Delivery: nobody to be told here; it will be published")
    if found.delivery is None:
        return words.say("inbox", "Delivery: nobody to be told here")
    said = words.plain_phrase(DELIVERED[found.delivery.state])
    if found.delivery.at is not None:
        return words.say("inbox", "Delivery: {state}, {moment}", state=said, moment=formats.moment(found.delivery.at))
    return words.say("inbox", "Delivery: {state}", state=said)


def _feedback(found: CaseCard, words: Words) -> Markup:
    said = found.feedback
    if said is None or said.helped:
        return words.say("inbox", "The author says that it helped.")
    head = words.say("inbox", "The author says that it did not help.")
    return Markup("{}\n<blockquote>{}</blockquote>").format(head, clip(said.why, 600)) if said.why else head


def _writing(one: CaseAnswer, found: CaseCard, words: Words, formats: Formats) -> Markup:
    name, moment = found.names.get(one.by_staff, ""), formats.moment(one.updated_at)
    return words.say_phrase(WRITING[one.state], name=name, moment=moment)


def all_of(case: Case, versions: Sequence[CaseVersion], words: Words, formats: Formats) -> list[Markup]:
    """«Ver todo»: everything that was written, in as many messages as it takes."""
    head = Markup("<b>{}</b>").format(case.radicado)
    messages = [Markup("{}\n<blockquote>{}</blockquote>").format(head, piece) for piece in pieces(case.text)]
    for one in versions:
        messages += [_version(one, piece, words, formats) for piece in pieces(one.text)]
    return joined([one for one in messages if one])


def pieces(text: str) -> list[str]:
    """A text in pieces that fit into a message each, cut after words; at least one."""
    found = []
    while utf16_length(text) > PIECE:
        kept = clip(text, PIECE).removesuffix("…") or text[: PIECE // 2]  # what has nothing but dots has no words
        found.append(kept)
        text = text[len(kept) :].lstrip()
    return [*found, text]


def joined(messages: Sequence[Markup]) -> list[Markup]:
    """As few messages as hold these paragraphs in order."""
    found: list[Markup] = []
    for one in messages:
        if found and length(PARAGRAPH.join([found[-1], one])) <= MESSAGE:
            found[-1] = PARAGRAPH.join([found[-1], one])
        else:
            found.append(one)
    return found


def no_files(words: Words) -> Markup:
    """«Ver adjuntos», where there are none."""
    return words.say("inbox", "This case has no files.")


def file_of(case: Case, words: Words) -> Markup:
    """Under a file of a case."""
    return words.say("inbox", "Attached to {number}", number=case.radicado)
