"""Plans for tests of whole files: a large one, and any plan at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from participation.plan.document import PlanDocument
from participation.plan.form import SECTIONS, Contribution, paths
from storage.models.plan import ComputedFigure, EventKind, EventState, ProductStatus
from storage.queries.plan_parts import Part, PartRow, column_types, key_of

YEAR = 2021
AWKWARD = "=+-@'\"#:;,{}[]|>~&<>%\\_x000D_\n\t áñÑ¿¡«»0123456789abcXYZ😀\u200d\u200f\u200b\u2028"
Draw = Any


@dataclass
class Plan:
    """The parts of a plan that is being made."""

    rows: list[PartRow] = field(default_factory=list)

    def add(self, part: Part, identity: object, parent: str | None = None, **values: Any) -> str:
        """Add a part; what is not given has no value. Gives its key."""
        key = key_of(part, identity, parent)
        siblings = sum(row.part is part and (part not in _OWN or row.parent == parent) for row in self.rows)
        empty: dict[str, Any] = {name: [] if name in _lists(part) else None for name in column_types(part)}
        placed = {} if part is Part.PLAN else {"position": siblings + 1}
        self.rows.append(PartRow(part, key, parent, {**empty, **placed, **values}))
        return key

    def document(self) -> PlanDocument:
        """The plan as a file would be read: parents before children."""
        order = {part: number for number, part in enumerate(Part)}
        return PlanDocument(YEAR, tuple(sorted(self.rows, key=lambda row: order[row.part])))


_OWN = {Part.TASK, Part.PRODUCT, Part.EVIDENCE}
_MANY = {"value_groups", "dates", "products", "speakers", "computed_figures", "terms", "promises", "areas"}


def _lists(part: Part) -> set[str]:
    known = {name for name, _ in paths(SECTIONS[part].fields)}
    return known & (_MANY | {"closed_days", "worked_days"})


def begun(**values: Any) -> Plan:
    """A plan with the least that it must have."""
    plan = Plan()
    least = {"entity_name": "Entidad de prueba", "entity_short_name": "Entidad", "privacy_version": "1"}
    least |= {"privacy_short": "Aviso corto.", "privacy_notice": "Aviso.", "name": "Plan de prueba"}
    plan.add(Part.PLAN, YEAR, **{"year": YEAR, **least, **values})
    return plan


def large_plan(products: int = 500) -> PlanDocument:
    """A plan with so many products, each with three proofs, as a large entity has."""
    plan = begun(privacy_notice="Línea del aviso.\n" * 200 + "Fin.")
    for number in range(products):
        if number % 20 == 0:
            activity = plan.add(
                Part.ACTIVITY, f"a{number:04}", code=f"a{number:04}", name=f"Actividad {number}", short_name="A"
            )
        if number % 5 == 0:
            task = plan.add(Part.TASK, f"t{number:04}", activity, code=f"t{number:04}", name=f"Tarea {number}")
        code = f"p{number:04}"
        values = {"code": code, "name": f"Producto {number} de la entidad", "short_name": f"Producto {number}"}
        plan.add(Part.PRODUCT, code, task, **values, period=f"{YEAR}-S1", status=ProductStatus.DONE, percentage=100)
        for proof in range(1, 4):
            day = date(YEAR, 1, 1) + timedelta(days=number % 150 + proof)
            link = f"https://entidad.example.org/{code}/{proof}"
            plan.add(Part.EVIDENCE, proof, code, text=f"Prueba {proof} de {code}.", dates=[day.isoformat()], link=link)
    return plan.document()


texts = st.text(st.sampled_from(AWKWARD), min_size=1, max_size=40).map(str.strip).filter(bool)
maybe_texts = st.none() | texts
codes = st.from_regex(r"[a-z0-9-]{2,8}", fullmatch=True)
days = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
any_days = st.dates(date(1890, 1, 1), date(2150, 12, 31))
periods = st.sampled_from([str(YEAR), f"{YEAR}-S1", f"{YEAR}-S2", f"{YEAR}-T3", f"{YEAR}-M06"])
numbers = st.none() | st.integers(1, 999_999_999)
links = st.none() | st.sampled_from(["https://entidad.example.org/a?b=1&c=2", "http://entidad.example.org/%20;x,y"])
mails = st.none() | st.just("plan@entidad.example.org")
hours = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
flags = st.none() | st.booleans()
colours = st.none() | st.just("#1f5a8f")
iso_days = st.lists(any_days.map(date.isoformat), max_size=4)


@st.composite
def any_plan(draw: Draw) -> PlanDocument:
    """A plan that a plan file could hold, with awkward texts in every field that takes one."""
    plan = begun(**draw(_plan_values()))
    groups = draw(st.lists(codes, max_size=3, unique=True))
    for code in groups:
        plan.add(Part.VALUE_GROUP, code, code=code, name=draw(texts))
    products = _products(draw, plan, groups)
    for period in draw(st.lists(periods, max_size=2, unique=True)):
        values = {"quantity": draw(numbers), "inferred": draw(st.booleans()), "note": draw(maybe_texts)}
        plan.add(Part.UNITEMISED, period, period=period, **values)
    for day in draw(st.lists(days, max_size=2, unique=True)):
        published = draw(st.none() | st.just(day + timedelta(days=3)))
        plan.add(Part.CUT, day, cut_on=day, label=draw(texts), published_on=published)
    for code in draw(st.lists(codes, max_size=2, unique=True)):
        opens = draw(any_days)
        values = {"opens_on": opens, "closes_on": opens + timedelta(days=9), "purpose": draw(texts)}
        plan.add(Part.WINDOW, code, code=code, name=draw(texts), products=_some(draw, products), **values)
    for code in draw(st.lists(codes, max_size=2, unique=True)):
        parent = draw(st.none() | st.sampled_from(products)) if products else None
        plan.add(Part.EVENT, code, parent, code=code, **draw(_event_values()), value_groups=_some(draw, groups))
    return plan.document()


def _some(draw: Draw, among: Sequence[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(among), max_size=3, unique=True)) if among else []


def _products(draw: Draw, plan: Plan, groups: Sequence[str]) -> list[str]:
    made: list[str] = []
    shapes = draw(st.lists(st.lists(st.integers(0, 2), max_size=2), max_size=3))
    names = iter(draw(st.lists(codes, min_size=30, max_size=30, unique=True)))
    for tasks in shapes:
        code = next(names)
        activity = plan.add(Part.ACTIVITY, code, code=code, name=draw(texts), short_name=draw(texts))
        for count in tasks:
            code = next(names)
            task = plan.add(Part.TASK, code, activity, code=code, name=draw(texts))
            made += [_product(draw, plan, task, next(names), groups) for _ in range(count)]
    return made


def _product(draw: Draw, plan: Plan, task: str, code: str, groups: Sequence[str]) -> str:
    status = draw(st.sampled_from(ProductStatus))
    is_done, is_cancelled = status is ProductStatus.DONE, status is ProductStatus.CANCELLED
    values: dict[str, Any] = {"status": status, "percentage": 100 if is_done else draw(st.integers(0, 99))}
    values |= {"due_on": draw(days)} if draw(st.booleans()) else {"period": draw(periods)}
    values |= {"executed_on": draw(st.none() | any_days)} if is_done else {}
    if draw(st.booleans()):
        target = draw(st.just(f"{YEAR + 1}-S1") | any_days.map(date.isoformat).filter(lambda day: day[:4] != str(YEAR)))
        values |= {"moved_to": target, "move_reason": draw(texts), "move_signed_by": draw(texts)}
        values |= {"moved_on": draw(st.none() | any_days)}
    if is_cancelled:
        values |= {"cancel_reason": draw(texts), "cancel_signed_by": draw(texts)}
        values |= {"cancelled_on": draw(st.none() | any_days)}
    names = {"name": draw(texts), "short_name": draw(texts), "responsible": draw(maybe_texts)}
    values |= {"quantity": draw(numbers), "value_groups": _some(draw, groups)}
    plan.add(Part.PRODUCT, code, task, code=code, **names, **values)
    for number in range(1, draw(st.integers(1 if is_done else 0, 2)) + 1):
        kept = {"file_kind": draw(st.none() | codes), "file_bytes": draw(numbers), "file_name": draw(maybe_texts)}
        kept |= {"file_hash": draw(st.none() | st.just("0a" * 32)), "link": draw(links), "dates": draw(iso_days)}
        plan.add(Part.EVIDENCE, number, code, text=draw(texts), **kept)
    return code


@st.composite
def _plan_values(draw: Draw) -> dict[str, Any]:
    named = ("name", "entity_name", "entity_short_name", "privacy_version", "privacy_short", "privacy_notice")
    maybe = ("report_objective", "source", "slogan", "phone", "address", "office_hours", "protected_channel", "logo")
    found = {name: draw(texts) for name in named}
    found |= {name: draw(maybe_texts) for name in (*maybe, "emergency_line", "emergency_text")}
    found |= {"computed_figures": draw(st.lists(st.sampled_from(ComputedFigure), unique=True))}
    found |= {"email": draw(mails), "web_page": draw(links), "privacy_policy_link": draw(links)}
    found |= {"main_colour": draw(colours), "accent_colour": draw(colours), "shows_sustained": draw(flags)}
    found |= {"reception_closes": draw(hours), "closed_days": draw(iso_days), "worked_days": []}
    found |= {name: draw(numbers) for name in ("clarification_days", "extension_times", "priority_days")}
    found["clarification_stops_clock"] = draw(flags) if found["clarification_days"] else None
    found["promises"] = [
        {"kind": kind, "working_days": draw(st.integers(1, 99))}
        for kind in draw(st.lists(st.sampled_from(Contribution), unique=True))
    ]
    named_areas = draw(st.lists(texts, max_size=2, unique_by=str.casefold))
    found["areas"] = [{"name": name, "email": "area@entidad.example.org"} for name in named_areas]
    return {**found, "terms": _terms(draw)}


def _terms(draw: Draw) -> list[dict[str, Any]]:
    def term(begin: str | None, end: str | None) -> dict[str, Any]:
        given = {kind: draw(st.integers(1, 99)) for kind in ("general", "informacion", "consulta")}
        return {"from": begin, "to": end, "source": draw(maybe_texts), **given}

    spans = draw(st.sampled_from([(), ((None, None),), ((None, "2020-03-27"), ("2020-03-28", None))]))
    return [term(begin, end) for begin, end in spans]


@st.composite
def _event_values(draw: Draw) -> dict[str, Any]:
    state = draw(st.sampled_from(EventState))
    has_day = (
        draw(st.booleans()) if state in {EventState.DRAFT, EventState.CANCELLED} else state != EventState.POSTPONED
    )
    found = {"state": state, "title": draw(texts), "kind": draw(st.none() | st.sampled_from(EventKind))}
    found |= {"day": draw(any_days) if has_day else None, "original_date": draw(any_days), "hour": draw(hours)}
    found |= {name: draw(maybe_texts) for name in ("mention", "description", "place", "accessibility")}
    found |= {"reason": draw(texts), "record": draw(texts), "link": draw(links), "recording": draw(links)}
    found |= {"minutes_link": draw(links), "minutes_long": draw(numbers), "attendance": draw(numbers)}
    return {**found, "attendance_metric": draw(texts), "speakers": draw(st.lists(texts, max_size=3))}
