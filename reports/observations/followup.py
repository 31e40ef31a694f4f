"""What the follow-up report is made from: plain values, already anonymised by whoever reads the database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.documents.model import Logo
from storage.models.followup import Decision
from storage.models.kinds import CaseState, Channel, ContributionKind, PetitionKind


class Dimension(StrEnum):
    """By what the cases are counted."""

    DECISION = "decision"
    TOPIC = "topic"
    KIND = "kind"
    CHANNEL = "channel"
    GROUP = "group"
    TERRITORY = "territory"


class Standing(StrEnum):
    """How a case stands at the cut, in the four words of the report."""

    ANSWERED = "answered"
    PENDING = "pending"
    OVERDUE = "overdue"
    """Pending, and its due date has passed."""
    CLOSED = "closed"
    """Withdrawn by the person, or found to be spam by two members of staff."""


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the public reads it. A denuncia is never a row: ValueError.

    `person` is the pseudonym ("" when the identity is hidden); `text`, `answer` and `reason` are redacted and reviewed.
    `group`, `territory`, `area` are the entity's words, None where nobody said; `point` is the part of the plan that
    it is about, `topic` what it is about in a word or two. `received_at` is aware. `days_used` and `days_allowed` are
    *días hábiles*; `answered_on` and `due_on` are days of the entity's zone. `support` names or links the proof.
    """

    number: str
    received_at: datetime
    channel: Channel
    kind: ContributionKind
    person: str
    point: str
    text: str
    state: CaseState
    petition: PetitionKind | None = None
    group: str | None = None
    territory: str | None = None
    topic: str | None = None
    area: str | None = None
    answer: str | None = None
    decision: Decision | None = None
    reason: str | None = None
    answered_on: date | None = None
    due_on: date | None = None
    days_used: int | None = None
    days_allowed: int | None = None
    support: str | None = None
    is_late: bool = False
    """Received outside the window (*extemporánea*): numbered and answered all the same."""
    repeats: str | None = None
    """The number of the case that it repeats; it is counted and answered too."""

    def __post_init__(self) -> None:
        if self.kind is ContributionKind.DENUNCIA:
            raise ValueError("a denuncia is never listed: it is counted in FollowUp.denuncias only")

    def standing(self, cut: date) -> Standing:
        """How it stands at the end of the day of the cut."""
        if self.state in (CaseState.WITHDRAWN, CaseState.SPAM):
            return Standing.CLOSED
        if self.answered_on is not None and self.answered_on <= cut and self.state is not CaseState.REOPENED:
            return Standing.ANSWERED
        return Standing.OVERDUE if self.due_on is not None and self.due_on < cut else Standing.PENDING

    @property
    def is_in_time(self) -> bool | None:
        """Whether it was answered within its term; None without an answer or without a term."""
        if self.answered_on is None or self.due_on is None:
            return None
        return self.answered_on <= self.due_on


@dataclass(frozen=True)
class Window:
    """When the entity asked for observations on something; `last` None: still open."""

    name: str
    first: date
    last: date | None


@dataclass(frozen=True)
class Diffusion:
    """Something that was done so that people knew: what, when, and the address of its proof."""

    what: str
    on: tuple[date, ...] = ()
    link: str | None = None


@dataclass(frozen=True)
class Change:
    """What changed in the plan because of a case; `where` is the part of the plan."""

    number: str
    where: str
    what: str


@dataclass(frozen=True)
class Proof:
    """The root of the tree over the cases of the period (hexadecimal), and where everybody can check it.

    `leaves` are all the cases, denuncias included: each of those is a sealed leaf. `published_at` is the address of the
    published leaves, `verify_at` that of the page that checks a receipt; None where there is none.
    """

    root: str
    leaves: int
    published_at: str | None = None
    verify_at: str | None = None


@dataclass(frozen=True)
class FollowUp:
    """The whole report of a period, first and last day included.

    `rows` is called once for each pass (two for a document, one an export) and gives the rows by number, streamed.
    `denuncias`: how many came in; nothing else of them is told. `windows`, `channels`, `diffusion`, `how_to_comment`
    are told above all when nothing came in. `annex`: address or name of the file with all rows, where there are too
    many for a document. `is_reviewed`: a member of staff read the texts before publication. `exact`: by what the
    cases are counted without keeping small counts back. `made_on`: the day of the report; same report, same file.
    """

    plan: str
    entity: str
    first_day: date
    last_day: date
    cut: date
    rows: Callable[[], Iterable[Row]]
    channels: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    diffusion: tuple[Diffusion, ...] = ()
    how_to_comment: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    denuncias: int = 0
    proof: Proof | None = None
    annex: str | None = None
    made_on: date | None = None
    is_reviewed: bool = False
    exact: frozenset[Dimension] = frozenset()
    main: str = DEFAULT_MAIN
    accent: str = DEFAULT_ACCENT
    logo: Logo | None = None
