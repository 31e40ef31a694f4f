"""The contact list: merged by e-mail, nobody brought back who left, institutions only."""

from datetime import timedelta

import pytest

from participation.audience import guests, unsubscribing
from participation.audience.groups import institutional_groups, is_of_people
from participation.audience.guest_list_reading import GuestList, Invitee
from participation.audience.guests import Merge
from participation.audience.unsubscribing import WrongToken
from participation.identity import Keyring
from participation.notices import Subject, put_down, to_guests
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.notices import Guest, NoticeKind
from storage.models.staff import Role, StaffMember
from storage.queries import guests as queries
from tests.participation.audience.conftest import member
from tests.support.running import KEYS, START

RING = Keyring.parse(KEYS)
MAYOR = Invitee("alcaldia@tunja.gov.co", "Alcaldía de Tunja", "alcaldias", "15001")
GOVERNOR = Invitee("gobernacion@boyaca.gov.co", "Gobernación de Boyacá", "gobernaciones", None)
LATER = START + timedelta(days=1)


def listed(*found: Invitee) -> GuestList:
    return GuestList(found, (), (), 0)


def test_a_look_saves_nothing(planned: Session, publisher: StaffMember) -> None:
    assert guests.preview(planned, publisher, listed(MAYOR, GOVERNOR)) == Merge(2, 0, 0, 0)

    assert queries.everybody(planned) == []


def test_a_list_is_merged_by_address_and_what_it_does_not_say_stays(planned: Session, publisher: StaffMember) -> None:
    guests.save(planned, publisher, listed(MAYOR, GOVERNOR), START)
    renamed = Invitee(MAYOR.email, "Alcaldía Mayor de Tunja", None, None)

    merge = guests.save(planned, publisher, listed(renamed, GOVERNOR), LATER)

    assert merge == Merge(0, 1, 1, 0)
    found = queries.guests_of(planned, [MAYOR.email])[MAYOR.email]
    assert (found.name, found.group_code, found.municipality) == ("Alcaldía Mayor de Tunja", "alcaldias", "15001")


def test_importing_again_brings_nobody_back(planned: Session, publisher: StaffMember) -> None:
    guests.save(planned, publisher, listed(MAYOR, GOVERNOR), START)
    unsubscribing.unsubscribe(planned, RING, unsubscribing.token(RING, MAYOR.email), LATER)
    planned.expire_all()

    merge = guests.save(planned, publisher, listed(MAYOR, GOVERNOR), LATER)

    notice = put_down(planned, NoticeKind.BROADCAST, Subject("broadcast", 1), "b", LATER)
    assert notice is not None
    assert merge.unsubscribed == 1
    assert to_guests(planned, notice, None) == 1


def test_refusals_are_listed_with_what_was_said_and_can_be_tried_again(
    planned: Session, publisher: StaffMember
) -> None:
    guests.save(planned, publisher, listed(MAYOR, GOVERNOR), START)
    queries.note_refusal(planned, MAYOR.email, "no_mailbox", LATER)
    planned.expire_all()

    [refused] = guests.refusals(planned, publisher)
    assert (refused.email, refused.refusal) == (MAYOR.email, "no_mailbox")
    assert guests.contact_list(planned, publisher).reachable == {"gobernaciones": 1}

    assert guests.try_again(planned, publisher, LATER) == 1
    assert guests.contact_list(planned, publisher).refused == 0


def test_a_guest_is_taken_out_whatever_the_case_of_the_letters(planned: Session, publisher: StaffMember) -> None:
    guests.save(planned, publisher, listed(MAYOR), START)

    assert guests.remove(planned, publisher, " Alcaldia@TUNJA.gov.co ", LATER)
    assert not guests.remove(planned, publisher, MAYOR.email, LATER)


@pytest.mark.parametrize("role", [Role.ANSWERS, Role.APPROVES, Role.CONSULTS])
def test_only_who_publishes_changes_or_takes_the_list_along(planned: Session, role: Role) -> None:
    other = member(planned, role)

    for act in (
        lambda: guests.preview(planned, other, listed(MAYOR)),
        lambda: guests.save(planned, other, listed(MAYOR), START),
        lambda: guests.everybody(planned, other),
        lambda: guests.remove(planned, other, MAYOR.email, START),
        lambda: guests.try_again(planned, other, START),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert queries.everybody(planned) == []


def test_a_thousand_guests_are_taken_over_in_a_few_statements(planned: Session, publisher: StaffMember) -> None:
    many = [Invitee(f"g{number}@x.gov.co", "", "alcaldias", None) for number in range(1_200)]

    guests.save(planned, publisher, listed(*many), START)

    assert guests.preview(planned, publisher, listed(*many)) == Merge(0, 0, 1_200, 0)


def test_the_plans_institutions_may_be_invited(planned: Session) -> None:
    assert list(institutional_groups(planned)) == [
        "alcaldias",
        "gobernaciones",
        "municipios-pdet",
        "municipios-convenio",
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("Víctimas", "Personas con discapacidad", "Grupos étnicos", "Mujeres", "Jóvenes", "Campesinos", "Indígenas"),
        *("Comunidades negras, afrocolombianas, raizales y palenqueras", "Población LGBTIQ+", "Adultos mayores"),
        *("Niños, niñas y adolescentes", "Ciudadanía"),
    ],
)
def test_groups_of_people_may_not_be_addressed(name: str) -> None:
    assert is_of_people(name)


@pytest.mark.parametrize(
    "name",
    ["Alcaldías", "Veedurías ciudadanas", "Personerías", "Juntas de acción comunal", "Academia", "Gremios", "Medios"],
)
def test_institutions_and_organisations_may(name: str) -> None:
    assert not is_of_people(name)


def test_a_token_is_made_for_one_address_and_cannot_be_guessed(planned: Session, publisher: StaffMember) -> None:
    guests.save(planned, publisher, listed(MAYOR, GOVERNOR), START)
    token = unsubscribing.token(RING, MAYOR.email)

    assert unsubscribing.address_of(RING, token) == MAYOR.email
    other = unsubscribing.token(RING, GOVERNOR.email)
    forged = token.partition(".")[0] + "." + other.partition(".")[2]
    for wrong in (forged, token[:-1], token + "0", "", ".", "á.ñ", "AAAA", token.partition(".")[0]):
        with pytest.raises(WrongToken):
            unsubscribing.unsubscribe(planned, RING, wrong, LATER)
    assert planned.query(Guest).filter(Guest.unsubscribed_at.is_not(None)).count() == 0


def test_a_key_that_is_added_keeps_the_links_of_old_mails() -> None:
    token = unsubscribing.token(RING, MAYOR.email)
    younger = Keyring.parse(f"{Keyring.generate()} {KEYS}")

    assert unsubscribing.address_of(younger, token) == MAYOR.email
