"""What the plan gives as proof: which addresses, when each is looked at next, and what is known of it.

An address is that of a page, or stands for a file that was uploaded here: FILE and its hash. Who looks is at the edge.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from participation.plan.current import current_plan
from participation.plan.memo import kept
from participation.progress import plan_progress
from storage import Session
from storage.models.links import EvidenceLink, LinkState
from storage.models.plan import Event, EventState, Evidence
from storage.queries import events as event_queries
from storage.queries import links as queries
from storage.queries import plan as plan_queries

FILE = "file:"
FIRST_LOOK = timedelta(minutes=10)
"""After it came into the plan: who mistypes an address corrects it meanwhile."""
REGULARLY = timedelta(days=7)
AFTER_FAILURES = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""After the first, the second, and every later failure in a row."""
FAILURES, FAILING_FOR = 3, timedelta(days=1)
"""So often in a row, and for at least so long, before an address is called dead."""
GIVEN_UP = 14
"""After so many failures it is looked at as rarely as what works."""
SOONEST, LATEST, LATER = timedelta(hours=1), timedelta(days=7), timedelta(hours=6)
"""When a host that asked for patience is looked at again: what it asks within these bounds; else LATER."""


class Outcome(Enum):
    """How one look at an address ended."""

    OPENED = "opened"
    FAILED = "failed"
    NOT_ALLOWED = "not allowed"
    """Its robots.txt, its host or our own rules forbid to look: it says nothing of the proof."""
    LATER = "later"
    """The host asks for patience, which is no failure."""


@dataclass(frozen=True)
class Look:
    """One look at an address. `answer` is the HTTP status, or the kind of error in one word."""

    outcome: Outcome
    answer: str
    later: timedelta | None = None


@dataclass(frozen=True)
class LinkHealth:
    """What is known of an address. Instants are in UTC; `state` is None while nobody has looked."""

    link: str
    state: LinkState | None = None
    checked_at: datetime | None = None
    worked_at: datetime | None = None
    answer: str | None = None

    @property
    def opens(self) -> bool:
        """Whether it opened the last time, or did before and is not known to be dead."""
        return self.state is LinkState.WORKS or (self.state is LinkState.DOUBTFUL and self.worked_at is not None)

    @property
    def is_dead(self) -> bool:
        """Whether it did not open several times in a row, over a day at least."""
        return self.state is LinkState.DEAD

    @property
    def is_file(self) -> bool:
        """Whether it stands for a file that was uploaded here."""
        return self.link.startswith(FILE)

    @classmethod
    def of(cls, row: EvidenceLink) -> "LinkHealth":
        return cls(row.link, row.state, row.checked_at, row.worked_at, row.answer)


def file_address(file_hash: str) -> str:
    """What stands for an uploaded file among the addresses."""
    return FILE + file_hash


def addresses_of(link: str | None, file_hash: str | None) -> list[str]:
    """The addresses of one evidence."""
    own = [link] if link else []
    return [*own, file_address(file_hash)] if file_hash else own


@kept
def proofs(session: Session, _today: date) -> Mapping[str | None, tuple[str, ...]]:
    """The addresses that prove each product, by its code; under None those that prove none. Raises NoPlanError.

    Those of its evidence, then the recordings and minutes of the events that were held for it.
    """
    plan = current_plan(session)
    evidence = plan_queries.evidence(session, plan)
    found: dict[str | None, dict[str, None]] = {}
    for branch in plan_queries.branches(session, plan):
        own = [address for proof in evidence.get(branch.product.id, ()) for address in _of_evidence(proof)]
        found[branch.product.code] = dict.fromkeys(own)
    for event, product in plan_queries.events(session, plan):
        found.setdefault(product.code if product else None, {}).update(dict.fromkeys(_of_event(event)))
    return {code: tuple(addresses) for code, addresses in found.items()}


