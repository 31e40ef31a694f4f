"""What the two databases spell alike but SQLAlchemy offers by dialect."""

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models.base import Base


def insert(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """INSERT with ON CONFLICT for the session's database."""
    return postgresql.insert(table) if session.get_bind().dialect.name == "postgresql" else sqlite.insert(table)


def lock_table(session: Session, table: type[Base]) -> None:
    """Let nobody else change a table until this unit of work ends. Must be its first statement.

    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f'LOCK TABLE "{table.__tablename__}" IN SHARE ROW EXCLUSIVE MODE'))
