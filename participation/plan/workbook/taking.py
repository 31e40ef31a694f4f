"""Taking a workbook over: what would change, what contradicts what was done here meanwhile, and saving it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from locales import Formats, Words
from participation.plan.differences import (
    Difference,
    differences,
    field_named,
    kept_difference,
    part_named,
)
from participation.plan.history import PARENT
from participation.plan.importing import compare, import_plan, kept, take_over
from participation.plan.kept_cuts import cuts_left_out, keep_cuts
from participation.plan.telling import field_told, value_told
from participation.plan.workbook.checking import check_rows
from participation.plan.workbook.merging import WHOLE, Choice, Conflict, Each, Merged, merge
from participation.plan.workbook.reading import PlanWorkbook
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.history import Origin
from storage.models.staff import StaffMember
from storage.queries import history as queries
from storage.queries.plan_parts import PartRow, plan_id_of, stored_parts

_MOST_CHANGES = 2_000  # that are looked through for who did what was changed on both sides


@dataclass(frozen=True)
class Clash:
    """A value that was changed in the file and here; `by` is None where it was done from the command line."""

    conflict: Conflict
    by: str | None = None
    at: datetime | None = None

    def text(self, words: Words, formats: Formats) -> str:
        """One line: the value here, with who and when, and the value in the file; not escaped."""
        conflict = self.conflict
        what = part_named(conflict.part, conflict.key, words)
        if conflict.name != WHOLE:
            what = f"{what} · {field_told(conflict.part, field_named(conflict.part, conflict.name), words)}"
        here, in_file = self._shown(conflict.here, words), self._shown(conflict.in_file, words)
        if self.at is None:
            return words.plain(
                "plan workbook", "{what}: here {here}; in the file {in_file}", **_said(what, here, in_file)
            )
        who = self.by or words.plain("plan workbook", "the command line")
        when = formats.moment(self.at)
        return words.plain(
            "plan workbook",
            "{what}: here {here} ({who}, {when}); in the file {in_file}",
            **_said(what, here, in_file),
            who=who,
            when=when,
        )

    def _shown(self, value: Any, words: Words) -> str:
        if self.conflict.name != WHOLE:
            return value_told(self.conflict.part, field_named(self.conflict.part, self.conflict.name), value, words)
        if value is None:
            return words.plain("plan workbook", "it was taken out")
        return words.plain("plan workbook", "it was changed")


@dataclass(frozen=True)
class Preview:
    """What taking a workbook over does. `stays`: what was changed here since, and the file still has as it was."""

    differences: Sequence[Difference]
    stays: Sequence[Difference]
    clashes: Sequence[Clash]
    rows: Sequence[PartRow] | None = None
    """The plan as it would be; None where it is taken as a plan file is."""
    each: Each = field(default_factory=dict)
    """What was decided of the clashes one by one."""

    @property
    def undecided(self) -> list[Clash]:
        """The clashes of which nobody said which of the two holds."""
        return [one for one in self.clashes if one.conflict.spot not in self.each]


class Undecided(Exception):
    """The file and somebody here changed the same, and nobody said which of the two holds."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(f"{len(preview.undecided)} conflicts")
        self.preview = preview


def preview(
    session: Session, workbook: PlanWorkbook, choice: Choice | None = None, each: Each | None = None
) -> Preview:
    """What saving would do; a conflict goes by its own choice, else by that for all, and without one as it is here.

    A workbook that does not remember its export is taken as a plan file is. Raises PlanFileErrors where what is here
    and what the file says do not fit together.
    """
    year = workbook.document.year
    stored = stored_parts(session, year)
    if workbook.exported is None or not stored:
        stays = kept(session, workbook.document)
        return Preview(compare(session, workbook.document), stays, ())
    merged = merge(workbook.exported.parts, stored, workbook.document.rows, choice or Choice.OURS, each or {})
    rows = keep_cuts(session, year, stored, merged.rows)
    if _is_mixed(merged):
        check_rows(rows, workbook.places)
    clashes = _clashes(session, year, merged.conflicts)
    stays = [*_stays(merged), *cuts_left_out(session, year, stored, merged.rows)]
    return Preview(differences(stored, rows), stays, clashes, rows, each or {})


def save(
    session: Session,
    workbook: PlanWorkbook,
    by: StaffMember | None,
    now: datetime,
    choice: Choice | None = None,
    each: Each | None = None,
    *,
    from_command_line: bool = False,
) -> Preview:
    """Take a workbook over. Raises NotAllowed, Undecided for a conflict without a choice, PlanFileErrors."""
    signing = None if from_command_line else require(by, Right.PUBLISH)
    found = preview(session, workbook, choice, each)
    if found.undecided and choice is None:
        raise Undecided(found)
    document = workbook.document
    if found.rows is None:
        import_plan(session, document, now, by=signing, origin=Origin.WORKBOOK)
    else:
        take_over(session, document, found.rows, now, by=signing, origin=Origin.WORKBOOK)
    if found.differences:
        how = choice or ("each" if found.clashes else None)
        facts = {"changes": len(found.differences), "conflicts": len(found.clashes), "choice": how}
        record(session, signing, "plan.workbook", now, subject="plan", subject_id=document.year, **facts)
    return found


def _is_mixed(merged: Merged) -> bool:
    """Whether the plan is not simply the file's, which was checked when it was read."""
    return bool(merged.stays or merged.conflicts or merged.added_here)


def _stays(merged: Merged) -> list[Difference]:
    """What stays as it is here, value by value."""
    fields = (one for one in merged.stays if one.name not in {WHOLE, PARENT})
    return [kept_difference(one.part, one.key, one.name, one.here, one.in_file) for one in fields]


def _clashes(session: Session, year: int, conflicts: Sequence[Conflict]) -> list[Clash]:
    """The conflicts with who did it here, and when."""
    plan_id = plan_id_of(session, year)
    known: dict[tuple[str, str, str], tuple[str | None, datetime]] = {}
    for part in {conflict.part for conflict in conflicts} if plan_id is not None else ():
        keys = [conflict.key for conflict in conflicts if conflict.part is part]
        for change, name in queries.changes_of(session, plan_id or 0, part.value, keys, _MOST_CHANGES):
            known.setdefault((part.value, change.key, change.field), (name, change.at))
    return [_clash(conflict, known) for conflict in conflicts]


def _clash(conflict: Conflict, known: dict[tuple[str, str, str], tuple[str | None, datetime]]) -> Clash:
    found = known.get((conflict.part.value, conflict.key, conflict.name))
    return Clash(conflict, *found) if found is not None else Clash(conflict)


def _said(what: str, here: str, in_file: str) -> dict[str, str]:
    return {"what": what, "here": here, "in_file": in_file}
