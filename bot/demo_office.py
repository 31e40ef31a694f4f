"""The entity's side of the demonstration: an official at work, and guests to invite. All of them are invented."""

from datetime import datetime

from participation.audience import guests
from participation.audience.guest_list_reading import GuestList, Invitee
from participation.staff import team
from storage import Session
from storage.models.staff import Role

GUESTS = (
    Invitee("alcaldia@ejemplo.test", "Alcaldía de ejemplo", "alcaldias", None),
    Invitee("gobernacion@ejemplo.test", "Gobernación de ejemplo", "gobernaciones", None),
    Invitee("municipio@ejemplo.test", "Municipio PDET de ejemplo", "municipios-pdet", None),
)


def open_office(session: Session, official: int, name: str, now: datetime) -> str:
    """Put guests on the list and invite the official. Gives what the official's chat is opened with.

    In a demonstration that was kept the official is in the team already and only opens the chat.
    """
    guests.save(session, None, GuestList(GUESTS, errors=(), remarks=(), repeated=0), now, from_command_line=True)
    if team.staff_member(session, official) is not None:
        return ""
    token = team.invite(session, None, Role.ADMINISTERS, now, name=name, from_command_line=True)
    return f"equipo_{token}"
