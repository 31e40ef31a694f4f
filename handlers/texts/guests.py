"""What is said to staff of the contact list of institutions."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.texts.fitting import MESSAGE, room_for
from locales import Formats, Words
from participation.audience.guest_list_reading import GuestList
from participation.audience.guests import ContactList, Merge
from participation.audience.sheets import UnreadableList
from participation.territory import municipality
from reports.guest_list import GuestSheet
from storage.models.notices import Guest

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")
MOST_SHOWN = 15  # errors and remarks in one message


def contact_list(found: ContactList, groups: Mapping[str, str], words: Words, formats: Formats) -> Markup:
    """The list in figures."""
    if not found.total:
        return PARAGRAPH.join(
            [words.say("guests", "<b>Guests</b>"), words.say("guests", "The list is empty."), how(words)]
        )
    lines = [words.count("guests", "One institution.", "{n} institutions.", found.total)]
    for code, number in found.reachable.items():
        name = groups.get(code or "", words.plain("guests", "Without a group"))
        lines.append(words.say("guests", "{group}: {n} get mail", group=name, n=formats.number(number)))
    if found.unsubscribed:
        lines.append(words.count("guests", "One wants no mail.", "{n} want no mail.", found.unsubscribed))
    if found.refused:
        lines.append(words.count("guests", "Refused: one address.", "Refused: {n} addresses.", found.refused))
    return PARAGRAPH.join([words.say("guests", "<b>Guests</b>"), LINE.join(lines), how(words)])


def how(words: Words) -> Markup:
    """What a list looks like."""
    return words.say(
        "guests", "Send a list as XLSX or CSV with name, e-mail, group and municipality. You see it before it is saved."
    )


def ask_file(words: Words) -> Markup:
    """Asking for a list."""
    return words.say("guests", "Send the list as a file: XLSX or CSV. With /cancelar you leave it.")


def no_file(words: Words) -> Markup:
    """Words came where a list was asked for."""
    return words.say("guests", "I am waiting for a file: XLSX or CSV. With /cancelar you leave it.")


def unreadable(error: UnreadableList, words: Words) -> Markup:
    """The whole file is of no use."""
    return words.say_phrase(error.phrase)


def preview(found: GuestList, merge: Merge, words: Words) -> Markup:
    """What saving would do, and what is wrong with single cells."""
    head = [words.say("guests", "<b>Nothing is saved yet.</b>"), *outcome(merge, words)]
    if found.repeated:
        head.append(words.count("guests", "One address came twice.", "{n} addresses came twice.", found.repeated))
    if merge.unsubscribed:
        head.append(
            words.count(
                "guests",
                "One of them asked for no mail, and gets none.",
                "{n} of them asked for no mail, and get none.",
                merge.unsubscribed,
            )
        )
    if found.errors:
        head.append(words.count("guests", "One row is left out:", "{n} rows are left out:", len(found.errors)))
    remarks = [Markup("{}").format(remark.text(words)) for remark in (*found.errors, *found.remarks)]
    shown = room_for(remarks[:MOST_SHOWN], head, LINE, MESSAGE - 100)
    lines = [*head, *shown]
    if len(shown) < len(remarks):
        rest = len(remarks) - len(shown)
        lines.append(words.count("guests", "And one remark more.", "And {n} remarks more.", rest))
    return LINE.join(lines)


def outcome(merge: Merge, words: Words) -> list[Markup]:
    """New, changed, the same."""
    return [
        words.count("guests", "New: one guest.", "New: {n} guests.", merge.new),
        words.count("guests", "Changed: one guest.", "Changed: {n} guests.", merge.changed),
        words.count("guests", "The same as before: one guest.", "The same as before: {n} guests.", merge.same),
    ]


def saved(merge: Merge, words: Words) -> Markup:
    """Saved."""
    return LINE.join([words.say("guests", "The list is saved."), *outcome(merge, words)])


def send_again(words: Words) -> Markup:
    """The list of an old button is not at hand any more."""
    return words.say("guests", "That list is not at hand any more. Send it again.")


def refused(found: Sequence[Guest], words: Words, formats: Formats) -> Markup:
    """«Rechazados»: each address with what its server said."""
    if not found:
        return words.say("guests", "No address was refused.")
    head = [words.say("guests", "<b>Refused addresses</b>")]
    lines = [_refusal(guest, words, formats) for guest in found]
    shown = room_for(lines, head, LINE, MESSAGE - 100)
    rest = len(lines) - len(shown)
    if rest:
        shown.append(words.count("guests", "And one more: see the list.", "And {n} more: see the list.", rest))
    return LINE.join([*head, *shown])


def _refusal(guest: Guest, words: Words, formats: Formats) -> Markup:
    day = formats.date(guest.refused_at) if guest.refused_at is not None else ""
    return words.say("guests", "{email}: {reason} ({day})", email=guest.email, reason=guest.refusal or "", day=day)


def tried_again(count: int, words: Words) -> Markup:
    """The refused addresses get mail again."""
    return words.count(
        "guests", "Done. We will write to that address again.", "Done. We will write to those {n} again.", count
    )


def ask_remove(words: Words) -> Markup:
    """Asking for an address."""
    return words.say("guests", "Write the e-mail that you want to take out of the list.")


def removed(email: str, words: Words, *, was_there: bool) -> Markup:
    """Taken out, or never there."""
    if was_there:
        return words.say("guests", "Done. {email} is no longer in the list.", email=email)
    return words.say("guests", "{email} is not in the list.", email=email)


def sheet(guests: Sequence[Guest], groups: Mapping[str, str], words: Words, formats: Formats) -> GuestSheet:
    """The list to take along; the import reads it again."""
    headings = (
        words.plain("guests", "Name"),
        words.plain("guests", "E-mail"),
        words.plain("guests", "Group"),
        words.plain("guests", "Municipality"),
        words.plain("guests", "State"),
    )
    rows = [_row(guest, groups, words, formats) for guest in guests]
    return GuestSheet(words.plain("guests", "Guests"), headings, rows)


def _row(guest: Guest, groups: Mapping[str, str], words: Words, formats: Formats) -> tuple[str, ...]:
    place = municipality(guest.municipality or "")
    group = groups.get(guest.group_code or "", guest.group_code or "")
    return guest.name, guest.email, group, place.label if place is not None else "", _state(guest, words, formats)


def _state(guest: Guest, words: Words, formats: Formats) -> str:
    if guest.unsubscribed_at is not None:
        return words.plain("guests", "wants no mail since {day}", day=formats.date(guest.unsubscribed_at))
    if guest.refused_at is not None:
        return words.plain("guests", "refused: {reason}", reason=guest.refusal or "")
    return words.plain("guests", "gets mail")
