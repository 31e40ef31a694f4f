"""What the digest says, and how a member of staff chooses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from handlers.texts.fitting import PARAGRAPH
from handlers.texts.subjects import SubjectNames
from locales import Formats, Phrase, Words, clip
from participation.digests.contents import Alike, Contents, Item, Rest, Section, Unconfirmed, Waiting
from storage.models.kinds import ContributionKind
from storage.models.staff import Digest, StaffMember
from storage.queries.digests import Matter
from storage.queries.inbox import Line, Shelf

LINE, BETWEEN = Markup("\n"), Markup(" · ")
A_WEEK = timedelta(days=7)
LONGEST_TOPIC = 40
KINDS = {
    ContributionKind.OBSERVATION: Phrase("short kind", "observation"),
    ContributionKind.PETITION: Phrase("short kind", "petition"),
    ContributionKind.COMPLAINT: Phrase("short kind", "complaint"),
    ContributionKind.CONGRATULATION: Phrase("short kind", "congratulation"),
}
SECTIONS = {
    Section.OVERDUE: Phrase("digest", "Overdue"),
    Section.SOON: Phrase("digest", "Due soon"),
    Section.NEW: Phrase("digest", "New"),
    Section.ALSO: Phrase("digest", "Also waiting"),
}
MATTERS = {
    Matter.APPROVAL: Phrase("digest", "Answers that await your approval"),
    Matter.REOPENED: Phrase("digest", "Reopened: the answer did not help"),
    Matter.CLARIFIED: Phrase("digest", "Clarifications that arrived"),
    Matter.LAPSED: Phrase("digest", "Clarifications that did not arrive in time"),
    Matter.AREA_LATE: Phrase("digest", "Areas that are late with their input"),
    Matter.UNDELIVERED: Phrase("digest", "Answers that reached nobody, to publish"),
}
RESTS = {
    Shelf.OVERDUE: Phrase("digest", "Other overdue cases: {n}"),
    Shelf.SOON: Phrase("digest", "Other cases that are due soon: {n}"),
    Shelf.NEW: Phrase("digest", "Other topics: {n}"),
}
CHANNELS = {
    Digest.TELEGRAM: Phrase("digest", "here, in Telegram"),
    Digest.EMAIL: Phrase("digest", "by e-mail"),
    Digest.BOTH: Phrase("digest", "here and by e-mail"),
    Digest.NONE: Phrase("digest", "nowhere: you get none"),
}


@dataclass(frozen=True)
class Teller:
    """Says one digest in a reader's language."""

    found: Contents
    names: SubjectNames
    words: Words
    formats: Formats
    weekly: bool = False

    def title(self) -> str:
        """Of which day it is."""
        date = self.formats.weekday_date(self.found.day)
        if self.weekly:
            return self.words.plain("digest", "Weekly digest of {date}", date=date)
        return self.words.plain("digest", "Digest of {date}", date=date)

    def paragraphs(self) -> list[Markup]:
        """The counts, and the sections with their numbered lines."""
        numbered = dict(self.found.items)
        number, parts = 0, [self.counts()]
        for section, items in self.found.sections.items():
            lines = [self._numbered(n, numbered[n]) for n in range(number + 1, number + len(items) + 1)]
            number += len(items)
            if lines:
                parts.append(LINE.join([self.words.say_phrase(SECTIONS[section]), *lines]))
        if self.found.is_empty:
            parts.append(self.words.say("digest", "There is nothing new and nothing is due."))
        return parts

    def counts(self) -> Markup:
        """How much there is in all, in one line; denuncias as bare counts in another."""
        words, formats, found = self.words, self.formats, self.found
        since = formats.local(found.span.since).date()
        day = formats.weekday_name(since) if found.day - since < A_WEEK else formats.day_month(since)
        counted = [
            words.say("digest", "Overdue: {n}", n=formats.number(found.overdue)),
            words.say("digest", "Due soon (3 working days): {n}", n=formats.number(found.due_soon)),
            words.say("digest", "New since {day}: {n}", day=day, n=formats.number(found.new)),
        ]
        denuncias = []
        if found.new_denuncias:
            denuncias.append(
                words.say("digest", "New reports of corruption: {n}", n=formats.number(found.new_denuncias))
            )
        if found.overdue_denuncias:
            denuncias.append(
                words.say("digest", "Overdue reports of corruption: {n}", n=formats.number(found.overdue_denuncias))
            )
        return LINE.join(BETWEEN.join(line) for line in (counted, denuncias) if line)

    def _numbered(self, number: int, item: Item) -> Markup:
        return Markup("{}. {}").format(number, self._said(item))

    def _said(self, item: Item) -> Markup:
        words, formats = self.words, self.formats
        match item:
            case Line():
                return self._case(item)
            case Rest(shelf, cases):
                return words.say_phrase(RESTS[shelf], n=formats.number(cases))
            case Alike():
                return self._group(item)
            case Waiting(matter, cases):
                topic = words.plain_phrase(MATTERS[matter])
                return words.say("digest", "{topic}: {n}", topic=topic, n=formats.number(cases))
            case Unconfirmed(events):
                topic = words.plain("digest", "Events that nobody has confirmed")
                return words.say("digest", "{topic}: {n}", topic=topic, n=formats.number(len(events)))

    def _group(self, found: Alike) -> Markup:
        """ "Diálogo: 3 (2 parecidas)"."""
        topic = clip(self.names.name(found.group.about, found.group.code, self.words), LONGEST_TOPIC)
        said = {"topic": topic, "n": self.formats.number(found.group.cases), "alike": self.formats.number(found.alike)}
        if found.alike and found.at_least:
            return self.words.say("digest", "{topic}: {n} (at least {alike} alike)", **said)
        if found.alike:
            return self.words.say("digest", "{topic}: {n} ({alike} alike)", **said)
        return self.words.say("digest", "{topic}: {n}", topic=topic, n=said["n"])

    def _case(self, line: Line) -> Markup:
        """ "000012 · Video · petición · venció el 13 de agosto · sin asignar"."""
        parts = [
            Markup("{:06}").format(line.number),
            Markup("{}").format(clip(self.names.name(line.about, line.about_code, self.words), LONGEST_TOPIC)),
            self.words.say_phrase(KINDS[line.kind]),
            *self._due(line),
            self._in_charge(line),
        ]
        return BETWEEN.join(parts)

    def _due(self, line: Line) -> Sequence[Markup]:
        due = line.due_on
        if due is None:
            return ()
        if due < self.found.day:
            return (self.words.say("inbox", "was due on {date}", date=self.formats.day_month(due)),)
        if due == self.found.day:
            return (self.words.say("inbox", "today"),)
        return (Markup("{}").format(self.formats.day_month(due)),)

    def _in_charge(self, line: Line) -> Markup:
        if line.assigned_to is None:
            return self.words.say("inbox", "unassigned")
        if line.assigned_to in self.found.mine:
            return self.words.say("digest", "in your charge")
        return self.words.say("digest", "in somebody else's charge")


