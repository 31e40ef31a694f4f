"""The stage of the whole story: three citizens, two officials, a channel, guests with real e-mail, and public pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import aiohttp
from icalendar import Calendar, Component
from sqlalchemy import func, select

from bot.demo import address_of, pages_socket
from bot.demo_office import GUESTS
from bot.process import Parts
from participation.audience import guests
from participation.audience.guest_list_reading import GuestList
from participation.staff import team
from simulator import Person
from storage import Session
from storage.models.staff import Role
from storage.models.turns import Turn, TurnState
from tests.participation.events.stories import at
from tests.support.observing import said
from tests.support.running import START, World, until, world
from tests.support.smtp import Mailbox, Received

SENDER = "participa@entidad.example.org"
PATIENCE = 30.0  # seconds, which only a busy machine takes
OPEN = select(func.count()).where(Turn.state != TurnState.DONE)


@dataclass(frozen=True)
class Entry:
    """What a calendar says of the dialogue: its day (an instant once the hour is known), in words, and its link."""

    starts: date | datetime
    status: str
    summary: str
    link: str | None
    sequence: int


@dataclass
class Life:
    """Everybody who takes part, and what reaches them."""

    telegram: World
    parts: Parts
    mailbox: Mailbox
    address: str
    ana: Person  # answers
    luis: Person  # approves, publishes, administers
    pilar: Person  # reads, and never asks

    @property
    def rosa(self) -> Person:
        return self.telegram.scene.rosa

    @property
    def camilo(self) -> Person:
        return self.telegram.scene.camilo

    @property
    def citizens(self) -> tuple[Person, Person, Person]:
        """Who is told of events."""
        return self.rosa, self.camilo, self.pilar

    async def it_is(self, instant: str) -> None:
        """What is under way arrives, the date moves (by the entity's clock), and what is due then is done."""
        await self.parts.courier.drain()
        await self.telegram.simulator.clock.move_to(at(instant))
        await self.parts.clock.tick()

    async def does(self, person: Person, *way: str) -> str:
        """Press buttons (in brackets) and write texts, each once all was answered; what the last one brought."""
        for step in way:
            read = person.feed.count
            person.press(step[1:-1]) if step.startswith("[") else person.write(step)
            await person.feed.wait(read, PATIENCE)
            await until(self.telegram.simulator, self._is_answered)
        return "\n".join(seen.text for seen in person.feed.after(read) if seen.message["chat"]["id"] == person.id)

    async def reads(self, person: Person, part: str) -> str:
        """The message that holds this on a person's screen, once it is there; there is one."""
        await until(self.telegram.simulator, lambda: bool(_with(person, part)))
        [text] = _with(person, part)
        return text

    async def channel_reads(self, place: int, part: str) -> str:
        """The message at this place of the channel, once it holds this."""
        await until(self.telegram.simulator, lambda: part in self._posted(place))
        return self._posted(place)

    async def mailed(self, subject_or_text: str) -> list[EmailMessage]:
        """The e-mails with this in their text, once each guest has one: one each."""
        await until(self.telegram.simulator, lambda: len(self._mails(subject_or_text)) >= len(GUESTS))
        found = self._mails(subject_or_text)
        assert sorted(mail.recipient for mail in found) == sorted(guest.email for guest in GUESTS)
        return [mail.message for mail in found]

    async def calendar(self) -> Entry:
        """The dialogue in the calendar that anybody can subscribe to."""
        async with aiohttp.ClientSession() as client, client.get(f"{self.address}/calendario.ics") as answer:
            calendar = Calendar.from_ical(await answer.text())
        return entry(calendar)

    def _is_answered(self) -> bool:
        waiting = self.telegram.simulator.bot.queue.pending()
        return not waiting and not self.parts.database.read(lambda session: session.scalar(OPEN)).result()

    def _mails(self, part: str) -> list[Received]:
        return [mail for mail in self.mailbox.received if part in " ".join(mail.text.split())]

    def _posted(self, place: int) -> str:
        posts = list(self.telegram.scene.channel.messages.values())
        return str(posts[place].data.get("text", "")) if len(posts) > place else ""


@asynccontextmanager
async def living(database_url: str, folder: Path) -> AsyncIterator[Life]:
    """The stage on this database, on 1 July 2021 at nine."""
    with pages_socket(0) as at_port:
        address = address_of(at_port)
        async with Mailbox() as mailbox:
            mail = {"smtp_url": mailbox.url, "mail_from": SENDER, "public_url": address}
            async with world(database_url, folder, **mail) as telegram:
                channel = {"channel_id": str(telegram.scene.channel.id)}
                telegram.settings = telegram.settings.model_copy(update=channel)
                async with telegram.bot(at=at_port) as parts:
                    luis, pilar = (telegram.simulator.add_person(name) for name in ("Luis", "Pilar"))
                    life = Life(telegram, parts, mailbox, address, telegram.scene.official, luis, pilar)
                    parts.database.write(_invite_guests).result()
                    for person, role, name in ((life.ana, Role.ANSWERS, "Ana"), (luis, Role.ADMINISTERS, "Luis")):
                        await _joined(life, person, role, name)
                    yield life


def entry(calendar: Component) -> Entry:
    """What the only entry of a calendar says."""
    [event] = calendar.walk("VEVENT")
    link = event.get("URL")
    return Entry(
        starts=event.decoded("DTSTART"),
        status=str(event["STATUS"]),
        summary=str(event["SUMMARY"]),
        link=str(link) if link is not None else None,
        sequence=int(str(event["SEQUENCE"])),
    )


def invitation(mail: EmailMessage) -> tuple[str, Entry]:
    """What the calendar in an e-mail asks of a mail program (REQUEST, CANCEL), and of which entry."""
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"][:1]
    return str(part.get_param("method")), entry(Calendar.from_ical(part.get_content()))


def _with(person: Person, part: str) -> list[str]:
    return [text for text in said(person) if part in text]


def _invite_guests(session: Session) -> None:
    guests.save(session, None, GuestList(GUESTS, (), (), 0), START, from_command_line=True)


async def _joined(life: Life, person: Person, role: Role, name: str) -> None:
    def invite(session: Session) -> str:
        return team.invite(session, None, role, START, name=name, from_command_line=True)

    person.start(f"equipo_{life.parts.database.write(invite).result()}")
    await person.next(text="/panel")
