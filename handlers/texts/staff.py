"""What is said to the entity's own people."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.events import new_date
from locales import Formats, Phrase, Words
from participation.staff.overview import Overview
from storage.models.staff import Role, StaffMember

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
ROLES = {
    Role.ADMINISTERS: Phrase("role", "administers the team and everything else"),
    Role.ANSWERS: Phrase("role", "answers cases"),
    Role.APPROVES: Phrase("role", "approves answers"),
    Role.PUBLISHES: Phrase("role", "publishes events and reports"),
    Role.CONSULTS: Phrase("role", "consults without changing anything"),
}


def unusable_invitation(words: Words) -> Markup:
    """The link was used, has expired, or never was: which of them is not told."""
    return words.say("staff", "This invitation is no longer valid. Ask for another one.")


def welcome(member: StaffMember, words: Words) -> Markup:
    """Somebody came in."""
    role = words.plain_phrase(ROLES[member.role])
    return words.say(
        "staff", "You are now in the team: {name}, who {role}. Your panel: /panel", name=member.name, role=role
    )


def panel(found: Overview, too_fast: int, words: Words, formats: Formats) -> Markup:
    """What waits, in one look. `too_fast`: how many people write more than is taken in."""
    lines = [
        words.say("staff", "▲ Overdue: {n}", n=formats.number(found.overdue)),
        words.say("staff", "◐ Due within 3 working days: {n}", n=formats.number(found.due_soon)),
        words.say("staff", "○ New: {n}", n=formats.number(found.new)),
        words.say("staff", "● Mine: {n}", n=formats.number(found.mine)),
    ]
    event = found.next_event
    if event is not None:
        when = formats.date(event.day) if event.day is not None else str(new_date(event, words, formats)).rstrip(".")
        lines.append(words.say("staff", "Next event: {title}. {when}", title=event.title, when=when))
    if found.cut is not None:
        lines.append(words.say("staff", "Last cut: {date}", date=formats.date(found.cut.on)))
    if too_fast:
        lines.append(
            words.count(
                "staff",
                "In the last hour {n} person wrote too fast. What is over the limit is not kept.",
                "In the last hour {n} people wrote too fast. What is over the limit is not kept.",
                too_fast,
            )
        )
    return PARAGRAPH.join([words.say("staff", "<b>Panel</b>"), LINE.join(lines)])


def team(members: Sequence[StaffMember], words: Words) -> Markup:
    """Who works here."""
    lines = [Markup("{}: {}").format(one.name, words.plain_phrase(ROLES[one.role])) for one in members]
    return PARAGRAPH.join([words.say("staff", "<b>Team</b>"), LINE.join(lines)])


def member(found: StaffMember, words: Words, formats: Formats) -> Markup:
    """One of them."""
    reads = (
        words.say("staff", "May read reports of corruption.")
        if found.reads_denuncias
        else words.say("staff", "May not read reports of corruption.")
    )
    return LINE.join(
        [
            Markup("<b>{}</b>").format(found.name),
            words.say("staff", "Role: {role}", role=words.plain_phrase(ROLES[found.role])),
            reads,
            words.say("staff", "In the team since {date}", date=formats.date(found.joined_at)),
        ]
    )


def which_role(words: Words) -> Markup:
    """What the new one is for."""
    return words.say("staff", "What will this person do?")


def invitation(link: str, role: Role, words: Words) -> Markup:
    """The link, and how long it works."""
    said = words.plain_phrase(ROLES[role])
    return words.say(
        "staff", "Send this link to the person who {role}. It works once, for 72 hours: {link}", role=said, link=link
    )


def ask_remove(found: StaffMember, words: Words) -> Markup:
    """Taking somebody out, to be confirmed."""
    return words.say("staff", "Do you take {name} out of the team? It takes effect at once.", name=found.name)


def removed(found: StaffMember, words: Words) -> Markup:
    """Somebody is out."""
    return words.say("staff", "Done. {name} is no longer in the team.", name=found.name)


def reads_denuncias(reader: StaffMember, words: Words) -> Markup:
    """What the others are told of who reads denuncias from now on."""
    return words.say(
        "staff", "{name} can read denuncias from now on. If you did not expect it, look at «Team».", name=reader.name
    )


def gone(words: Words) -> Markup:
    """The member of an old button is out already."""
    return words.say("staff", "That person is no longer in the team.")


def not_allowed(words: Words) -> Markup:
    """The role does not go so far."""
    return words.say("staff", "Your role does not allow that. Ask who administers the team.")


def left(words: Words) -> Markup:
    """/cancelar, in the middle of something."""
    return words.say("staff", "All right. I no longer wait for it. Your panel: /panel")


def edit_not_taken(words: Words) -> Markup:
    """A message was edited in the middle of something: what was taken from it stays as it was."""
    return words.say("staff", "I do not take the change of a message that you sent. Write it anew.")


def last_administrator(words: Words) -> Markup:
    """Somebody has to remain."""
    return words.say("staff", "You are the last one who administers the team. Name another one first.")
