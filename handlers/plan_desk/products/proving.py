"""What proves a product: a file that staff send, or what the bot itself did for the product's events."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from handlers.plan_desk.products.facts import Facts
from handlers.turn import Turn
from participation.dialogue import evidence
from participation.observations.drafting import AttachedFile
from participation.plan.current import current_plan
from participation.plan.product_now import ProductNow
from storage.models.events import EvidenceProposal
from storage.models.plan import Event
from storage.models.staff import StaffMember
from storage.queries import plan as queries


def file_facts(file: AttachedFile) -> Facts:
    """A file that was fetched, cleaned and stored, as the facts of an evidence."""
    kind = PurePath(file.name).suffix.lstrip(".").lower() or file.kind.value
    return {"file_kind": kind, "file_bytes": file.bytes, "file_hash": file.hash, "file_name": file.name}


def may_be_proven_by(facts: Facts, file: AttachedFile) -> bool:
    """An evidence has one file: the first one of an album, or one that comes while it is asked for."""
    return facts.get("file_hash") in {None, file.hash} and facts.get("proof") in {None, "file"} and "act" not in facts


def proposals(turn: Turn, me: StaffMember, now: ProductNow) -> Sequence[EvidenceProposal]:
    """What the bot did for the product's events and nobody has saved yet."""
    return [one for _event, one in _proposed(turn, me, now)]


def take_act(turn: Turn, me: StaffMember, now: ProductNow, chosen: str) -> Facts | None:
    """One of these as the facts of an evidence; without a link of its own it leads to its event."""
    for event, one in _proposed(turn, me, now):
        if str(one.id) == chosen:
            link = one.link or turn.link(f"evento_{event.code}")
            return {"act": one.id, "text": one.text, "dates": list(one.dates), "link": link, "proof": "act"}
    return None


def _proposed(turn: Turn, me: StaffMember, now: ProductNow) -> Iterator[tuple[Event, EvidenceProposal]]:
    for event, product in queries.events(turn.session, current_plan(turn.session)):
        if product is not None and product.code == now.code:
            found = evidence.proposals(turn.session, me, event, turn.now, turn.office.zone)
            yield from ((event, one) for one in found)
