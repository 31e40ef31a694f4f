"""Alembic's environment: the connection comes from `storage.schema`, the tables from the models."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, Enum, create_engine

from storage.models import Base
from storage.models.base import Instant

config = context.config


def plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Migrations name the database's own types, so that they stand still when our types change."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return "sa.DateTime()" if isinstance(item, Instant) else False


def migrate(connection: Connection) -> None:
    """Run the migrations on a connection whose transaction is the caller's."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=plain_types,
    )
    with context.begin_transaction():
        context.run_migrations()


given = config.attributes.get("connection")
if given is not None:
    migrate(given)
else:  # `alembic revision --autogenerate -x url=…` while developing
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        migrate(own)
