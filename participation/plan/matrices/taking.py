"""Somebody else's matrix taken over: its headings remembered, and the plan changed once all is right."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from participation.plan.differences import Change, Difference, differences
from participation.plan.history import keep_history
from participation.plan.matrices.considering import Considering
from participation.plan.matrices.fields import MatrixField
from participation.plan.matrices.headings import title_texts
from participation.plan.matrices.sheets import column_key, find_matrices
from participation.plan.matrices.steps import Ready
from participation.plan.workbook.grid import Grid
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.history import Origin
from storage.models.sheets import SheetMapping
from storage.models.staff import StaffMember
from storage.queries.plan_parts import remove_parts, save_parts, stored_parts
from storage.queries.sheets import keep_mapping

MARK = 10
"""Digits by which a preview is told from another one."""


def year_of(grids: Sequence[Grid], current: int, years: Sequence[int]) -> int:
    """The year whose plan a matrix is for, of the `years` that have one.

    It is the current one, unless the titles of the matrix name only another of them.
    """
    texts = [text for matrix in find_matrices(grids) for _, _, text in title_texts(matrix.grid, matrix.headings)]
    named = {int(word) for text in texts for word in re.findall(r"\b20\d\d\b", text)}
    known = [year for year in years if year in named]
    return current if current in named or not known else max(known)


def remember(session: Session, considering: Considering, by: StaffMember | None, now: datetime) -> None:
    """Keep how these headings are to be understood, so that nobody is asked the next time. `by`: None in a terminal.

    A column that nobody knew and that has nothing in it is not kept: it is asked for once it is filled in.
    """
    if by is not None:
        require(by, Right.PUBLISH)
    columns = considering.columns()
    empty = {
        column_key(one.column)
        for one in considering.guesses
        if not one.samples and columns[column_key(one.column)] is MatrixField.UNUSED
    }
    mapping = SheetMapping(
        headings_hash=considering.hash,
        headings=considering.headings,
        fields={
            key: None if kind is MatrixField.UNUSED else kind.value for key, kind in columns.items() if key not in empty
        },
        states=dict(considering.answers.states),
        staff_id=by.id if by is not None else None,
        at=now,
    )
    keep_mapping(session, mapping)


def mark_of(ready: Ready) -> str:
    """By what a preview is told from another one: what it would change."""
    told = "\n".join(map(repr, ready.differences))
    return sha256(told.encode()).hexdigest()[:MARK]


def save_matrix(session: Session, ready: Ready, by: StaffMember | None, now: datetime) -> list[Difference]:
    """Make the plan say what was shown. Returns what changed; the caller commits. `by`: None in a terminal.

    What the matrix does not tell is neither touched nor confirmed by it: events stay the chat's or the file's.
    """
    if by is not None:
        require(by, Right.PUBLISH)
    year = ready.document.year
    before = stored_parts(session, year)
    found = differences(before, ready.document.rows)
    gone = {(item.part, item.key) for item in found if item.change is Change.REMOVED}
    touched = {(item.part, item.key) for item in found} - gone
    if found:
        save_parts(session, year, [row for row in ready.document.rows if (row.part, row.key) in touched], now)
    if gone:
        remove_parts(session, year, gone, now)
    keep_history(session, year, before, now, by=by, origin=Origin.WORKBOOK)
    if found:
        record(session, by, "plan.matrix", now, subject="plan", subject_id=year, changes=len(found))
    return found
