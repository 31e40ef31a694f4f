"""Statements are compiled once in a test process, as in a service that runs for long, not for each test anew.

Nothing of them is kept but their text: a statement is found again by its form and by the kind of its database.
"""

from types import ModuleType
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from storage import postgresql, sqlite

MOST = 5_000
COMPILED: LRUCache[Any, Any] = LRUCache(MOST)


def compile_once() -> None:
    """From here on all databases that this process opens share what was compiled for one of them."""
    for module in (sqlite, postgresql):
        _share(module)
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _same_kind  # type: ignore[method-assign]  # all are made with the same options
        dialect.__hash__ = _kind  # type: ignore[assignment, method-assign]  # as above


def _share(module: ModuleType) -> None:
    create = module.create_engine

    def create_engine(*args: Any, **options: Any) -> Engine:
        engine: Engine = create(*args, **options)
        engine.update_execution_options(compiled_cache=COMPILED)
        return engine

    module.create_engine = create_engine  # type: ignore[attr-defined]  # there is no option of the library for it


def _same_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _kind(one: object) -> int:
    return hash(type(one))
