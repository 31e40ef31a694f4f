"""What people are shown of a plan: values to read, made from the rows. Dates are those of the entity's zone."""

from dataclasses import dataclass
from datetime import date, time

from participation.plan.figures import Fraction
from participation.plan.periods import Period
from storage.models import plan as rows
from storage.models.plan import ComputedFigure, EventKind, EventState, ProductStatus


class NoPlanError(LookupError):
    """No plan was imported yet."""


class NotInPlanError(LookupError):
    """The current plan has nothing with this code: an old button, or a link that someone typed."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"nothing in the current plan has the code {code!r}")


@dataclass(frozen=True)
class EntityView:
    """The entity whose plan it is. None is what it has not filled in: that is said, never made up."""

    name: str
    short_name: str
    slogan: str | None
    email: str | None
    web_page: str | None
    phone: str | None
    address: str | None
    office_hours: str | None
    protected_channel: str | None
    emergency_line: str | None
    emergency_text: str | None
    privacy_version: str
    privacy_short: str
    privacy_notice: str
    privacy_policy_link: str | None
    main_colour: str | None
    accent_colour: str | None
    logo: str | None

    @classmethod
    def of(cls, plan: rows.Plan) -> "EntityView":
        own = {name: getattr(plan, name) for name in cls.__dataclass_fields__ if name not in ("name", "short_name")}
        return cls(name=plan.entity_name, short_name=plan.entity_short_name, **own)


@dataclass(frozen=True)
class CutView:
    """The date up to which the figures are told, and its name ("I semestre").

    `version` counts the publications of its figures, corrections included; 0 while they are not frozen, because the
    plan file names a cut whose day is not over. `reason` is that of the correction.
    """

    on: date
    label: str
    published_on: date | None
    version: int = 0
    reason: str | None = None
    from_dates: bool = False
    """Its figures come from the dates that the plan gives, and not from what was known at the time."""


@dataclass(frozen=True)
class Move:
    """Where a product goes from the period in which it was first programmed (a date is a period of one day)."""

    to: Period
    reason: str
    signed_by: str
    on: date | None


@dataclass(frozen=True)
class Cancellation:
    reason: str
    signed_by: str
    on: date | None


@dataclass(frozen=True)
class ProductView:
    """A product at the reference date. `period` is that in which it was first programmed; a move never changes it."""

    code: str
    name: str
    short_name: str
    activity_code: str
    task_name: str
    status: ProductStatus
    percentage: int
    period: Period
    executed: bool
    """At 100 % with evidence by the reference date: what the figures count."""
    overdue: bool
    """Due, not executed, and nothing was declared that explains it."""
    counts: bool
    """False once it is cancelled with a signed reason, or while it is new: it is not in the figures."""
    moved: Move | None
    cancelled: Cancellation | None
    executed_later: date | None = None
    """The day after the reference date on which it was executed: what it says of itself is of that day."""
    is_new: bool = False
    """It came into the plan after the cut: it is shown and does not count in the cut's figures."""


@dataclass(frozen=True)
class ActivityProgress:
    """An activity with its number in the plan, from 1. `due` counts what was due by the reference date."""

    number: int
    code: str
    name: str
    short_name: str
    year: Fraction
    due: Fraction
    products: tuple[ProductView, ...]


@dataclass(frozen=True)
class Unitemised:
    """Products that the plan counts without listing; `quantity` is None where nobody knows how many."""

    period: Period
    quantity: int | None
    inferred: bool
    note: str | None


@dataclass(frozen=True)
class EventView:
    """A dialogue event. `state` is *sin confirmar* when its day has passed and nobody said that it was held.

    `day` is None while there is no (new) date, `hour` and `kind` while they are unknown. `mention` is how a sentence
    calls it, with its article ("el diálogo").
    """

    code: str
    title: str
    mention: str | None
    description: str | None
    kind: EventKind | None
    state: EventState
    original_date: date | None
    day: date | None
    hour: time | None
    reason: str | None
    place: str | None
    link: str | None
    recording: str | None
    record: str | None
    product_code: str | None
    product_short_name: str | None
    value_groups: tuple[str, ...]
    dates_before: tuple[date, ...] = ()
    """The days that it had and lost, the first one first; `original_date` is the first of them."""
    minutes_long: int | None = None
    speakers: tuple[str, ...] = ()
    accessibility: str | None = None
    attendance: int | None = None
    attendance_metric: str | None = None
    minutes_link: str | None = None
    id: int = 0


@dataclass(frozen=True)
class EventList:
    """`upcoming`: those with a day first, then those without; `past`: the latest first. Drafts are in neither."""

    upcoming: tuple[EventView, ...]
    past: tuple[EventView, ...]


@dataclass(frozen=True)
class PendingProduct:
    """What was due and is not executed, with the event that explains it where there is one."""

    product: ProductView
    event: EventView | None
    done_since: bool = False
    """Whether it was executed since the cut: it counts at the next one."""


@dataclass(frozen=True)
class EvidenceView:
    """A proof in the entity's words. The text may contain the link already: show it once."""

    text: str
    dates: tuple[date, ...]
    link: str | None
    file_kind: str | None
    file_bytes: int | None
    file_name: str | None = None
    file_hash: str | None = None
    """The SHA-256 of a file that was uploaded here: people can open it."""


@dataclass(frozen=True)
class SinceCut:
    """What a product says by now and did not say at the cut; it counts at the next one."""

    status: ProductStatus | None = None
    """The status at the cut, where it is another one by now; the same for `percentage`."""
    percentage: int | None = None
    evidence: int = 0
    """How many proofs are new."""
    moved: bool = False
    cancelled: bool = False
    is_new: bool = False
    """It was not in the plan yet."""
    is_gone: bool = False
    """It is not in the plan any more: what is told is as it was at the cut."""


@dataclass(frozen=True)
class ProductDetail:
    """A product with its place in the plan, its evidence, and the events that serve it (drafts left out)."""

    product: ProductView
    activity_number: int
    activity_name: str
    activity_short_name: str
    quantity: int | None
    executed_on: date | None
    responsible: str | None
    value_groups: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    events: tuple[EventView, ...]
    since_cut: SinceCut | None = None
    """What has changed since the cut; None where nothing has, or there is no cut."""


@dataclass(frozen=True)
class PlanProgress:
    """How far a plan is. `reference` is the cut's date, or today while there is no cut.

    `computed` names the figures that the entity's own report does not print. `version` goes up whenever an import
    changes the plan.
    """

    name: str
    vigencia: int
    version: int
    source: str | None
    report_objective: str | None
    entity: EntityView
    cut: CutView | None
    reference: date
    year: Fraction
    due: Fraction
    activities: tuple[ActivityProgress, ...]
    pending: tuple[PendingProduct, ...]
    unitemised: tuple[Unitemised, ...]
    computed: frozenset[ComputedFigure]
    has_changes: bool = False
    """Whether there is an earlier cut, or an earlier version of this one, to compare with."""
