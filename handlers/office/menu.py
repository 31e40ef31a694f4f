"""«Más…» under a case, and what its card tells of what officials did with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers import buttons, desk
from handlers.answer import Answer, Button
from handlers.buttons import Data
from handlers.inbox import card
from handlers.inbox.working import row, screen
from handlers.keyboards.layout import rows, to
from handlers.office.working import with_case
from handlers.texts import office as texts
from handlers.turn import Turn
from locales import Phrase, Words
from participation.office import asking_areas, clarifying, noting
from participation.office.acting import CLOSED, require_unchanged
from participation.office.registering import CHANNELS
from participation.staff.rights import Right, may
from storage.models.cases import Case
from storage.models.followup import CaseNote
from storage.models.kinds import CaseState, ContributionKind
from storage.models.staff import StaffMember
from storage.queries import office as queries

MOST_NOTES = 3


@dataclass(frozen=True)
class Beside:
    """What of a case is in other rows, so that only what can be done is offered."""

    has_recordings: bool
    waits_for_area: bool


@dataclass(frozen=True)
class MenuItem:
    """One line of «Más…»: its label, where it leads, and who may do it with which case."""

    label: Phrase
    leads_to: Callable[[Case], Data]
    allowed: Callable[[StaffMember, Case, Beside], bool]


def act(what: str) -> Callable[[Case], Data]:
    """A button that begins an act on the case as it is now."""
    return lambda case: buttons.OfficeAct(str(case.id), str(case.version), what)


def works(me: StaffMember, case: Case, _beside: Beside) -> bool:
    """Whether anything is still done with it."""
    return may(me, Right.ANSWER) and case.state not in CLOSED


def unanswered(me: StaffMember, case: Case, beside: Beside) -> bool:
    """Whether it waits for its answer."""
    return works(me, case, beside) and case.state is not CaseState.ANSWERED


def files(me: StaffMember, _case: Case, _beside: Beside) -> bool:
    """What the archive needs, also of a closed case."""
    return may(me, Right.ANSWER)


MORE: tuple[MenuItem, ...] = (
    MenuItem(Phrase("button", "Assign"), act("assign"), works),
    MenuItem(Phrase("button", "Reclassify"), act("reclassify"), unanswered),
    MenuItem(
        Phrase("button", "Ask an area"),
        act("area"),
        lambda me, case, beside: unanswered(me, case, beside) and case.kind is not ContributionKind.DENUNCIA,
    ),
    MenuItem(
        Phrase("button", "The area answered"),
        act("received"),
        lambda me, case, beside: works(me, case, beside) and beside.waits_for_area,
    ),
    MenuItem(
        Phrase("button", "Extend the term"),
        act("extend"),
        lambda me, case, beside: unanswered(me, case, beside) and case.due_on is not None,
    ),
    MenuItem(
        Phrase("button", "It is for another entity"),
        act("foreign"),
        lambda me, case, beside: unanswered(me, case, beside) and case.transfer_by is None,
    ),
    MenuItem(
        Phrase("button", "It is ours"),
        act("own"),
        lambda me, case, beside: unanswered(me, case, beside) and case.transfer_by is not None,
    ),
    MenuItem(
        Phrase("button", "It repeats…"),
        act("repeats"),
        lambda me, case, beside: (
            works(me, case, beside) and case.duplicate_of is None and case.kind is not ContributionKind.DENUNCIA
        ),
    ),
    MenuItem(
        Phrase("button", "It repeats nothing"),
        act("repeats-not"),
        lambda me, case, beside: works(me, case, beside) and case.duplicate_of is not None,
    ),
    MenuItem(Phrase("button", "Internal note"), act("note"), files),
    MenuItem(Phrase("button", "Official number"), act("radicado"), files),
    MenuItem(
        Phrase("button", "Transcribe"),
        act("transcribe"),
        lambda me, case, beside: works(me, case, beside) and beside.has_recordings,
    ),
    MenuItem(
        Phrase("button", "Hide identity"),
        act("hide"),
        lambda me, case, beside: files(me, case, beside) and case.shown_name and not case.hides_identity,
    ),
    MenuItem(
        Phrase("button", "Show identity"),
        act("show"),
        lambda me, case, _beside: may(me, Right.ADMINISTER) and case.hides_identity,
    ),
    MenuItem(Phrase("button", "It is spam"), act("spam"), unanswered),
    MenuItem(Phrase("button", "Case file"), act("folder"), files),
    MenuItem(
        Phrase("button", "Print the record"),
        act("paper"),
        lambda me, case, beside: files(me, case, beside) and case.channel in CHANNELS,
    ),
)


def show(turn: Turn) -> Answer:
    """«Más…», of the case as its card shows it; who has an older card is told."""
    data = buttons.OfficeMenu.read(turn.pressed)

    def ask(me: StaffMember, case: Case) -> Answer:
        desk.leave(turn)
        require_unchanged(turn.session, case, row(data.version))
        return screen(turn, texts.more(case, turn.words), rows(_items(turn, me, case)))

    return with_case(turn, data.case, ask)


def _items(turn: Turn, me: StaffMember, case: Case) -> list[Button]:
    beside = Beside(
        has_recordings=bool(noting.recordings(turn.session, case)),
        waits_for_area=bool(asking_areas.waiting(turn.session, case)),
    )
    words = turn.words
    offered = [
        to(words.plain_phrase(item.label), item.leads_to(case)) for item in MORE if item.allowed(me, case, beside)
    ]
    return [*offered, to(words.plain("button", "See the case"), buttons.StaffCase(str(case.id)))]


def offer(me: StaffMember, case: Case, words: Words) -> Sequence[Button]:
    """What a card offers beside its answer."""
    if not may(me, Right.ANSWER):
        return []
    more = to(words.plain("button", "More…"), buttons.OfficeMenu(str(case.id), str(case.version)))
    if case.state in CLOSED or case.state is CaseState.ANSWERED or case.channel in CHANNELS:
        return [more]
    return [to(words.plain("button", "Ask for a clarification"), act("clarify")(case)), more]


def tell(turn: Turn, case: Case) -> Markup | None:
    """What officials did with a case, on its card."""
    session = turn.session
    notes: Sequence[CaseNote] = queries.notes(session, case.id)[-MOST_NOTES:]
    named = {note.by_staff for note in notes} | ({case.spam_by} if case.spam_by is not None else set())
    return texts.on_card(
        notes,
        dict(queries.names_of_staff(session, named)),
        clarifying.awaited(session, case),
        asking_areas.waiting(session, case),
        [file for file in noting.recordings(session, case) if file.transcription],
        case,
        turn.words,
        turn.formats,
    )


card.ACTS.append(offer)
card.PARTS.append(tell)
