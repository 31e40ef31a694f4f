"""A person's own data, to read (a tagged PDF) and to take along (JSON)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from participation.observations.following import CaseView
from participation.observations.rights import Held

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
    nothing: str


def as_pdf(sheet: PersonalSheet) -> bytes:
    """The document. Imports typst when it is first called."""
    from reports import typesetting  # noqa: PLC0415 - 85 MB that a process loads when somebody asks for a document

    return typesetting.pdf(SOURCE, {"sheet": json.dumps(asdict(sheet), ensure_ascii=False)})


def as_json(name: str, held: Held, cases: Sequence[CaseView]) -> bytes:
    """The same for another system; instants in UTC as ISO 8601."""
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
        "cases": [_case(view) for view in cases],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _case(view: CaseView) -> dict[str, object]:
    case = view.case
    return {
        "number": case.radicado,
        "received_at": case.received_at.isoformat(),
        "kind": case.kind,
        "about": case.about,
        "about_code": case.about_code,
        "state": case.state,
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "with_name": case.shown_name,
        "municipality": case.municipality,
        "text": case.text,
        "added": [{"at": version.at.isoformat(), "text": version.text} for version in view.versions],
        "files": [{"name": file.file_name, "mime": file.mime, "bytes": file.bytes} for file in view.files],
    }
