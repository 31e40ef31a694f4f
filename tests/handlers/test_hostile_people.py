"""People who choose their name, their words and their pace to trouble others."""

import pytest
from sqlalchemy import select
from telegram import Update

from handlers.answer import Change, Say, packed
from handlers.buttons.staff import TeamActs
from handlers.notices import RENDERERS, NotNow, Telling
from handlers.pacing import may_edit, too_fast
from handlers.turn import Office, Turn
from locales import Language, formats, words
from participation.observations import drafting, pace
from participation.observations.drafting import LONGEST_NAME
from participation.staff import team
from participation.staff.audit import record
from storage import Session
from storage.models.notices import Copy, Notice
from storage.models.staff import Role
from tests.support import office
from tests.support.answering import NOW
from tests.support.forging import press
from tests.support.office import KEYS, ZONE, official, on_sqlite

pytestmark = on_sqlite
PANEL, OFFICE = "1:panel", Office("bot", ZONE, KEYS)


def turn(session: Session, first: str, last: str | None = None) -> Turn:
    """Somebody with this name writes."""
    person = {"id": 41, "is_bot": False, "first_name": first, "last_name": last}
    message = {"message_id": 7, "date": 0, "chat": {"id": 41, "type": "private"}, "from": person, "text": "Hola"}
    return Turn(Update.de_json({"update_id": 1, "message": message}, None), session, NOW, OFFICE)


@pytest.mark.parametrize(
    ("first", "last", "signed"),
    [
        ("Rosa", "Pérez", "Rosa Pérez"),
        ("Rosa\u202e", "adigoca :nóisiceD", "Rosa adigoca :nóisiceD"),
        ("Rosa\n\nDecisión: acogida\r", None, "Rosa Decisión: acogida"),
        ("\u2067Rosa\u2028", "\x00\x1b[31m", "Rosa [31m"),
    ],
)
def test_a_name_of_telegram_stays_on_its_line_wherever_staff_read_it(
    session: Session, first: str, last: str | None, signed: str
) -> None:
    assert turn(session, first, last).writer.name == signed


def test_a_name_that_is_typed_for_the_case_does_too(session: Session) -> None:
    draft = drafting.begin(session, 41, None, NOW)

    drafting.choose_name(draft, "Ana\u202e\nDecisión: acogida" + "a" * 500, NOW)

    assert draft.name is not None
    assert draft.name.startswith("Ana Decisión: acogidaa")
    assert len(draft.name) == LONGEST_NAME


def test_who_takes_the_permission_for_denuncias_is_told_of_unless_it_was_taken_back(session: Session) -> None:
    root, taker = official(session, 1, Role.ADMINISTERS), official(session, 2, Role.ADMINISTERS, name="Zoila <b>")
    team.allow_denuncias(session, taker, taker, NOW, allowed=True)
    copy, notice = session.execute(select(Copy, Notice).join(Notice)).one()
    in_spanish = Telling(
        session, notice, copy, NOW, OFFICE, Language.ES, words(Language.ES), formats(Language.ES, ZONE)
    )

    assert copy.recipient == str(root.telegram_id)
    [said] = [call.text for call in RENDERERS[notice.kind](in_spanish).calls if isinstance(call, Say)]
    assert said == "Desde ahora Zoila &lt;b&gt; puede leer denuncias. Si no lo esperaba, mire «Equipo»."

    taker.reads_denuncias = False
    with pytest.raises(NotNow):
        RENDERERS[notice.kind](in_spanish)


def test_staff_see_a_flood_on_their_panel_and_not_who_makes_it(session: Session) -> None:
    office.plan(session)
    me = official(session, 1, Role.ANSWERS)
    quiet = packed(press(session, me.telegram_id, PANEL))
    for person in (900_777_001, 900_777_002):
        for _ in range(pace.MOST_MESSAGES + 1):
            pace.count_message(session, person, NOW)

    shown = packed(press(session, me.telegram_id, PANEL))

    assert "demasiado rápido" not in quiet
    assert "En la última hora 2 personas escribieron demasiado rápido." in shown
    assert "900777" not in shown


def test_what_waited_for_us_was_not_written_too_fast(session: Session) -> None:
    begun = int(NOW.timestamp()) - 3600

    def refused(seconds: int) -> bool:
        message = {"message_id": 7, "date": begun + seconds, "chat": {"id": 41, "type": "private"}, "text": "Hola"}
        found = Turn(Update.de_json({"update_id": 1, "message": message}, None), session, NOW, OFFICE)
        return may_edit(found) is not None or too_fast(found) is not None

    slowly = [refused(3 * number) for number in range(2 * pace.MOST_MESSAGES)]
    at_once = [refused(600) for _ in range(pace.MOST_MESSAGES + 1)]

    assert (any(slowly), at_once) == (False, [False] * pace.MOST_MESSAGES + [True])


def test_a_message_counts_when_it_was_written_or_changed_and_never_later_than_now(session: Session) -> None:
    now = int(NOW.timestamp())

    def written_at(kind: str, **dates: int) -> float:
        message = {"message_id": 7, "chat": {"id": 41, "type": "private"}, "text": "Hola", **dates}
        update = Update.de_json({"update_id": 1, kind: message}, None)
        return Turn(update, session, NOW, OFFICE).written_at.timestamp() - now

    assert written_at("message", date=now - 3600) == -3600
    assert written_at("edited_message", date=now - 3600, edit_date=now - 60) == -60
    assert written_at("message", date=now + 3600) == 0


@pytest.mark.parametrize("number", ["9" * 18, "-1"])
def test_a_forged_number_in_the_record_of_acts_is_nobody_s(session: Session, number: str) -> None:
    office.plan(session)
    root = official(session, 1, Role.ADMINISTERS)
    record(session, root, "staff.named", NOW)

    def shown(written: str) -> list[str]:
        found = press(session, root.telegram_id, TeamActs("see", "", written, written).pack())
        return [call.text for call in found.calls if isinstance(call, Change)]

    assert "Registro de actividad" in shown("")[0]
    assert shown(number) == shown("")