def message(teller: Teller) -> Markup:
    """The digest as one message."""
    return PARAGRAPH.join([Markup("<b>{}</b>").format(teller.title()), *teller.paragraphs()])


def file_name(found: Contents, words: Words) -> str:
    """What the workbook is called."""
    return words.plain("digest", "digest-{day}.xlsx", day=found.day.isoformat())


def caption(words: Words, formats: Formats, most: int = 0) -> Markup:
    """Under the workbook; with `most`, that it holds no more than so many cases."""
    text = words.say("digest", "The same as a list, without names and without the texts.")
    if most:
        text += words.say("digest", " Only the first {n} cases.", n=formats.number(most))
    return text


def preferences(me: StaffMember, words: Words, *, sends_mail: bool) -> Markup:
    """«Resúmenes»: how it is now, and what can be chosen."""
    pace = (
        words.say("digest", "You get it once a week, on the first working day at 7:00 a. m.")
        if me.weekly_digest
        else words.say("digest", "You get it each working day at 7:00 a. m., if there is something new or due.")
    )
    lines = [words.say("digest", "Now: {where}.", where=words.plain_phrase(CHANNELS[me.digest])), pace]
    if me.email:
        lines.append(words.say("digest", "Your e-mail address: {address}", address=me.email))
    if not sends_mail:
        lines.append(words.say("digest", "This bot does not send e-mails yet: its operator has to set SMTP_URL."))
    head = words.say("digest", "<b>Digests</b>")
    return PARAGRAPH.join([head, words.say("digest", "What is due, what is new and what waits."), LINE.join(lines)])


def ask_address(words: Words) -> Markup:
    """Where e-mails go."""
    return words.say("digest", "Write the e-mail address at which you want the digests.")


def gone(words: Words) -> Markup:
    """The digest is kept no more."""
    return words.say("digest", "That digest is no longer kept. Look in the inbox.")


def waiting(matter: Matter, lines: Sequence[Markup], words: Words) -> Markup:
    """The cases behind one line of a digest, numbered as their buttons are."""
    head = Markup("<b>{}</b>").format(words.plain_phrase(MATTERS[matter]))
    if not lines:
        return PARAGRAPH.join([head, words.say("inbox", "There is nothing here.")])
    return PARAGRAPH.join([head, LINE.join(lines)])
