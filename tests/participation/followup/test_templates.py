"""Templates: the entity's own, with fields that are filled in once."""

from datetime import date

import pytest

from participation.followup import answering, sending, templates
from participation.followup.errors import BadPlaceholder, NoTemplate, TextTooLong
from participation.office.errors import TextMissing
from participation.staff.rights import NotAllowed
from storage import Session
from storage.models.followup import AnswerState, Decision
from storage.models.staff import Role
from tests.support.answering import DAY, NOW, written
from tests.support.office import facts_of, official, on_sqlite, plan, received

pytestmark = on_sqlite
FACTS = {"{numero}": "PPC-2021-000001-7", "{tema}": "Video {numero}", "{fecha}": "1 de julio de 2021"}


def test_an_answer_starts_from_a_template_and_its_decision(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    made = templates.add(session, me, Decision.PARTLY, " En  parte ", "Caso {numero}, sobre {tema}, del {fecha}.", NOW)
    answer = answering.begin(session, me, case.id, NOW)

    templates.start_from(session, me, answer.id, made.id, FACTS, NOW)

    assert made.name == "En parte"
    assert answer.text == "Caso PPC-2021-000001-7, sobre Video {numero}, del 1 de julio de 2021."
    assert (answer.decision, answer.reason) == (Decision.PARTLY, None)


def test_a_template_is_changed_renamed_and_removed_and_all_of_it_is_on_record(session: Session) -> None:
    plan(session)
    me = official(session)
    made = templates.add(session, me, Decision.ACCEPTED, "Sí", "Gracias.", NOW)

    templates.rewrite(session, me, made.id, "Gracias por {tema}.", NOW)
    templates.rename(session, me, made.id, "Acogida", NOW)
    assert [(one.name, one.text) for one in templates.templates(session, me)] == [("Acogida", "Gracias por {tema}.")]
    templates.remove(session, me, made.id, NOW)

    assert templates.templates(session, me) == []
    with pytest.raises(NoTemplate):
        templates.rewrite(session, me, made.id, "X", NOW)
    acts = ("template.added", "template.changed", "template.renamed", "template.removed")
    assert [len(facts_of(session, act)) for act in acts] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "refused"),
    [("Hola {nombre}", BadPlaceholder), (" ", TextMissing), ("x" * 2_201, TextTooLong), ("😀" * 1_300, TextTooLong)],
)
def test_a_template_that_could_not_be_filled_in_or_sent_is_refused(
    session: Session, text: str, refused: type[Exception]
) -> None:
    plan(session)

    with pytest.raises(refused):
        templates.add(session, official(session), Decision.ACCEPTED, "Una", text, NOW)


def test_who_only_reads_has_no_templates(session: Session) -> None:
    plan(session)

    with pytest.raises(NotAllowed):
        templates.templates(session, official(session, 1, Role.CONSULTS))


def test_a_template_put_in_while_an_answer_awaits_approval_has_to_be_approved_anew(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    official(session, 2, Role.APPROVES)
    made = templates.add(session, me, Decision.ACCEPTED, "Sí", "Algo que nadie ha visto.", NOW)
    answer = written(session, me, case)
    sending.ask_approval(session, me, answer.id, NOW, DAY)

    templates.start_from(session, me, answer.id, made.id, FACTS, NOW)

    assert answer.state is AnswerState.DRAFT


def test_what_a_template_becomes_when_it_is_filled_in_has_to_fit_into_the_message(session: Session) -> None:
    plan(session)
    me, case = official(session), received(session, date(2021, 7, 1)).case
    made = templates.add(session, me, Decision.ACCEPTED, "Sí", "{tema} " * 300, NOW)
    answer = answering.begin(session, me, case.id, NOW)

    with pytest.raises(TextTooLong):
        templates.start_from(session, me, answer.id, made.id, FACTS, NOW)

    assert answer.text == ""
