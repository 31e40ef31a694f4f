"""Whether a published file and the database still tell the same: what was left out, changed or added is named."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from participation.proof import MerkleTree
from participation.proof_files import PUBLISHED_FORMAT
from participation.publication.inclusion import filed_leaves, hash_of
from participation.reporting.periods import ReportPeriod
from storage import Session
from storage.models.followup import Report
from storage.queries import publication as queries
from storage.queries.publication import Received

SETTLES = timedelta(minutes=10)
"""What came so shortly before a report was made may have been stored just after."""


class UnreadablePublication(ValueError):
    """The file is neither a list of leaves nor a file of a published report."""


@dataclass
class Findings:
    """What was found. `report` None: no published report is this one; then nothing else was compared.

    `changed`: cases whose stored content no longer gives the published leaf. `left_out`: cases of the period that came
    before the publication and are not in the list. `added`: rows of the list that no case of the report has. `later`:
    cases of the period that came, or were registered, after it was published, which is no fault.
    """

    report: Report | None
    rows: int = 0
    wrong_root: bool = False
    """The list does not give its own root."""
    other_root: bool = False
    """The root is not the one that is kept of the report."""
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    later: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        faults = (self.wrong_root, self.other_root, self.changed, self.left_out, self.added)
        return self.report is not None and not any(faults)


def check(session: Session, content: bytes, zone: ZoneInfo) -> Findings:
    """Compare a file with the database. A list of leaves is compared leaf by leaf; any other file is found by its hash.

    Raises UnreadablePublication for a list that cannot be read.
    """
    listed = _listed(content)
    if listed is None:
        report = queries.with_file(session, hashlib.sha256(content).hexdigest())
        if report is None:
            return Findings(None)
        return _compared(
            session, report, [leaf for _, leaf in queries.leaves_of(session, report.id)], report.root, zone
        )
    leaves, root = listed
    report = queries.published_with_root(session, root) or _of_same_days(session, content)
    return Findings(None) if report is None else _compared(session, report, leaves, root, zone)


def _compared(session: Session, report: Report, leaves: Sequence[str], root: str | None, zone: ZoneInfo) -> Findings:
    kept = queries.leaves_of(session, report.id)
    findings = Findings(report, rows=len(leaves))
    findings.wrong_root = MerkleTree([bytes.fromhex(leaf) for leaf in leaves]).root.hex() != root
    findings.other_root = root != report.root
    cases = {leaf: case_id for case_id, leaf in kept}
    findings.added = [row for row, leaf in enumerate(leaves, start=1) if leaf not in cases]
    _compare_cases(session, report, set(leaves), findings, ReportPeriod(report.first_day, report.last_day), zone)
    if [leaf for _, leaf in kept] != list(leaves) and not findings.added and not findings.left_out:
        findings.wrong_root = True  # the same leaves in another order
    return findings


def _compare_cases(
    session: Session, report: Report, listed: set[str], findings: Findings, period: ReportPeriod, zone: ZoneInfo
) -> None:
    """What is stored now, against what was published; an addition to a case and an erased author change neither."""
    counted: set[int] = set()
    kept = dict(queries.leaves_of(session, report.id))
    for some in queries.cases_of_leaves(session, report.id):
        computed = filed_leaves(session, some)
        for case in some:
            counted.add(case.id)
            if hash_of(computed[case.id]).hex() != kept[case.id]:
                findings.changed.append(case.radicado)
            if kept[case.id] not in listed:
                findings.left_out.append(case.radicado)
    last = max(counted, default=0)
    for one in queries.received_in(session, period.span(zone)):
        if one.case_id not in counted:
            (findings.later if _came_later(one, last, report) else findings.left_out).append(one.radicado)


def _came_later(one: Received, last: int, report: Report) -> bool:
    """Whether a case was stored after the report was made: behind its last case, and then new or registered."""
    made = report.published_at
    return one.case_id > last and made is not None and (one.is_registered or one.received_at >= made - SETTLES)


def _listed(content: bytes) -> tuple[list[str], str] | None:
    """The leaves and the root of a list; None for a file of another kind. Raises UnreadablePublication."""
    found = _json(content)
    if not isinstance(found, dict) or found.get("formato") != PUBLISHED_FORMAT:
        return None
    leaves, root = found.get("huellas"), found.get("raiz")
    if not isinstance(leaves, list) or not _is_hash(root) or not all(_is_hash(leaf) for leaf in leaves):
        raise UnreadablePublication
    return leaves, str(root)


def _of_same_days(session: Session, content: bytes) -> Report | None:
    """The published report of the days that a list names: its root is another, so what differs is told."""
    found = _json(content)
    try:
        days = date.fromisoformat(found["desde"]), date.fromisoformat(found["hasta"])
    except (KeyError, TypeError, ValueError):
        return None
    return queries.last_version(session, *days)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")
