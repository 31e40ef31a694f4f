"""The plan file and the chat: an import does not undo what was done in the chat since."""

from datetime import date, time, timedelta

import pytest

from participation.events import editing, lifecycle
from participation.events.moments import Moment
from participation.events.quiet import tell_edits
from participation.plan import Change, compare, import_plan, kept, read_plan_text
from participation.plan.agenda import list_events
from storage import Session
from storage.models.plan import Event, EventState
from storage.models.staff import StaffMember
from tests.participation.events.stories import (
    BOGOTA,
    CHANNEL,
    FIFTEENTH,
    all_sent,
    announced,
    copies,
    drafted,
    event_of,
    subscribe,
)
from tests.support.observing import on_sqlite
from tests.support.running import PLAN, START

pytestmark = on_sqlite  # what it writes is tested on both databases with the moves

FILE = PLAN.read_text("utf-8")
OLD = "    estado: aplazado\n    fecha_original: 2021-06-30\n"
LATER = START + timedelta(days=1)


def imported(session: Session, text: str = FILE) -> list[str]:
    """What an import changes, by key and field."""
    return [f"{one.key}.{one.field}" for one in import_plan(session, read_plan_text(text), LATER)]


def test_a_file_that_repeats_what_was_leaves_what_the_chat_changed(
    planned: Session, publisher: StaffMember, dialogue: Event
) -> None:
    lifecycle.reschedule(planned, dialogue, FIFTEENTH, publisher, START, BOGOTA)
    editing.edit(planned, dialogue, {"product_id": None}, publisher, START)

    stays = {one.field for one in kept(planned, read_plan_text(FILE))}

    assert stays == {"estado", "fecha", "hora"}
    assert imported(planned) == []
    assert (dialogue.state, dialogue.day, dialogue.product_id) == (EventState.RESCHEDULED, FIFTEENTH.day, None)


def test_an_event_made_in_the_chat_stays_though_the_file_lacks_it(planned: Session, publisher: StaffMember) -> None:
    event = drafted(planned, publisher)

    assert imported(planned) == []
    assert event_of(planned, event.code).title == "Segundo diálogo"


def test_an_event_changed_in_the_chat_is_not_removed_by_a_file(
    planned: Session, publisher: StaffMember, dialogue: Event
) -> None:
    lifecycle.reschedule(planned, dialogue, FIFTEENTH, publisher, START, BOGOTA)
    start = FILE.index("eventos:\n")
    without = FILE[:start] + FILE[FILE.index("# Días hábiles para responder") :]

    assert imported(planned, without) == []
    assert list_events(planned, date(2021, 7, 1)).upcoming[0].code == "dialogo"


def test_what_the_file_says_anew_is_taken_over_and_told(
    planned: Session, publisher: StaffMember, dialogue: Event
) -> None:
    subscribe(planned, 1)
    lifecycle.reschedule(planned, dialogue, FIFTEENTH, publisher, START, BOGOTA, channel=CHANNEL)
    all_sent(planned)
    version = dialogue.version
    text = FILE.replace(OLD, OLD.replace("aplazado", "reprogramado") + "    fecha: 2021-07-20\n    hora: '10:00'\n")

    found = compare(planned, read_plan_text(text))

    assert [(one.change, one.field, str(one.new)) for one in found] == [
        (Change.CHANGED, "fecha", "2021-07-20"),
        (Change.CHANGED, "hora", "10:00:00"),
    ]
    assert imported(planned, text) == ["dialogo.fecha", "dialogo.hora"]
    assert (dialogue.day, dialogue.hour, dialogue.version) == (date(2021, 7, 20), time(10), version + 1)
    tell_edits(planned, LATER + timedelta(minutes=10), BOGOTA)
    assert set(copies(planned, "announced").values()) == {"behind"}


def test_once_file_and_chat_agree_the_file_counts_again(
    planned: Session, publisher: StaffMember, dialogue: Event
) -> None:
    editing.edit(planned, dialogue, {"title": "Nuevo título"}, publisher, START)
    agreed = FILE.replace("titulo: Primer espacio de diálogo", "titulo: Nuevo título")
    assert imported(planned, agreed) == []

    assert imported(planned) == ["dialogo.titulo"]
    assert dialogue.title == "Primer espacio de diálogo"


def test_the_same_file_twice_writes_nothing_the_second_time(planned: Session, publisher: StaffMember) -> None:
    announced(planned, publisher, Moment(date(2021, 7, 20), time(9)))
    imported(planned)
    planned.flush()

    assert imported(planned) == []
    assert not planned.dirty
    assert not planned.new


@pytest.mark.parametrize("field", ["duracion: 90", "oradores: [Ana, Luis]", "accesibilidad: Con intérprete"])
def test_the_new_keys_of_an_event_are_read(planned: Session, field: str) -> None:
    text = FILE.replace(OLD, f"{OLD}    {field}\n")

    assert imported(planned, text) == [f"dialogo.{field.partition(':')[0]}"]


def test_deleting_a_draft_leaves_no_gap_in_the_order(planned: Session, publisher: StaffMember) -> None:
    first, second = drafted(planned, publisher), drafted(planned, publisher, title="Tercero")

    editing.discard(planned, first, publisher, START)

    assert [event_of(planned, code).position for code in ("dialogo", second.code)] == [1, 2]
