"""«Qué cambió»: what is otherwise between two cuts, or between what was published of one and its correction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from participation.plan.current import current_plan, cut_view, visible_versions
from participation.plan.figures import Fraction
from participation.plan.memo import Lasting, kept
from participation.plan.outline import outline
from participation.plan.published import frozen_states, told_on
from participation.plan.state import Names, PlanState, ProductState
from participation.plan.views import CutView, ProductView
from storage import Session
from storage.queries.history import CutVersion


@dataclass(frozen=True)
class OldAndNew:
    """A product as it one at both; what only one of them has is None at the other."""

    before: ProductView | None
    after: ProductView | None
    new_proofs: int = 0

    @property
    def product(self) -> ProductView:
        """The product by its later name."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a product of neither is nowhere
        return found


@dataclass(frozen=True)
class CutChanges:
    """What has changed; `before` is the earlier cut, or the version that was corrected.

    `executed` were newly executed, `reopened` are not executed any more, `moved` and `cancelled` were so since;
    `advanced` say another status or percentage otherwise; those in `evidence` have new proof.
    """

    before: CutView
    after: CutView
    year: tuple[Fraction, Fraction]
    due: tuple[Fraction, Fraction]
    executed: tuple[OldAndNew, ...]
    reopened: tuple[OldAndNew, ...]
    moved: tuple[OldAndNew, ...]
    cancelled: tuple[OldAndNew, ...]
    advanced: tuple[OldAndNew, ...]
    added: tuple[OldAndNew, ...]
    removed: tuple[OldAndNew, ...]
    evidence: tuple[OldAndNew, ...]
    counts_otherwise: bool = False
    """Whether what is only counted, without detail, is another number."""

    @property
    def is_correction(self) -> bool:
        """Whether both are of the same cut."""
        return self.before.on == self.after.on

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        same_figures = self.year[0] == self.year[1] and (self.due[0] == self.due[1] or not self.is_correction)
        return same_figures and not any(getattr(self, name) for name in _LISTS) and not self.counts_otherwise


_LISTS = ("executed", "reopened", "moved", "cancelled", "advanced", "added", "removed", "evidence")
Pair = tuple[CutVersion, CutVersion]
Asked = tuple[CutVersion, CutVersion, date]
_COMPARED: Lasting[Asked, CutChanges] = Lasting(most=12)
"""What was published never changes, nor what is otherwise between two such: it is computed once, whatever the plan."""


@kept
def latest_changes(session: Session, today: date) -> CutChanges | None:
    """From the cut before the last one to the last; None while there is only one. Raises NoPlanError.

    While there is only one cut that was corrected, what its last correction changed.
    """
    versions = visible_versions(session, current_plan(session), today)
    if not versions:
        return None
    earlier = next((one for one in versions if one.on < versions[0].on), None)
    old = earlier or next(iter(versions[1:]), None)
    return None if old is None else _between(session, [(old, versions[0])], today)[0]


@kept
def corrections(session: Session, today: date) -> list[CutChanges]:
    """What each correction of the last cut and of the one before has changed, the latest first. Raises NoPlanError."""
    versions = visible_versions(session, current_plan(session), today)
    days = list(dict.fromkeys(one.on for one in versions))[:2]
    corrected = [one for one in versions if one.on in days and one.version > 1]
    pairs = [(old, one) for one in corrected if (old := _compared_with(versions, one)) is not None]
    return _between(session, pairs, today)


def changes_of_version(session: Session, cut_on: date, version: int, today: date) -> CutChanges | None:
    """What a version of a cut changed: a correction in what was published, a first version since the cut before.

    None where there is nothing before it, or no such version. Raises NoPlanError.
    """
    return _of_version(session, today, cut_on, version)


@kept
def _of_version(session: Session, today: date, cut_on: date, version: int) -> CutChanges | None:
    versions = visible_versions(session, current_plan(session), today)
    found = next((one for one in versions if (one.on, one.version) == (cut_on, version)), None)
    old = _compared_with(versions, found) if found is not None else None
    return None if found is None or old is None else _between(session, [(old, found)], today)[0]


def _compared_with(versions: Sequence[CutVersion], one: CutVersion) -> CutVersion | None:
    """The version that a correction corrects; of a first version the last one of the cut before."""
    same = next((other for other in versions if other.on == one.on and other.version < one.version), None)
    return same or next((other for other in versions if other.on < one.on), None)


def _between(session: Session, pairs: Sequence[Pair], today: date) -> list[CutChanges]:
    """What has changed from the first to the second of each, under the names of now."""
    names, read = outline(session, today).names, partial(_compared, session, today)
    asked = [(old, new, told_on(new, today)) for old, new in pairs]
    found = _COMPARED.get(session, asked, read)
    return [_under_names(found[one], names) for one in asked]


