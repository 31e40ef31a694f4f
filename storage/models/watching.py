"""When each part of the service last did its rounds, and which troubles the administrators were told of."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class Pulse(Base):
    """A part of the service. The instant is the machine's own, also where the bot lives on another date."""

    __tablename__ = "pulses"

    part: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(doc="When it last did its rounds, whichever process it was")


class Alarm(Base):
    """A trouble that lasts. The row goes when it is over."""

    __tablename__ = "alarms"

    trouble: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None] = mapped_column(doc="When the administrators were last told")
