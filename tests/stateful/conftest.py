"""A planned database in memory, copied for each example: what a machine plays on."""

from pathlib import Path

import pytest

from tests.stateful.playing import Template, template_of, with_rules
from tests.support.planned import planned_sqlite

__all__ = ["planned_sqlite"]


@pytest.fixture(scope="session")
def template(planned_sqlite: Path) -> Template:
    """The bytes of a database with all tables and the seed's plan."""
    return template_of(planned_sqlite)


@pytest.fixture(scope="session")
def office_template(template: Template) -> Template:
    """The same with the office's rules."""
    return with_rules(template)