def _compared(session: Session, today: date, asked: Collection[Asked]) -> dict[Asked, CutChanges]:
    """What has changed, under the names of then; the states of all of them with one query."""
    states = frozen_states(session, {version for old, new, _ in asked for version in (old, new)}, today)
    return {one: compare(cut_view(one[0]), states[one[0]], cut_view(one[1]), states[one[1]]) for one in asked}


def compare(before: CutView, old: PlanState, after: CutView, new: PlanState) -> CutChanges:
    """What is otherwise from one state to the other; each product under its name of then."""
    codes = dict.fromkeys([*new.by_code, *old.by_code])
    pairs = [(old.by_code.get(code), new.by_code.get(code)) for code in codes]
    changed = [_pair(was, now) for was, now in pairs if was is not None and now is not None and was != now]
    known = _Changed(tuple(changed), new.reference)
    return CutChanges(
        before=before,
        after=after,
        year=(old.year, new.year),
        due=(old.due, new.due),
        executed=known.executed,
        reopened=known.reopened,
        moved=known.moved,
        cancelled=known.cancelled,
        advanced=known.advanced,
        added=tuple(_pair(None, now) for was, now in pairs if was is None),
        removed=tuple(_pair(was, None) for was, now in pairs if now is None),
        evidence=tuple(one for one in changed if one.new_proofs),
        counts_otherwise=old.unitemised != new.unitemised,
    )


def _under_names(found: CutChanges, names: Mapping[str, Names]) -> CutChanges:
    lists: dict[str, Any] = {name: tuple(_named(one, names) for one in getattr(found, name)) for name in _LISTS}
    return replace(found, **lists)


@dataclass(frozen=True)
class _Changed:
    """Products of both cuts; each is in one list of what happened to it, the weightiest.

    What was moved or cancelled after the `reference` date of the later one is not told of it.
    """

    pairs: tuple[OldAndNew, ...]
    reference: date

    @property
    def executed(self) -> tuple[OldAndNew, ...]:
        return tuple(one for one in self.pairs if _executed(one.after) and not _executed(one.before))

    @property
    def reopened(self) -> tuple[OldAndNew, ...]:
        return tuple(one for one in self.pairs if _executed(one.before) and not _executed(one.after))

    @property
    def moved(self) -> tuple[OldAndNew, ...]:
        return tuple(one for one in self.pairs if self._is_moved(one) and not self._is_cancelled(one))

    @property
    def cancelled(self) -> tuple[OldAndNew, ...]:
        return tuple(one for one in self.pairs if self._is_cancelled(one))

    @property
    def advanced(self) -> tuple[OldAndNew, ...]:
        told = {id(one) for one in (*self.executed, *self.reopened, *self.moved, *self.cancelled)}
        return tuple(one for one in self.pairs if id(one) not in told and _advanced(one))

    def _is_moved(self, one: OldAndNew) -> bool:
        was, now = (view.moved if view is not None else None for view in (one.before, one.after))
        return now is not None and now != was and (now.on is None or now.on <= self.reference)

    def _is_cancelled(self, one: OldAndNew) -> bool:
        was, now = (view.cancelled if view is not None else None for view in (one.before, one.after))
        return now is not None and now != was and (now.on is None or now.on <= self.reference)


def _executed(view: ProductView | None) -> bool:
    return view is not None and view.executed


def _advanced(one: OldAndNew) -> bool:
    """Whether it says another status or percentage; what it says of a later day is not told at the cut."""
    was, now = one.before, one.after
    if was is None or now is None or was.executed_later is not None or now.executed_later is not None:
        return False
    return (was.status, was.percentage) != (now.status, now.percentage)


def _new_proofs(was: ProductState, now: ProductState) -> int:
    known = {proof.text for proof in was.evidence}
    return sum(proof.text not in known for proof in now.evidence)


def _pair(was: ProductState | None, now: ProductState | None) -> OldAndNew:
    new_proofs = _new_proofs(was, now) if was is not None and now is not None else 0
    return OldAndNew(was.product if was is not None else None, now.product if now is not None else None, new_proofs)


def _named(one: OldAndNew, names: Mapping[str, Names]) -> OldAndNew:
    known = names.get(one.product.code)
    if known is None or known[1] == one.product.short_name:
        return one
    before, after = (
        replace(view, short_name=known[1]) if view is not None else None for view in (one.before, one.after)
    )
    return replace(one, before=before, after=after)
