"""Texts to start an answer from, by decision: the entity's own, edited by who answers."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from locales import utf16_length
from participation.followup.answering import LONGEST_TEXT, decide, mine, write
from participation.followup.errors import BadPlaceholder, NoTemplate, TextTooLong
from participation.office.acting import written
from participation.staff.audit import record
from participation.staff.rights import Right, require
from storage import Session
from storage.models.followup import AnswerTemplate, CaseAnswer, Decision
from storage.models.staff import StaffMember
from storage.queries import templates as queries

FIELDS = ("{numero}", "{tema}", "{fecha}")
"""What is filled in: the case's number, what it is about, the day on which it was received."""
LONGEST_NAME = 40  # it is the label of a button
_FIELD = re.compile(r"\{[^{}\s]*\}")


def templates(session: Session, by: StaffMember | None, decision: Decision | None = None) -> Sequence[AnswerTemplate]:
    """Those of a decision, or all of them. Raises NotAllowed."""
    require(by, Right.ANSWER)
    return queries.templates(session, decision)


def template(session: Session, by: StaffMember | None, template_id: int) -> AnswerTemplate:
    """One of them. Raises NotAllowed, NoTemplate."""
    require(by, Right.ANSWER)
    found = queries.template(session, template_id)
    if found is None or found.removed_at is not None:
        raise NoTemplate
    return found


def add(
    session: Session, by: StaffMember | None, decision: Decision, name: str, text: str, now: datetime
) -> AnswerTemplate:
    """A new one. Raises NotAllowed, TextMissing, TextTooLong, BadPlaceholder."""
    me = require(by, Right.ANSWER)
    made = AnswerTemplate(
        decision=decision, name=checked_name(name), text=checked_text(text), updated_by=me.id, updated_at=now
    )
    session.add(made)
    session.flush()
    record(session, me, "template.added", now, subject="template", subject_id=made.id, decision=decision.value)
    return made


def rewrite(session: Session, by: StaffMember | None, template_id: int, text: str, now: datetime) -> AnswerTemplate:
    """Another text. Raises what `template` and `add` raise."""
    found = template(session, by, template_id)
    found.text = checked_text(text)
    return _changed(session, by, found, "template.changed", now)


def rename(session: Session, by: StaffMember | None, template_id: int, name: str, now: datetime) -> AnswerTemplate:
    """Another name. Raises what `template` and `add` raise."""
    found = template(session, by, template_id)
    found.name = checked_name(name)
    return _changed(session, by, found, "template.renamed", now)


def remove(session: Session, by: StaffMember | None, template_id: int, now: datetime) -> AnswerTemplate:
    """Nobody starts from it any more. Raises what `template` raises."""
    found = template(session, by, template_id)
    found.removed_at = now
    return _changed(session, by, found, "template.removed", now)


def start_from(
    session: Session,
    by: StaffMember | None,
    answer_id: int,
    template_id: int,
    facts: Mapping[str, str],
    now: datetime,
) -> CaseAnswer:
    """Put a template's text, filled in, into my answer, and its decision. Raises what `write` and `template` raise."""
    answer, _ = mine(session, by, answer_id)
    chosen = template(session, by, template_id)
    write(session, by, answer.id, filled(chosen.text, facts), now, anew=True)
    return decide(session, by, answer.id, chosen.decision, now)


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A template with its fields filled in; what a value holds is not filled in again."""
    return _FIELD.sub(lambda found: facts.get(found[0], found[0]), text)


def checked_name(name: str) -> str:
    """A name that is there and fits a button. Raises TextMissing."""
    return written(" ".join(name.split()), LONGEST_NAME)


def checked_text(text: str) -> str:
    """A text of which every field is known. Raises TextMissing, TextTooLong, BadPlaceholder."""
    stripped = written(text, 4 * LONGEST_TEXT)
    if utf16_length(stripped) > LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)
    for field in _FIELD.findall(stripped):
        if field not in FIELDS:
            raise BadPlaceholder(field=field, fields=" ".join(FIELDS))
    return stripped


def _changed(
    session: Session, by: StaffMember | None, found: AnswerTemplate, act: str, now: datetime
) -> AnswerTemplate:
    found.updated_at, found.updated_by = now, by.id if by is not None else None
    record(session, by, act, now, subject="template", subject_id=found.id)
    session.flush()
    return found
