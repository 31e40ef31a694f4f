"""What a plan file must also fulfil once each value by itself is right: the rules between values."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from locales import Phrase
from participation.plan.entries import Entry
from participation.plan.errors import ErrorList
from participation.plan.periods import Period
from storage.models.plan import EventState, ProductStatus
from storage.queries.plan_parts import Part

Check = Callable[[Entry, ErrorList], None]
DONE_IS_WHOLE = Phrase("plan file", "A product that is cumplido has avance 100.")
DONE_NEEDS_EVIDENCE = Phrase("plan file", "A product that is cumplido needs at least one element in «evidencias».")
WHOLE_IS_DONE = Phrase("plan file", "With avance 100 the estado is cumplido. Change one of the two.")


def check(plan: Entry, errors: ErrorList) -> None:
    """Add everything that does not fit together; values whose own error is told already are left out."""
    for part in Part:
        entries = list(plan.all_of(part))
        _unique(entries, errors)
        for entry in entries:
            check_one(entry, errors)
    _references(plan, errors)
    _terms(plan, errors)
    _promises(plan, errors)
    _case_rules(plan, errors)


def check_one(entry: Entry, errors: ErrorList) -> None:
    """The same for one part by itself, whoever wrote it: a plan file, or staff in the chat."""
    for rule in _RULES.get(entry.section.part, ()):
        rule(entry, errors)


def _unique(entries: Iterable[Entry], errors: ErrorList) -> None:
    seen: dict[object, Entry] = {}
    for entry in entries:
        identity = entry.section.identity
        value = entry.get(identity)
        if value is None:
            continue
        if first := seen.get(value):
            phrase = Phrase("plan file", "«{value}» is used twice; the first is on line {first}. Each needs its own.")
            errors.add(entry.place_of(identity), phrase, value=value, first=first.place_of(identity).line)
        else:
            seen[value] = entry


def _references(plan: Entry, errors: ErrorList) -> None:
    products = {entry.get("code") for entry in plan.all_of(Part.PRODUCT)}
    groups = {entry.get("code") for entry in plan.all_of(Part.VALUE_GROUP)}
    for event in plan.all_of(Part.EVENT):
        code = event.get("product")
        if code and code not in products:
            phrase = Phrase("plan file", "No product of this plan has the code «{code}».")
            errors.add(event.place_of("product"), phrase, code=code)
    for window in plan.all_of(Part.WINDOW):
        for code in window.get("products") or ():
            if code not in products:
                phrase = Phrase("plan file", "No product of this plan has the code «{code}».")
                errors.add(window.place_of("products"), phrase, code=code)
    for part in (Part.PRODUCT, Part.EVENT):
        for entry in plan.all_of(part):
            for code in entry.get("value_groups") or ():
                if code not in groups:
                    phrase = Phrase("plan file", "No group in the list grupos_de_valor has the code «{code}».")
                    errors.add(entry.place_of("value_groups"), phrase, code=code)


def _programmed_once(product: Entry, errors: ErrorList) -> None:
    if product.lacks("period", "due_on"):
        errors.add(product.place, Phrase("plan file", "A product needs «periodo» or «vence»: when it is due."))
    if product.get("period") and product.get("due_on"):
        errors.add(product.place_of("due_on"), Phrase("plan file", "Write «periodo» or «vence», not both."))
    if product.get("due_on"):
        _within_year(product, "due_on", product.get("due_on"), errors)


def _period_within_year(entry: Entry, errors: ErrorList) -> None:
    if entry.get("period"):
        _within_year(entry, "period", Period.parse(entry.get("period")).start, errors)


def _within_year(entry: Entry, name: str, day: date, errors: ErrorList) -> None:
    top = entry
    while top.parent:
        top = top.parent
    year = top.get("year")
    if year and day.year != year:
        phrase = Phrase("plan file", "This is outside the plan's year, {year}.")
        errors.add(entry.place_of(name), phrase, year=year)


def _done_with_proof(product: Entry, errors: ErrorList) -> None:
    """Only what is at 100 % with evidence is *cumplido*."""
    status, percentage = product.get("status"), product.get("percentage")
    if status is ProductStatus.DONE:
        if percentage is not None and percentage != 100:
            errors.add(product.place_of("percentage"), DONE_IS_WHOLE)
        if not product.children:
            errors.add(product.place_of("status"), DONE_NEEDS_EVIDENCE)
    elif status is not None:
        if percentage == 100:
            errors.add(product.place_of("status"), WHOLE_IS_DONE)
        if product.get("executed_on"):
            phrase = Phrase("plan file", "Only a product that is cumplido has «ejecutado_el».")
            errors.add(product.place_of("executed_on"), phrase)


def _cancelled_with_reason(product: Entry, errors: ErrorList) -> None:
    status, given = product.get("status"), "cancelado" in product.places
    if status is ProductStatus.CANCELLED and not given:
        phrase = Phrase("plan file", "A product that is cancelado needs the key «cancelado» with motivo and firma.")
        errors.add(product.place_of("status"), phrase)
    if given and status is not None and status is not ProductStatus.CANCELLED:
        phrase = Phrase("plan file", "The key «cancelado» goes with the estado cancelado only.")
        errors.add(product.places["cancelado"], phrase)


def _moved_elsewhere(product: Entry, errors: ErrorList) -> None:
    target = product.get("moved_to")
    origin = product.get("period") or (product.get("due_on") and product.get("due_on").isoformat())
    if target and target == origin:
        phrase = Phrase(
            "plan file", "The product is moved to where it already was. Leave «periodo» as first programmed."
        )
        errors.add(product.place_of("moved_to"), phrase)


def _event_dates(event: Entry, errors: ErrorList) -> None:
    state = event.get("state")
    if state in _NEED_DAY and event.lacks("day"):
        phrase = Phrase("plan file", "An event that is {state} needs its «fecha».")
        errors.add(event.place_of("state"), phrase, state=state)
    if state in _NEED_ORIGINAL and event.lacks("original_date"):
        phrase = Phrase("plan file", "An event that is {state} needs the «fecha_original» on which it was to be held.")
        errors.add(event.place_of("state"), phrase, state=state)
    if state is EventState.POSTPONED and event.get("day"):
        phrase = Phrase(
            "plan file", "An event that is aplazado has no new date. With a date its estado is reprogramado."
        )
        errors.add(event.place_of("day"), phrase)


def _event_proof(event: Entry, errors: ErrorList) -> None:
    state = event.get("state")
    if state is EventState.HELD and event.lacks("recording", "record"):
        phrase = Phrase("plan file", "An event that is realizado needs its proof: «grabacion» or «registro».")
        errors.add(event.place_of("state"), phrase)
    if event.get("attendance") is not None and event.lacks("attendance_metric"):
        phrase = Phrase("plan file", "«asistencia» needs «asistencia_cuenta»: registered people, peak viewers…")
        errors.add(event.place_of("attendance"), phrase)
    if state is EventState.CANCELLED and event.lacks("reason"):
        errors.add(event.place_of("state"), Phrase("plan file", "An event that is cancelado needs its «motivo»."))


_NEED_DAY = (
    EventState.PROGRAMMED,
    EventState.INVITED,
    EventState.LIVE,
    EventState.HELD,
    EventState.RESCHEDULED,
    EventState.UNCONFIRMED,
)
_NEED_ORIGINAL = (EventState.POSTPONED, EventState.RESCHEDULED)


def _window_order(window: Entry, errors: ErrorList) -> None:
    opens, closes = window.get("opens_on"), window.get("closes_on")
    if opens and closes and closes < opens:
        errors.add(window.place_of("closes_on"), Phrase("plan file", "This window closes before it opens."))


def _cut_dates(cut: Entry, errors: ErrorList) -> None:
    on, published = cut.get("cut_on"), cut.get("published_on")
    if on:
        _within_year(cut, "cut_on", on, errors)
    if on and published and published < on:
        errors.add(cut.place_of("published_on"), Phrase("plan file", "A cut cannot be published before its own date."))


def _terms(plan: Entry, errors: ErrorList) -> None:
    """The ranges of reception dates follow one another without a gap or an overlap, so that each day has one rule."""
    rules: list[dict[str, Any]] = plan.get("terms") or []
    if any("from" not in rule or "to" not in rule for rule in rules):
        return
    for index, rule in enumerate(rules):
        if rule["from"] and rule["to"] and rule["to"] < rule["from"]:
            phrase = Phrase("plan file", "This term ends on {end}, before it begins.")
            errors.add(plan.place_of(f"terms/{index}"), phrase, end=rule["to"])
    for index, (rule, following) in enumerate(pairwise(rules), start=1):
        if rule["to"] is None or following["from"] != _day_after(rule["to"]):
            phrase = Phrase(
                "plan file", "The terms go from the oldest to the newest. Each begins the day after the last."
            )
            errors.add(plan.place_of(f"terms/{index}"), phrase)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _promises(plan: Entry, errors: ErrorList) -> None:
    seen: set[object] = set()
    for index, promise in enumerate(plan.get("promises") or []):
        kind = promise.get("kind")
        if kind and kind in seen:
            phrase = Phrase("plan file", "There is already a promise for {kind}. Keep one.")
            errors.add(plan.place_of(f"promises/{index}"), phrase, kind=kind)
        seen.add(kind)


def _case_rules(plan: Entry, errors: ErrorList) -> None:
    """A clock that stops needs an end, a day is closed or worked, and an area is found by its name."""
    if plan.get("clarification_stops_clock") and not plan.get("clarification_days"):
        phrase = Phrase("plan file", "If asking for a clarification stops the term, it needs its «dias_habiles».")
        errors.add(plan.place_of("clarification_stops_clock"), phrase)
    for day in sorted(set(plan.get("closed_days") or ()) & set(plan.get("worked_days") or ())):
        phrase = Phrase("plan file", "The day {day} is both in dias_cerrados and in dias_laborados.")
        errors.add(plan.place_of("worked_days"), phrase, day=day)
    seen: set[str] = set()
    for index, area in enumerate(plan.get("areas") or []):
        name = str(area.get("name") or "").casefold()
        if name and name in seen:
            errors.add(plan.place_of(f"areas/{index}"), Phrase("plan file", "There is already an area with this name."))
        seen.add(name)


_RULES: dict[Part, tuple[Check, ...]] = {
    Part.PRODUCT: (_programmed_once, _period_within_year, _done_with_proof, _cancelled_with_reason, _moved_elsewhere),
    Part.UNITEMISED: (_period_within_year,),
    Part.EVENT: (_event_dates, _event_proof),
    Part.WINDOW: (_window_order,),
    Part.CUT: (_cut_dates,),
}
