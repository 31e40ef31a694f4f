"""What is remembered: models, queries, migrations, files. Nothing above writes an SQLAlchemy statement."""

from sqlalchemy.orm import Session

from storage.database import Database, SchemaBusy, StorageUnavailable, UnusableUrl, Work, check_url, open_database

__all__ = [
    "Database",
    "SchemaBusy",
    "Session",
    "StorageUnavailable",
    "UnusableUrl",
    "Work",
    "check_url",
    "open_database",
]
