"""A year's participation plan as its office keeps it: what was promised, what was done, and the proof.

The words of the columns `status`, `kind` and `state` are those of the plan file.
Texts are kept whole, as the entity wrote them. What the plan does not say is null, never a guess.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base

CODE_LENGTH = 32
"""Codes travel in Telegram's deep links and button data (64 bytes with what surrounds them)."""


class ProductStatus(StrEnum):
    """What the office declares of a product. *Overdue* is not declared: it is seen from the dates."""

    PROGRAMMED = "programado"
    IN_PROGRESS = "en_ejecucion"
    DONE = "cumplido"
    POSTPONED = "aplazado"
    CANCELLED = "cancelado"


class EventState(StrEnum):
    """The life of a dialogue event. *Aplazado* has no new date; *reprogramado* has one."""

    DRAFT = "borrador"
    PROGRAMMED = "programado"
    INVITED = "convocado"
    LIVE = "en_vivo"
    HELD = "realizado"
    POSTPONED = "aplazado"
    RESCHEDULED = "reprogramado"
    CANCELLED = "cancelado"
    UNCONFIRMED = "sin_confirmar"


class EventKind(StrEnum):
    """Where an event takes place."""

    FACEBOOK_LIVE = "facebook_live"
    YOUTUBE_LIVE = "youtube_en_vivo"
    IN_PERSON = "presencial"
    OTHER = "otro"


class ComputedFigure(StrEnum):
    """A figure that the entity's own report does not print and that is computed from the plan."""

    TOTAL = "total"
    ACTIVITY_PERCENTAGES = "porcentajes_por_actividad"


def word(values: type[StrEnum]) -> Enum:
    """A column of one of these words, kept as text so that a new word needs no change of type on either database."""
    return Enum(values, native_enum=False, length=CODE_LENGTH, values_callable=lambda members: [*members])


class Plan(Base):
    """The plan of one year (*vigencia*) and the entity whose it is. The latest year is the current plan."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Text)
    report_objective: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    computed_figures: Mapped[list[str]] = mapped_column(JSON)
    terms: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    promises: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reception_closes: Mapped[time | None]
    """What comes from this hour on, or on a day that is not worked, counts as received on the next working day."""
    closed_days: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """ISO dates on which the entity does not work although the calendar does; `worked_days` the other way round."""
    worked_days: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    clarification_stops_clock: Mapped[bool | None]
    clarification_days: Mapped[int | None]
    """Working days for the author to answer what was asked."""
    extension_times: Mapped[int | None]
    """How often the initial term fits into the time until the last day of an extension: 2 is double."""
    priority_days: Mapped[int | None]
    """Working days to answer a priority petition."""
    shows_sustained: Mapped[bool | None]
    """Whether people, and not only staff, see how much of the progress has a proof that still opens."""
    areas: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    """The areas of the entity that can be asked, with their e-mail."""

    entity_name: Mapped[str] = mapped_column(Text)
    entity_short_name: Mapped[str] = mapped_column(Text)
    slogan: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    web_page: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    office_hours: Mapped[str | None] = mapped_column(Text)
    protected_channel: Mapped[str | None] = mapped_column(Text)
    emergency_line: Mapped[str | None] = mapped_column(Text)
    emergency_text: Mapped[str | None] = mapped_column(Text)
    privacy_version: Mapped[str] = mapped_column(Text)
    privacy_short: Mapped[str] = mapped_column(Text)
    privacy_notice: Mapped[str] = mapped_column(Text)
    privacy_policy_link: Mapped[str | None] = mapped_column(Text)
    main_colour: Mapped[str | None] = mapped_column(String(7))
    accent_colour: Mapped[str | None] = mapped_column(String(7))
    logo: Mapped[str | None] = mapped_column(Text)

    version: Mapped[int] = mapped_column(default=1)
    """Raised by every import that changed something: what was drawn from an older version is stale."""
    imported_at: Mapped[datetime]


class PlanPart:
    """What every row under a plan has. `position` is its place among its siblings, from 1."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), sort_order=-2)
    position: Mapped[int] = mapped_column(sort_order=-1)
    retired_at: Mapped[datetime | None]
    """Set when the file no longer has it but something still hangs on it; what is retired is not shown."""


class ValueGroup(PlanPart, Base):
    """A *grupo de valor*: people or institutions to whom a product or an event is addressed."""

    __tablename__ = "value_groups"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(Text)


class Activity(PlanPart, Base):
    """An *actividad* of the plan, with its official name and the short one that people read."""

    __tablename__ = "activities"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text)


