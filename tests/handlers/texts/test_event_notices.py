"""What is told of events: within Telegram's limits whatever was written, escaped, and from the old to the new."""

from dataclasses import replace
from datetime import date, time

import pytest

from handlers.keyboards import event_public as keyboards
from handlers.texts import event_desk, event_notices
from handlers.texts import events as texts
from handlers.texts.event_notices import Changed
from handlers.texts.fitting import length
from locales import Language, formats, without_tags, words
from participation.notices import Reach
from participation.plan.views import EventView
from storage.models.plan import Event, EventKind, EventState
from tests.participation.events.stories import BOGOTA, at

ES = words(Language.ES)
FORMATS = formats(Language.ES, BOGOTA)
MESSAGE = 4096
HOSTILE = "<b>Diálogo</b> & «más» 🎉"
VIEW = EventView(
    code="dialogo-2",
    title=HOSTILE,
    mention=None,
    description="Para <i>dialogar</i>",
    kind=EventKind.YOUTUBE_LIVE,
    state=EventState.INVITED,
    original_date=None,
    day=date(2021, 7, 15),
    hour=time(15),
    reason=None,
    place=None,
    link="https://vivo.example.org",
    recording=None,
    record=None,
    product_code="evento-vivo",
    product_short_name="Diálogo",
    value_groups=(),
)
ENDLESS = "🎉<&>" * 5_000
LINK = "https://vivo.example.org/" + "x" * 5_000
LONGEST = replace(
    VIEW,
    title=ENDLESS,
    description=ENDLESS,
    reason=ENDLESS,
    place=ENDLESS,
    record=ENDLESS,
    accessibility=ENDLESS,
    speakers=(ENDLESS,) * 50,
    attendance=10**8,
    attendance_metric=ENDLESS,
    link=LINK[:300],
    recording=LINK[:300],
    minutes_link=LINK[:300],
    minutes_long=40_000,
    dates_before=tuple(date(2021, month, 28) for month in range(1, 7)),
)
STATES = [state for state in EventState if state is not EventState.DRAFT]


@pytest.mark.parametrize("state", STATES)
def test_the_longest_event_fits_into_every_message(state: EventState) -> None:
    found = replace(LONGEST, state=state)
    old = {"title": ENDLESS, "link": LINK, "place": ENDLESS, "day": "2021-07-15", "hour": "15:00", "state": "convocado"}
    changed = Changed(old, {**old, "title": "Otro", "link": "x" * 5_000, "place": "y" * 5_000, "state": state})
    row = Event(state=state, kind=None, day=found.day, hour=found.hour, link=None, place=None)
    said = [
        event_notices.announcement(found, ES, FORMATS),
        event_notices.change(found, changed, ES, FORMATS),
        event_notices.change(found, Changed(old, {**changed.new, "state": None}), ES, FORMATS),
        event_notices.reminder(found, at("2021-07-15 14:00"), ES, FORMATS),
        event_notices.recording(found, ES),
        event_desk.confirm("announce", found, Reach(10**6, 10**5, 1, 50_000), None, ES, FORMATS),
        event_desk.card(row, found, ["Municipios con los que se tiene algún convenio"] * 4, 10**6, ES, FORMATS),
        event_desk.unconfirmed(found, ES, FORMATS),
        texts.event(found, ES, FORMATS),
    ]

    assert max(length(text) for text in said if text is not None) <= MESSAGE


@pytest.mark.parametrize("state", STATES)
def test_what_was_written_is_never_markup(state: EventState) -> None:
    told = event_notices.announcement(replace(VIEW, state=state), ES, FORMATS)

    assert HOSTILE in without_tags(told)
    assert "<b>Diálogo" not in told
    assert "<i>" not in told


def test_a_new_date_without_a_reason_or_a_kind_does_not_lay_it_on_the_plan() -> None:
    moved = replace(VIEW, state=EventState.RESCHEDULED, kind=None, dates_before=(date(2021, 6, 30),))

    lines = event_notices.announcement(moved, ES, FORMATS).splitlines()

    assert "Motivo: la entidad no lo dijo" in lines
    assert "Tipo: por definir" in lines


def test_an_edit_is_told_from_the_old_to_the_new() -> None:
    changed = Changed(
        {"hour": "15:00", "place": None, "minutes_long": 60}, {"hour": "16:00", "place": "Teatro", "minutes_long": None}
    )

    said = event_notices.change(VIEW, changed, ES, FORMATS)

    assert said is not None
    lines = without_tags(said).splitlines()
    assert lines[1:] == [
        "Hora: 3:00\u00a0p.\u00a0m. → 4:00\u00a0p.\u00a0m.",
        "Duración: 1\u00a0hora → no se sabe",
        "Lugar: no se sabe → Teatro",
    ]


@pytest.mark.parametrize("state", [EventState.HELD, EventState.LIVE, EventState.UNCONFIRMED])
def test_some_states_are_only_shown_and_not_told(state: EventState) -> None:
    changed = Changed({"state": "convocado"}, {"state": state})

    assert event_notices.change(replace(VIEW, state=state), changed, ES, FORMATS) is None


@pytest.mark.parametrize(
    ("state", "name", "said"),
    [
        (EventState.LIVE, "link", "Enlace: https://a.example → https://b.example"),
        (EventState.LIVE, "day", "tiene nueva fecha"),
        (EventState.UNCONFIRMED, "link", None),
    ],
)
def test_beside_a_state_that_is_only_shown_only_what_helps_to_take_part_is_told(
    state: EventState, name: str, said: str | None
) -> None:
    old, new = ("2021-07-14", "2021-07-15") if name == "day" else ("https://a.example", "https://b.example")
    changed = Changed({"state": "convocado", name: old}, {"state": state, name: new})

    told = event_notices.change(replace(VIEW, state=state), changed, ES, FORMATS)

    assert (told is None) is (said is None)
    assert (said or "") in (told or "")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2021-07-14 15:00", "Es mañana: jueves 15 de julio"),
        ("2021-07-15 07:00", "Es hoy: jueves 15 de julio"),
        ("2021-07-15 14:00", "Empieza en 1\u00a0hora"),
        ("2021-07-15 14:31", "Empieza en 30\u00a0minutos"),
        ("2021-07-10 14:31", "Día y hora: jueves 15 de julio"),
    ],
)
def test_a_reminder_says_how_near_it_is_when_it_leaves(now: str, said: str) -> None:
    assert said in event_notices.reminder(VIEW, at(now), ES, FORMATS)


def test_a_recording_that_is_no_link_has_no_button() -> None:
    held = replace(VIEW, state=EventState.HELD)

    broken = keyboards.event(replace(held, recording="javascript:alert(1)"), ES)
    good = keyboards.event(replace(held, recording="https://video.example.org"), ES)

    assert [button.label for row in broken for button in row] == ["Calificar", "Compartir", "Ver en el plan", "Volver"]
    assert next(button.label for row in good for button in row) == "Ver grabación"


def test_in_a_channel_buttons_open_the_private_chat() -> None:
    laid = keyboards.announced_in_public(VIEW, lambda payload: f"https://t.me/bot?start={payload}", ES)

    assert [(button.label, button.url) for row in laid for button in row] == [
        ("Recordarme", "https://t.me/bot?start=recordar_dialogo-2"),
        ("Enviar pregunta", "https://t.me/bot?start=pregunta_dialogo-2"),
        ("Ver el evento", "https://t.me/bot?start=evento_dialogo-2"),
    ]
