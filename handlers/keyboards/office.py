"""Buttons of what an office does with a case."""

from collections.abc import Callable, Sequence
from datetime import date

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.buttons import Data
from handlers.keyboards.layout import rows, to
from handlers.texts.observations import KINDS, PETITIONS
from handlers.texts.subjects import SubjectNames
from locales import Formats, Words, clip
from participation.office.asking_areas import Area
from storage.models.cases import Case, CaseFile
from storage.models.kinds import ContributionKind
from storage.models.staff import StaffMember

LONGEST_LABEL = 48


def see_case(case_id: int, words: Words) -> Keyboard:
    """Only the way back to the case."""
    return rows([to(words.plain("button", "See the case"), buttons.StaffCase(str(case_id)))])


def stop(case: Case, words: Words) -> Keyboard:
    """While a text is awaited: leave it, back to the case."""
    return rows([to(words.plain("button", "Leave it"), buttons.StaffCase(str(case.id)))])


def members(case: Case, found: Sequence[StaffMember], me: StaffMember, words: Words) -> Keyboard:
    """Who could have a case."""

    def give(member: str) -> buttons.OfficeAssign:
        return buttons.OfficeAssign(str(case.id), str(case.version), member)

    mine = [to(words.plain("button", "To me"), give(str(me.id)))] if me.id != case.assigned_to else []
    others = [to(clip(one.name, LONGEST_LABEL), give(str(one.id))) for one in found if one.id != me.id]
    nobody = [to(words.plain("button", "To nobody"), give("0"))] if case.assigned_to is not None else []
    return rows([*mine, *others, *nobody, _back(case, words)])


def reclassify(case: Case, words: Words, *, has_priority: bool) -> Keyboard:
    """What of a case can be classified anew."""
    number, version = str(case.id), str(case.version)
    items = [
        to(words.plain("button", "Kind"), buttons.OfficeAct(number, version, "kind")),
        to(words.plain("button", "Topic"), buttons.OfficeAct(number, version, "subject")),
    ]
    if has_priority:
        said = words.plain("button", "Priority petition")
        items.append(to(said, buttons.OfficeAct(number, version, "priority")))
    return rows([*items, _back(case, words)])


def case_kinds(case: Case, words: Words) -> Keyboard:
    """What a case can be; of a petition, what it asks for."""
    choices = kinds(lambda kind: buttons.OfficeKind(str(case.id), str(case.version), kind), words)
    return rows([*(button for row in choices for button in row), _back(case, words)])


def kinds(button_for: Callable[[str], Data], words: Words) -> Keyboard:
    """Every kind, petitions by what they ask for."""
    petition = ContributionKind.PETITION
    others = [to(words.plain_phrase(said), button_for(kind)) for kind, said in KINDS.items() if kind is not petition]
    asked = [to(words.plain_phrase(said), button_for(f"{petition}.{what}")) for what, said in PETITIONS.items()]
    return rows([*asked, *others])


def case_subjects(case: Case, names: SubjectNames, words: Words) -> Keyboard:
    """What a case can be about."""
    choices = subjects(lambda about: buttons.OfficeSubject(str(case.id), str(case.version), about), names, words)
    return rows([*(button for row in choices for button in row), _back(case, words)])


def subjects(button_for: Callable[[str], Data], names: SubjectNames, words: Words) -> Keyboard:
    """Everything in the plan, and another topic."""
    parts = {"a": names.activities, "p": names.products, "e": names.events}
    each = [
        to(clip(name, LONGEST_LABEL), button_for(f"{letter}-{code}"))
        for letter, named in parts.items()
        for code, name in named.items()
    ]
    whole = to(words.plain("subject", "The whole plan"), button_for("plan"))
    return rows([whole, *each, to(words.plain("subject", "Another topic"), button_for("other"))])


def recordings(case: Case, found: Sequence[CaseFile], words: Words) -> Keyboard:
    """Which recording is transcribed."""
    each = [
        to(
            clip(one.file_name, LONGEST_LABEL),
            buttons.OfficeRecording(str(case.id), str(case.version), str(one.id)),
        )
        for one in found
    ]
    return rows([*each, _back(case, words)])


def sure_to_hide(case: Case, what: str, words: Words) -> Keyboard:
    """What only who administers can undo."""
    yes = to(words.plain("button", "Yes, hide it"), buttons.OfficeAct(str(case.id), str(case.version), what))
    return rows([yes, to(words.plain("button", "No"), buttons.StaffCase(str(case.id)))])


def spam(case: Case, words: Words, *, may_confirm: bool) -> Keyboard:
    """What the second person decides."""
    number, version = str(case.id), str(case.version)
    confirm = [to(words.plain("button", "Confirm: it is spam"), buttons.OfficeAct(number, version, "spam-yes"))]
    reject = to(words.plain("button", "It is not spam"), buttons.OfficeAct(number, version, "spam-no"))
    return rows([*(confirm if may_confirm else []), reject, _back(case, words)])


def extension_days(case: Case, days: Sequence[date], words: Words, formats: Formats) -> Keyboard:
    """Until when it can be extended."""
    each = [
        to(formats.date(day), buttons.OfficeExtend(str(case.id), str(case.version), day.isoformat())) for day in days
    ]
    return rows([*each, _back(case, words)])


def areas(case: Case, found: Sequence[Area], words: Words) -> Keyboard:
    """Which area is asked."""
    each = [
        to(clip(area.name, LONGEST_LABEL), buttons.OfficeArea(str(case.id), str(case.version), str(place)))
        for place, area in enumerate(found)
    ]
    other = to(words.plain("button", "Another address"), buttons.OfficeArea(str(case.id), str(case.version), "other"))
    return rows([*each, other, _back(case, words)])


def area_days(case: Case, days: Sequence[date], words: Words, formats: Formats) -> Keyboard:
    """By when the area answers."""
    each = [to(formats.date(day), buttons.OfficeAreaDay(day.isoformat())) for day in days]
    return rows([*each, to(words.plain("button", "Leave it"), buttons.StaffCase(str(case.id)))])


def area_answers(case: Case, found: Sequence[tuple[int, str]], words: Words) -> Keyboard:
    """Which of the things that were asked has come; each with the id of its row and its area."""
    each = [to(clip(area, LONGEST_LABEL), buttons.OfficeAreaIn(str(request))) for request, area in found]
    return rows([*each, _back(case, words)])


def clarification(case_id: int, words: Words) -> Keyboard:
    """For the author who was asked."""
    return rows(
        [
            to(words.plain("button", "Answer the clarification"), buttons.AnswerClarification(str(case_id))),
            to(words.plain("button", "See my case"), buttons.OpenCase(str(case_id))),
        ]
    )


def see_my_case(case_id: int, words: Words) -> Keyboard:
    """For the author of a case."""
    return rows([to(words.plain("button", "See my case"), buttons.OpenCase(str(case_id)))])


def _back(case: Case, words: Words) -> Button:
    return to(words.plain("button", "Back"), buttons.OfficeMenu(str(case.id), str(case.version)))
