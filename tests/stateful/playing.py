"""How the machines are played: each example on a database of its own in memory, few of them here and many in the soak.

`play` is what must hold. `finds` is the proof that a machine sees anything at all: with a bug planted it has to fail,
and always finds it in the same place, because what it draws does not depend on chance.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from storage import Session
from tests.support.office import plan

Machine = Callable[[], RuleBasedStateMachine]
"""Makes one for each example."""
Bug = Callable[[pytest.MonkeyPatch], None]
"""Plants something wrong in the service."""

HERE, FOR_A_BUG = 6, 80
OF_A_TEXT = 50  # as many examples of a text are one example of a life
STEPS = 30
RULES = """
reglas:
  aclaracion: {detiene_el_plazo: sí, dias_habiles: 5}
  prorroga: {hasta_veces: 2}
  prioritarias: {dias_habiles: 5}
"""
_QUIETLY = list(HealthCheck)
_JOURNAL = slice(18, 20)  # in the header of the file: in memory there is no write-ahead log


@dataclass(frozen=True)
class Template:
    """A database as bytes."""

    content: bytes

    def engine(self) -> Engine:
        """A copy of it in memory, with one connection for everybody."""
        return _engine(self.content)


def template_of(path: Path) -> Template:
    """The closed database of a file."""
    content = bytearray(path.read_bytes())
    content[_JOURNAL] = b"\x01\x01"
    return Template(bytes(content))


def with_rules(template: Template) -> Template:
    """The same with rules that the seed's plan does not have, each of which changes a due date."""
    engine = template.engine()
    with Session(engine) as session:
        plan(session, RULES)
        session.commit()
        driver = session.connection().connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        return Template(driver.serialize())


def play(machine: Machine, examples: int = HERE, steps: int = STEPS) -> None:
    """Play a machine: the same few examples each time."""
    _run(machine, _settings(examples, steps, derandomize=True))


def soak(machine: Machine, steps: int = STEPS * 2) -> None:
    """Play a machine at length: as many examples as the round has, drawn from its seed."""
    examples = int(os.environ.get("SOAK_EXAMPLES", "10000")) // OF_A_TEXT

    def drawn() -> RuleBasedStateMachine:
        return machine()

    chance = int(os.environ.get("SOAK_SEED", "1"))
    _run(seed(chance)(drawn), _settings(examples, steps, derandomize=False))


def finds(machine: Machine, steps: int = STEPS * 2) -> str | None:
    """What a machine says of a bug that was planted; None where it does not find it."""
    found = settings(_settings(FOR_A_BUG, steps, derandomize=True), phases=[Phase.generate], print_blob=False)
    try:
        _run(machine, found)
    except AssertionError as error:
        return str(error) or "an assertion"
    return None


def _run(machine: Machine, how: settings) -> None:
    # Anything that makes a machine will do, whatever its type hint says.
    run_state_machine_as_test(cast(type[RuleBasedStateMachine], machine), settings=how)


def _settings(examples: int, steps: int, *, derandomize: bool) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=derandomize,
        database=None,
        deadline=None,
        print_blob=True,
        report_multiple_bugs=False,
        suppress_health_check=_QUIETLY,
    )


def _engine(content: bytes) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        connection.deserialize(content)
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
