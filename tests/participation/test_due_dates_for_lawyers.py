"""The table of terms that a lawyer reads is what the program does: every story is played with the officials' acts."""

from pathlib import Path

import pytest

from storage import Session
from tests.participation.terms_stories import RULES, STORIES, Story, about, document
from tests.support.office import official, on_sqlite, plan, received

EVERY = [pytest.param(story, id=story.said) for stories in STORIES.values() for story in stories]


@on_sqlite
@pytest.mark.parametrize("story", EVERY)
def test_a_case_is_due_when_the_table_says(session: Session, story: Story) -> None:
    plan(session, "\n" + RULES[story.rule])
    by = official(session)
    case = received(session, story.received, story.kind, story.petition, about=about(story), hour=story.hour).case
    assert case.due_on == story.due

    for step in story.steps:
        step.act(session, by, case, step.on)
        assert case.due_on == step.due, step.said
    assert case.transfer_by == story.transfer


def test_the_document_says_what_the_stories_say() -> None:
    assert Path("docs/terms.md").read_text("utf-8") == document()
