"""A digest on a session: who works there, what came in, and what one is told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count

from sqlalchemy import func, insert, select

from handlers.subjects import names_of
from handlers.texts.digests import Teller, message
from locales import Language, formats, without_tags, words
from participation.digests import contents as digest_contents
from participation.digests.choosing import day_of, find_digests, span_of
from participation.observations.drafting import About
from storage import Session
from storage.models.cases import Case
from storage.models.kinds import AboutKind, ContributionKind
from storage.models.notices import Copy, CopyState, Notice, NoticeKind
from storage.models.staff import StaffMember
from tests.support.office import ZONE, at, official, received

FRIDAY, TUESDAY = date(2021, 8, 13), date(2021, 8, 17)  # between them a weekend and a holiday
DIALOGUE, VIDEO, INVITATIONS = "evento-vivo", "video", "invitaciones"


def member(session: Session, number: int = 1, **values: object) -> StaffMember:
    """Somebody who works here, with these choices."""
    found = official(session, number)
    for name, value in values.items():
        setattr(found, name, value)
    session.flush()
    return found


def tick(session: Session, day: date, hour: int = 7, minute: int = 0) -> list[str]:
    """What the clock does about digests at an hour of the entity's zone."""
    return find_digests(session, at(day, hour, minute), ZONE)


def arrive(session: Session) -> None:
    """All copies that wait arrive."""
    for copy in session.scalars(select(Copy).where(Copy.state == CopyState.WAITING)):
        copy.state = CopyState.SENT
    session.flush()


def told(session: Session) -> list[tuple[str, str, str]]:
    """Who was told: (key, channel, recipient), in order."""
    found = select(Notice.key, Copy.channel, Copy.recipient).join(Copy, Copy.notice_id == Notice.id)
    rows = session.execute(found.where(Notice.kind == NoticeKind.DIGEST).order_by(Copy.id))
    return [(key, channel.value, recipient) for key, channel, recipient in rows]


def last(session: Session, me: StaffMember) -> Notice:
    """The last digest that was put down for somebody."""
    own = select(Notice).where(Notice.subject == "staff", Notice.subject_id == me.id)
    return session.scalars(own.order_by(Notice.id.desc()).limit(1)).one()


def contents(session: Session, me: StaffMember) -> digest_contents.Contents:
    """What the last digest of somebody holds, read now."""
    notice = last(session, me)
    found = digest_contents.outlook(session, day_of(notice), span_of(notice))
    return digest_contents.contents(session, me, found)


def read(session: Session, me: StaffMember, *, weekly: bool = False) -> str:
    """The same as it is read in the chat."""
    found, in_spanish = contents(session, me), Language.ES
    teller = Teller(found, names_of(session, found.day), words(in_spanish), formats(in_spanish, ZONE), weekly=weekly)
    return without_tags(message(teller))


def lines(text: str, heading: str) -> Iterator[str]:
    """The lines of a section."""
    for paragraph in text.split("\n\n"):
        first, *others = paragraph.split("\n")
        if first == heading:
            yield from others


def like(session: Session, one: Case, many: Sequence[Mapping[str, object]]) -> None:
    """Cases like one but for these values; filing each would take a second for fifty."""
    session.flush()
    own: dict[str, object] = {
        column.name: getattr(one, column.name) for column in Case.__table__.columns if column.name != "id"
    }
    first = (session.scalar(select(func.max(Case.number))) or 0) + 1
    unlike = ({"number": n, "radicado": f"PPC-{n}", "draft_key": None} for n in count(first))
    session.execute(insert(Case), [{**own, **other, **values} for other, values in zip(unlike, many, strict=False)])


def case(
    session: Session,
    day: date,
    product: str = VIDEO,
    kind: ContributionKind = ContributionKind.OBSERVATION,
    **values: object,
) -> Case:
    """A case about a product; `text`, `person` and `hour` as it was sent, everything else as it is by now."""
    sent = {name: values.pop(name) for name in ("text", "person", "hour") if name in values}
    found = received(session, day, kind, None, about=About(AboutKind.PRODUCT, product), **sent).case  # type: ignore[arg-type] # of its own names
    for name, value in values.items():
        setattr(found, name, value)
    session.flush()
    return found
