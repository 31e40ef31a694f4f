"""One case on its card: read whole, with its files, and what can be done with it.

A card is always a message of its own, protected from forwarding; it is kept which case it shows, so that a reply to it
is the answer to that case.
"""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from handlers import buttons, desk
from handlers.answer import Answer, Button, Call, HandFile, Say
from handlers.inbox.working import with_case
from handlers.keyboards import inbox as keyboards
from handlers.subjects import subject_names
from handlers.texts import cards as texts
from handlers.turn import Turn
from locales import Words
from participation.followup import inbox
from storage.models.cases import Case
from storage.models.staff import StaffMember
from storage.queries import cases

PARTS: list[Callable[[Turn, Case], Markup | None]] = []
"""What other acts tell of a case on its card."""
ACTS: list[Callable[[StaffMember, Case, Words], Sequence[Button]]] = []
"""What else can be done with a case, between «Responder» and «Ver todo»."""


def open_card(turn: Turn) -> Answer:
    """«Abrir»."""

    def open_it(me: StaffMember, case: Case) -> Answer:
        desk.leave_other(turn, case.id)
        return turn.answer(*show(turn, me, case))

    return with_case(turn, buttons.StaffCase.read(turn.pressed).case, open_it)


def show(turn: Turn, me: StaffMember, case: Case) -> tuple[Call, ...]:
    """The card of a case."""
    found = inbox.card(turn.session, me, case.id, turn.office.keys, turn.today)
    told = [part for tell in PARTS if (part := tell(turn, case))]
    text = texts.card(found, subject_names(turn), told, turn.words, turn.formats)
    more = [button for offer in ACTS for button in offer(me, case, turn.words)]
    return (Say(text, keyboards.card(found, me, more, turn.words), protected=True, case_id=case.id),)


def look(turn: Turn) -> Answer:
    """«Ver todo», «Ver adjuntos»."""
    data = buttons.CaseLook.read(turn.pressed)
    see = _files if data.what == "files" else _all
    return with_case(turn, data.case, lambda _me, case: see(turn, case))


def _all(turn: Turn, case: Case) -> Answer:
    versions = cases.versions_of(turn.session, case.id)
    told = texts.all_of(case, versions, turn.words, turn.formats)
    last = len(told) - 1
    keyboard = keyboards.see_case(case.id, turn.words)
    return turn.answer(
        *(
            Say(one, keyboard if place == last else (), protected=True, case_id=case.id)
            for place, one in enumerate(told)
        )
    )


def _files(turn: Turn, case: Case) -> Answer:
    found = cases.files_of(turn.session, case.id)
    if not found:
        return turn.say(texts.no_files(turn.words), keyboards.see_case(case.id, turn.words))
    caption = texts.file_of(case, turn.words)
    return turn.answer(
        *(HandFile(one.file_hash, one.file_name, one.kind, caption, protected=True) for one in found),
    )
