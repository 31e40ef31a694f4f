"""A person's own data, to read (a tagged PDF) and to take along (JSON)."""

import json
from dataclasses import asdict, dataclass

from participation.observations.drafting import DraftView
from participation.observations.following import CaseView
from participation.observations.rights import OwnCase, OwnData
from storage.models.events import EventQuestion
from storage.models.followup import CaseAnswer

SOURCE = """
#let sheet = json(bytes(sys.inputs.sheet))
#set document(title: sheet.title)
#set page(paper: "a4", margin: 2.2cm, numbering: "1")
#set text(font: "Participa Sans", size: 11pt, lang: sheet.language)
#set par(leading: 0.7em)
#set heading(numbering: none)
= #sheet.title
#if sheet.person != "" [#sheet.person]
#if sheet.lines.len() == 0 [#sheet.nothing] else [#list(..sheet.lines)]
#if sheet.cases.len() > 0 [
  == #sheet.cases_title
  #for one in sheet.cases [
    === #one.number
    #for fact in one.facts [#strong(fact.at(0)): #fact.at(1) \\ ]
    #for text in one.texts [#par(text)]
  ]
]
#if sheet.questions.len() > 0 [
  == #sheet.questions_title
  #for text in sheet.questions [#par(text)]
]
#if sheet.unsent.len() > 0 [
  == #sheet.unsent_title
  #for text in sheet.unsent [#par(text)]
]
"""


@dataclass(frozen=True)
class CaseSheet:
    """One case: its number, its facts as (name, value), what was written and what was added."""

    number: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PersonalSheet:
    """What the document says, already in the person's language."""

    language: str
    title: str
    person: str
    lines: tuple[str, ...]
    cases_title: str
    cases: tuple[CaseSheet, ...]
    unsent_title: str
    unsent: tuple[str, ...]
    nothing: str
    questions_title: str = ""
    questions: tuple[str, ...] = ()


def as_pdf(sheet: PersonalSheet) -> bytes:
    """The document. Imports typst when it is first called."""
    from reports import typesetting  # noqa: PLC0415 - 85 MB that a process loads when somebody asks for a document

    return typesetting.pdf(SOURCE, {"sheet": json.dumps(asdict(sheet), ensure_ascii=False)})


def as_json(name: str, own: OwnData) -> bytes:
    """The same for another system; instants in UTC as ISO 8601."""
    held = own.held
    content = {
        "name": name,
        "consents": [
            {
                "notice_version": consent.notice_version,
                "given_at": consent.given_at.isoformat(),
                "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
            }
            for consent in held.consents
        ],
        "preferences": {"language": held.language, "new_messages": held.new_messages},
        "notices": {
            "events": held.wishes.events,
            "progress": held.wishes.progress,
            "weekly": held.wishes.weekly,
            "asked_for_at": held.wishes.since.isoformat() if held.wishes.since else None,
            "reminders_of_events": list(held.wishes.reminders),
        },
        "cases": [_case(case) for case in own.cases],
        "questions_for_events": [_question(question) for question in own.questions],
        "not_sent": [_draft(draft) for draft in own.drafts],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _case(own: OwnCase) -> dict[str, object]:
    view, case = own.view, own.view.case
    return {
        "number": case.radicado,
        "receipt": own.receipt,
        "received_at": case.received_at.isoformat(),
        "kind": case.kind,
        "petition": case.petition,
        "about": case.about,
        "about_code": case.about_code,
        "state": case.state,
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "late": case.late,
        "with_name": case.shown_name,
        "name": own.name,
        "municipality": case.municipality,
        "notice_version": case.notice_version,
        "text": case.text,
        "added": [
            {"at": version.at.isoformat(), "text": version.text, "is_edit": version.is_edit}
            for version in view.versions
        ],
        "answers": [_answer(answer, view) for answer in view.answers],
        "files": [{"name": file.file_name, "mime": file.mime, "bytes": file.bytes} for file in view.files],
    }


def _answer(answer: CaseAnswer, view: CaseView) -> dict[str, object]:
    said = next((one for one in view.feedback if one.answer_id == answer.id), None)
    return {
        "sent_at": answer.sent_at.isoformat() if answer.sent_at else None,
        "decision": answer.decision,
        "reason": answer.reason,
        "transferred_to": answer.transferred_to,
        "text": answer.text,
        "letter": answer.letter_name,
        "helped": said.helped if said is not None else None,
        "why_not": said.why if said is not None else None,
    }


def _question(question: EventQuestion) -> dict[str, object]:
    return {
        "text": question.text,
        "asked_at": question.asked_at.isoformat(),
        "state": question.state,
        "answer": question.answer,
        "notice_version": question.notice_version,
    }


def _draft(draft: DraftView) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "about": draft.about.kind,
        "about_code": draft.about.code,
        "name": draft.name,
        "text": draft.text,
        "files": [{"name": file.name, "mime": file.mime, "bytes": file.bytes} for file in draft.files],
    }
