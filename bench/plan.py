"""What a large plan with a long history costs beside the seed's: statements, the first answer, every later one.

And what a first visit of the pages weighs.
"""

import gzip
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, event

from bench import plan_history
from bench.figures import Json
from bench.plan_history import TODAY, ZONE
from bench.table import Table, figure, ratio
from bot.pages import progress as pages
from bot.pages.visit import Asked, House, Visit
from handlers import keyboards
from handlers.texts import changes as change_texts
from handlers.texts import plan as texts
from locales import Language, formats, words
from participation.identity import Keyring
from participation.plan.cut_changes import corrections, latest_changes
from participation.progress import plan_progress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.pages import assets
from storage import Database, Session

PRODUCTS, YEARS = 500, 10
FEW_YEARS = 2
ROUNDS, FEW_ROUNDS = 400, 60
FIRST_PAGE = "the first page"
HEAVIEST = 100_000  # bytes of a first visit, as they travel
MOST = 1.5
"""How many times the seed's time an answer may take."""
SAID = (words(Language.ES), formats(Language.ES, ZONE))


def progress(session: Session) -> None:
    """/avance."""
    plan = plan_progress(session, TODAY)
    texts.progress(plan, *SAID)
    keyboards.progress(plan, SAID[0])


def changes(session: Session) -> None:
    """«Qué cambió»."""
    found = latest_changes(session, TODAY)
    if found is not None:
        change_texts.changed(found, corrections(session, TODAY), *SAID)


def first_page(session: Session) -> None:
    """The first of the public pages, built anew."""
    _page(session)


def _page(session: Session) -> bytes:
    house = House(ZONE, Keyring(()), bot_address="https://t.me/ParticipaBot")
    now = datetime.combine(TODAY, datetime.min.time(), ZONE)
    return pages.show(Visit(session, now, house, Asked("", Language.ES))).content


ASKED: dict[str, Callable[[Session], None]] = {"/avance": progress, "«Qué cambió»": changes, FIRST_PAGE: first_page}


def measure(folder: Path, *, short: bool) -> Json:
    """Both plans in turn, so that what else the machine does falls on both."""
    folder.mkdir(parents=True, exist_ok=True)
    years, rounds = (FEW_YEARS, FEW_ROUNDS) if short else (YEARS, ROUNDS)
    with (
        closing(plan_history.seed(folder / "seed.db")) as seed,
        closing(plan_history.large(folder / "large.db", PRODUCTS, years)) as large,
    ):
        both = {"seed": seed, "large": large}
        found: Json = {"products": PRODUCTS, "years": years}
        for name, ask in ASKED.items():
            first = {which: _first(database, ask) for which, database in both.items()}
            later: dict[str, list[float]] = {which: [] for which in both}
            for _ in range(rounds):
                for which, database in both.items():
                    later[which].append(_timed(database, ask))
            found[name] = {which: {**first[which], "later_ms": statistics.median(later[which])} for which in both}
        found["weight"] = {which: database.read(_weight).result() for which, database in both.items()}
    return found


def _weight(session: Session) -> Json:
    """Bytes of a first visit: the page and its style compressed, the type as it is."""
    style, _icon, *fonts = assets.all_assets(DEFAULT_MAIN, DEFAULT_ACCENT)
    weight = {
        "page": len(gzip.compress(_page(session), 6)),
        "style": len(gzip.compress(style.content, 6)),
        "type": sum(len(font.content) for font in fonts),
    }
    return {**weight, "whole": sum(weight.values())}


def tables(result: Json) -> list[Table]:
    """For eyes."""
    title = f"The plan: the seed's beside one of {result['products']} products with {result['years']} years of history"
    table = Table(title, ["", "statements", "first, ms", "later, ms"])
    for name in ASKED:
        seed, large = result[name]["seed"], result[name]["large"]
        for which, one in (("the seed's", seed), ("the large one", large)):
            table.add(f"{name}, {which}", str(one["statements"]), figure(one["first_ms"]), figure(one["later_ms"]))
        table.add(
            f"{name}, how many times",
            ratio(large["statements"], seed["statements"]),
            ratio(large["first_ms"], seed["first_ms"]),
            ratio(large["later_ms"], seed["later_ms"]),
        )
    weights = Table("A first visit: kilobytes as they travel", ["", "page", "style", "type", "whole"])
    for which, one in result["weight"].items():
        weights.add(which, *(figure(one[part] / 1000) for part in ("page", "style", "type", "whole")))
    return [table, weights]


def failures(result: Json) -> list[str]:
    """The same statements, and about the same time once it was asked for: it is computed once for each change."""
    found = []
    for name in ("/avance", FIRST_PAGE):
        seed, large = result[name]["seed"], result[name]["large"]
        if large["statements"] != seed["statements"]:
            found.append(
                f"{name} of a large plan makes {large['statements']} statements, the seed's {seed['statements']}"
            )
        if large["later_ms"] > MOST * seed["later_ms"]:
            found.append(f"{name} of a large plan takes {ratio(large['later_ms'], seed['later_ms'])} times the seed's")
    found += [
        f"a first visit of {which} weighs {one['whole']} bytes, more than {HEAVIEST}"
        for which, one in result["weight"].items()
        if one["whole"] >= HEAVIEST
    ]
    return found


def _first(database: Database, ask: Callable[[Session], None]) -> Json:
    """The answer after a change: its time, and how many statements it makes."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)  # readers have an engine of their own
    milliseconds = _timed(database, ask)
    event.remove(Engine, "before_cursor_execute", note)
    asked = [one for one in statements if one.startswith("SELECT")]
    return {"first_ms": milliseconds, "statements": len(asked)}


def _timed(database: Database, ask: Callable[[Session], None]) -> float:
    """Milliseconds of one unit of work."""
    begun = time.perf_counter()
    database.read(ask).result()
    return 1000 * (time.perf_counter() - begun)