def proved_by(session: Session, today: date) -> dict[str, list[str]]:
    """The short names of the products that each address proves; none for what proves no product. Raises NoPlanError."""
    activities = plan_progress(session, today).activities
    names = {product.code: product.short_name for activity in activities for product in activity.products}
    found: dict[str, list[str]] = {}
    for code, addresses in proofs(session, today).items():
        for address in addresses:
            found.setdefault(address, []).extend([names[code]] if code in names else [])
    return found


def links_of(session: Session, links: Collection[str]) -> dict[str, LinkHealth]:
    """What is known of each of these addresses, with one query."""
    rows = queries.known(session, links) if links else {}
    return {link: LinkHealth.of(rows[link]) if link in rows else LinkHealth(link) for link in links}


def has_moved(session: Session, today: date) -> bool:
    """Whether the plan names an address that is not looked at, or names one no more. Raises NoPlanError."""
    return _named(session, today) != queries.watched(session)


def keep_track(session: Session, now: datetime, today: date) -> None:
    """Look at what the plan names from now on, and no more at what it does not name. Raises NoPlanError."""
    named, watched = _named(session, today), queries.watched(session)
    known = queries.known(session, named ^ watched)
    for link in named - watched:
        if link in known:
            known[link].next_at = now + FIRST_LOOK
        else:
            queries.add(session, link, now + FIRST_LOOK)
    for link in watched - named:
        known[link].next_at = None
    session.flush()


def due_links(session: Session, now: datetime, most: int) -> list[str]:
    """The addresses that are to be looked at by now, the longest due first."""
    return queries.due(session, now, most)


def record_looks(session: Session, looks: Mapping[str, Look], now: datetime) -> None:
    """Keep what was seen, and when to look again. What was drawn from the plan is stale where people see a change."""
    changed = False
    for link, row in queries.known(session, looks).items():
        before = LinkHealth.of(row)
        _settle(row, looks[link], now)
        after = LinkHealth.of(row)
        changed = changed or (before.opens, before.is_dead) != (after.opens, after.is_dead)
    session.flush()
    if changed:
        event_queries.touch_plan(session, current_plan(session).id)


def put_off(session: Session, links: Collection[str], until: datetime) -> None:
    """Look at these again then: what was seen now was our own network, not they."""
    for row in queries.known(session, links).values():
        row.next_at = until
    session.flush()


def _named(session: Session, today: date) -> set[str]:
    return {address for addresses in proofs(session, today).values() for address in addresses}


def _of_evidence(proof: Evidence) -> list[str]:
    return addresses_of(proof.link, proof.file_hash)


def _of_event(event: Event) -> list[str]:
    """What proves that it was held; the *registro* may be an address, or words."""
    if event.state is not EventState.HELD:
        return []
    named = (event.recording, event.record, event.minutes_link)
    return [link for link in named if link and link.startswith(("http://", "https://"))]


def _settle(row: EvidenceLink, look: Look, now: datetime) -> None:
    row.checked_at, row.answer = now, look.answer
    match look.outcome:
        case Outcome.OPENED:
            _stand(row, LinkState.WORKS)
            row.worked_at, row.next_at = now, now + REGULARLY
        case Outcome.NOT_ALLOWED:
            _stand(row, LinkState.NOT_ALLOWED)
            row.next_at = now + REGULARLY
        case Outcome.LATER:
            row.next_at = now + min(max(look.later or LATER, SOONEST), LATEST)
        case Outcome.FAILED:
            _fail(row, now)


def _stand(row: EvidenceLink, state: LinkState) -> None:
    row.state, row.failures, row.failing_since, row.told_at = state, 0, None, None


def _fail(row: EvidenceLink, now: datetime) -> None:
    row.failures += 1
    row.failing_since = row.failing_since or now
    is_dead = row.failures >= FAILURES and now - row.failing_since >= FAILING_FOR
    row.state = LinkState.DEAD if is_dead else LinkState.DOUBTFUL
    pause = AFTER_FAILURES[min(row.failures, len(AFTER_FAILURES)) - 1]
    row.next_at = now + (pause if row.failures < GIVEN_UP else REGULARLY)
