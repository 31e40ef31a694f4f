"""What is said of the record of what staff did."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Words
from participation.staff.acts import ActKind, ActsPage
from reports.team_acts.names import KINDS, NOBODY, act_name, actor_name, subject_name
from storage.models.staff import StaffMember
from storage.queries.audit import Act

LINE = Markup("\n")
LONGEST_NAME = 80


def acts(page: ActsPage, narrowed: Sequence[str], words: Words, formats: Formats) -> Markup:
    """A page of the record. `narrowed`: whose acts and of which kind, where not all are shown."""
    head = [words.say("act", "<b>Record of activity</b>"), *(Markup("{}").format(one) for one in narrowed)]
    each = [_act(one, words, formats) for one in page.acts]
    nothing = [words.say("act", "There is nothing here yet. Whatever the team does is kept here.")]
    return PARAGRAPH.join([LINE.join(head), *(each or nothing)])


def whose(members: Sequence[StaffMember], member: int, words: Words) -> str:
    """Whose acts they are."""
    found = next((one.name for one in members if one.id == member), words.plain_phrase(NOBODY))
    return words.plain("act", "Only of: {name}", name=found)


def about(kind: ActKind, words: Words) -> str:
    """What the acts are about."""
    return words.plain("act", "Only about: {kind}", kind=words.plain_phrase(KINDS[kind]))


def which_member(words: Words) -> Markup:
    """Whose acts, to be chosen."""
    return words.say("act", "Whose acts do you want to see?")


def which_kind(words: Words) -> Markup:
    """Which acts, to be chosen."""
    return words.say("act", "What should the acts be about?")


def taken(words: Words) -> Markup:
    """Under the workbook."""
    return words.say("act", "The team's record of activity. It has no data of citizens.")


def file_name(day: str, words: Words) -> str:
    """The workbook's."""
    return words.plain("act", "team-record-{day}.xlsx", day=day)


def _act(act: Act, words: Words, formats: Formats) -> Markup:
    on = subject_name(act, words, formats)
    what = [act_name(act, words), *([_short(on)] if on else [])]
    return LINE.join(
        [
            Markup("{} · {}").format(formats.moment(act.at), _short(actor_name(act, words))),
            Markup(" · ").join(Markup("{}").format(one) for one in what),
        ]
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