class Task(PlanPart, Base):
    """A *tarea*: how an activity is carried out."""

    __tablename__ = "tasks"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(Text)


class Product(PlanPart, Base):
    """What the entity committed itself to deliver. Status, percentage and evidence are three separate things."""

    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text)
    quantity: Mapped[int | None]
    period: Mapped[str | None] = mapped_column(String(10))
    """As programmed at first, such as 2021-S1; a move never changes it. Either this or `due_on`."""
    due_on: Mapped[date | None]
    status: Mapped[ProductStatus] = mapped_column(word(ProductStatus))
    percentage: Mapped[int]
    executed_on: Mapped[date | None]
    responsible: Mapped[str | None] = mapped_column(Text)
    value_groups: Mapped[list[str]] = mapped_column(JSON)
    moved_to: Mapped[str | None] = mapped_column(String(10))
    """A period such as 2021-S2, or a date."""
    move_reason: Mapped[str | None] = mapped_column(Text)
    move_signed_by: Mapped[str | None] = mapped_column(Text)
    moved_on: Mapped[date | None]
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    cancel_signed_by: Mapped[str | None] = mapped_column(Text)
    cancelled_on: Mapped[date | None]


class Evidence(PlanPart, Base):
    """One proof of a product, in the entity's words; a product at 0 % can have one (why it was postponed)."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("product_id", "position"), Index(None, "plan_id"))

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    dates: Mapped[list[str]] = mapped_column(JSON)
    """ISO dates: what the evidence names, one or several."""
    link: Mapped[str | None] = mapped_column(Text)
    file_kind: Mapped[str | None] = mapped_column(String(CODE_LENGTH))
    file_bytes: Mapped[int | None]
    file_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of a file that was uploaded here, which is also its name in the store."""
    file_name: Mapped[str | None] = mapped_column(Text)


class UnitemisedProducts(PlanPart, Base):
    """Products that the plan counts in a period without listing them; never shown as if they had names."""

    __tablename__ = "unitemised_products"
    __table_args__ = (UniqueConstraint("plan_id", "period"),)

    period: Mapped[str] = mapped_column(String(10))
    quantity: Mapped[int | None]
    """Null when nobody knows how many: then the plan has no total."""
    inferred: Mapped[bool]
    note: Mapped[str | None] = mapped_column(Text)


class Window(PlanPart, Base):
    """A span of days, both included, in which the entity asks for something (*ventana*)."""

    __tablename__ = "windows"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    name: Mapped[str] = mapped_column(Text)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(Text)
    products: Mapped[list[str]] = mapped_column(JSON)
    """Codes of the products on which observations are in time only within this window; empty: all year round."""


class Cut(PlanPart, Base):
    """A date up to which the figures are told (*fecha de corte*)."""

    __tablename__ = "cuts"
    __table_args__ = (UniqueConstraint("plan_id", "cut_on"),)

    cut_on: Mapped[date]
    label: Mapped[str] = mapped_column(Text)
    published_on: Mapped[date | None]


class Event(PlanPart, Base):
    """A dialogue event. Day and hour are those of the entity's zone; what is unknown is null."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("plan_id", "code"),)

    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH))
    title: Mapped[str] = mapped_column(Text)
    mention: Mapped[str | None] = mapped_column(Text)
    """How a sentence calls it, with its article ("el diálogo")."""
    description: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[EventKind | None] = mapped_column(word(EventKind))
    state: Mapped[EventState] = mapped_column(word(EventState))
    original_date: Mapped[date | None]
    day: Mapped[date | None]
    """The day on which it is to be or was held."""
    hour: Mapped[time | None]
    reason: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    recording: Mapped[str | None] = mapped_column(Text)
    record: Mapped[str | None] = mapped_column(Text)
    """The *registro* that proves that it was held, where there is no recording."""
    value_groups: Mapped[list[str]] = mapped_column(JSON)
    minutes_long: Mapped[int | None]
    """How long it is to last, in minutes."""
    speakers: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    accessibility: Mapped[str | None] = mapped_column(Text)
    """Such as an *intérprete de lengua de señas*."""
    attendance: Mapped[int | None]
    attendance_metric: Mapped[str | None] = mapped_column(Text)
    """What `attendance` counts: peak viewers are not registrations."""
    minutes_link: Mapped[str | None] = mapped_column(Text)
    """The *acta* or *memoria*."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Raised by every change that people are told of; also the SEQUENCE of its calendar entry."""
    announced_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
