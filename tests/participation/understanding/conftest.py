"""Readers for the two example plans, made once: a reader never changes."""

import pytest

from participation.understanding import Reader
from tests.participation.understanding.plans import FIRST_PLAN, SECOND_PLAN, reader_of


@pytest.fixture(scope="session")
def first_reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    name, today, _ = FIRST_PLAN
    return reader_of(name, today, tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="session")
def second_reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    name, today, _ = SECOND_PLAN
    return reader_of(name, today, tmp_path_factory.mktemp("second"))
