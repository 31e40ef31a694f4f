"""Where a case stands in a published report, and whether what is stored is still what was published."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from participation.observations.filing import filed_content
from participation.office.reclassifying import FiledAs, filed_as
from participation.proof import (
    SALT_BYTES,
    FiledContent,
    Leaf,
    MerkleTree,
    SealedLeaf,
    leaf_of,
    sealed_leaf_of,
    verify_inclusion,
)
from storage import Session
from storage.models.cases import Case
from storage.models.followup import Report, ReportLeaf
from storage.models.kinds import ContributionKind
from storage.queries import publication as queries

MOST_TREES = 2
"""Of the reports that were asked about last; a tree of 100,000 leaves takes half a second to read and to build."""
_trees: OrderedDict[tuple[object, int, str], MerkleTree] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class InReport:
    """A case in the report that was published last with it. `row` is from 1; `path` leads from its leaf to the root.

    `is_verified`: what is stored now gives the published leaf, and the path leads to the published root.
    """

    report: Report
    row: int
    rows: int
    leaf: str
    path: tuple[str, ...]
    is_verified: bool
    is_sealed: bool


def filed_leaf(session: Session, case: Case) -> Leaf | SealedLeaf:
    """The leaf of a case, computed anew from what is stored of what was sent."""
    [leaf] = filed_leaves(session, [case]).values()
    return leaf


def filed_leaves(session: Session, found: Sequence[Case]) -> Mapping[int, Leaf | SealedLeaf]:
    """The leaves of some cases, computed anew, by id; two statements."""
    filed, files = filed_as(session, found), queries.first_files(session, [case.id for case in found])
    return {case.id: _leaf(case, filed[case.id], files.get(case.id, ())) for case in found}


def _leaf(case: Case, filed: FiledAs, hashes: tuple[str, ...]) -> Leaf | SealedLeaf:
    """A denuncia has two salts; what became one later, or was one first, keeps the leaf that it was filed with."""
    content = _content(case, filed, hashes)
    if len(case.salt) == 2 * SALT_BYTES:
        return sealed_leaf_of(content, case.salt[:SALT_BYTES], case.salt[SALT_BYTES:])
    return leaf_of(content, case.salt)


def _content(case: Case, filed: FiledAs, hashes: tuple[str, ...]) -> FiledContent:
    now = filed_content(case, hashes)
    subject = f"{filed.about}:{filed.about_code}" if filed.about_code else str(filed.about)
    return FiledContent(now.radicado, now.vigencia, now.received_at, filed.kind, subject, now.text, now.attachments)


def hash_of(leaf: Leaf | SealedLeaf) -> bytes:
    """The hash that is in the tree."""
    return leaf.outer.hash if isinstance(leaf, SealedLeaf) else leaf.hash


def in_report(session: Session, case: Case) -> InReport | None:
    """Where a case stands, verified at this moment; None while no report counts it."""
    return rows_of(session, [case]).get(case.id)


def rows_of(session: Session, found: Sequence[Case]) -> dict[int, InReport]:
    """The same of several cases, by id; the number of statements does not depend on how many they are."""
    listed = queries.leaves_of_cases(session, [case.id for case in found])
    counted = [case for case in found if case.id in listed]
    computed = filed_leaves(session, counted) if counted else {}
    return {case.id: _standing(session, case, *listed[case.id], hash_of(computed[case.id])) for case in counted}


def _standing(session: Session, case: Case, kept: ReportLeaf, report: Report, leaf: bytes) -> InReport:
    tree = _tree(session, report)
    index = kept.row - 1
    path = tree.path(index) if 0 <= index < tree.size else ()
    is_verified = leaf.hex() == kept.leaf == case.leaf and verify_inclusion(
        leaf, index, tree.size, path, bytes.fromhex(report.root or "")
    )
    hashes = tuple(one.hex() for one in path)
    is_sealed = case.kind is ContributionKind.DENUNCIA
    return InReport(report, kept.row, tree.size, kept.leaf, hashes, is_verified, is_sealed)


def _tree(session: Session, report: Report) -> MerkleTree:
    """The tree over the leaves that were published; they never change, so it is built once."""
    key = (str(session.connection().engine.url), report.id, report.root or "")
    with _lock:
        if key in _trees:
            _trees.move_to_end(key)
            return _trees[key]
    tree = MerkleTree([bytes.fromhex(leaf) for _, leaf in queries.leaves_of(session, report.id)])
    with _lock:
        _trees[key] = tree
        while len(_trees) > MOST_TREES:
            _trees.popitem(last=False)
    return tree
