"""«Qué cambió»: what is otherwise between two cuts, or between what was published of one and its correction."""

from dataclasses import dataclass, replace
from datetime import date

from participation.plan.current import current_plan, cut_view, visible_versions
from participation.plan.figures import Fraction
from participation.plan.memo import kept
from participation.plan.published import frozen_state, now_and_at_cut
from participation.plan.state import PlanState, ProductState
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
        parts = (
            self.executed,
            self.reopened,
            self.moved,
            self.cancelled,
            self.advanced,
            self.added,
            self.removed,
            self.evidence,
        )
        same_figures = self.year[0] == self.year[1] and (self.due[0] == self.due[1] or not self.is_correction)
        return same_figures and not any(parts) and not self.counts_otherwise


@kept
def latest_changes(session: Session, today: date) -> CutChanges | None:
    """From the cut before the last one to the last; None while there is only one. Raises NoPlanError.

    While there is only one cut that was corrected, what its last correction changed.
    """
    versions = visible_versions(session, current_plan(session), today)
    if not versions:
        return None
    earlier = next((one for one in versions if one.on < versions[0].on), None)
    return _between(session, earlier or next(iter(versions[1:]), None), versions[0], today)


@kept
def corrections(session: Session, today: date) -> list[CutChanges]:
    """What each correction of the last cut and of the one before has changed, the latest first. Raises NoPlanError."""
    versions = visible_versions(session, current_plan(session), today)
    days = list(dict.fromkeys(one.on for one in versions))[:2]
    corrected = [one for one in versions if one.on in days and one.version > 1]
    found = [changes_of_version(session, one.on, one.version, today) for one in corrected]
    return [one for one in found if one is not None]


def changes_of_version(session: Session, cut_on: date, version: int, today: date) -> CutChanges | None:
    """What a version of a cut changed: a correction in what was published, a first version since the cut before.

    None where there is nothing before it, or no such version. Raises NoPlanError.
    """
    return _of_version(session, today, cut_on, version)


@kept
def _of_version(session: Session, today: date, cut_on: date, version: int) -> CutChanges | None:
    versions = visible_versions(session, current_plan(session), today)
    found = next((one for one in versions if (one.on, one.version) == (cut_on, version)), None)
    if found is None:
        return None
    same = next((one for one in versions if one.on == cut_on and one.version < version), None)
    return _between(session, same or next((one for one in versions if one.on < cut_on), None), found, today)


def _between(session: Session, old: CutVersion | None, new: CutVersion, today: date) -> CutChanges | None:
    if old is None:
        return None
    states = (frozen_state(session, one, today) for one in (old, new))
    return compare(cut_view(old), next(states), cut_view(new), next(states), now_and_at_cut(session, today).present)


def compare(
    before: CutView, old: PlanState, after: CutView, new: PlanState, names: PlanState | None = None
) -> CutChanges:
    """What is otherwise from one state to the other; products under the names that `names` gives, where it does."""
    codes = dict.fromkeys([*new.by_code, *old.by_code])
    pairs = [(old.by_code.get(code), new.by_code.get(code)) for code in codes]
    both = [(was, now) for was, now in pairs if was is not None and now is not None]
    changed = [_pair(was, now, names) for was, now in both]
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
        added=tuple(_pair(None, now, names) for was, now in pairs if was is None),
        removed=tuple(_pair(was, None, names) for was, now in pairs if now is None),
        evidence=tuple(one for one in changed if one.new_proofs),
        counts_otherwise=old.unitemised != new.unitemised,
    )


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


def _pair(was: ProductState | None, now: ProductState | None, names: PlanState | None) -> OldAndNew:
    before, after = (_named(one.product, names) if one is not None else None for one in (was, now))
    return OldAndNew(before, after, _new_proofs(was, now) if was is not None and now is not None else 0)


def _named(view: ProductView, names: PlanState | None) -> ProductView:
    present = names.by_code.get(view.code) if names is not None else None
    return view if present is None else replace(view, short_name=present.product.short_name)
