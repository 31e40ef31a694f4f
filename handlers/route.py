"""Which handler an update goes to. python-telegram-bot's handlers say what they accept; ours says what to do then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers import keyboards
from handlers.answer import Answer
from handlers.buttons import Data
from handlers.texts import general
from handlers.turn import Turn
from participation.attachments import Refused
from participation.plan.views import NoPlanError, NotInPlanError

Act = Callable[[Turn], Answer]
MaySend = Callable[[Turn], Refused | None]
Prepare = Callable[[Turn], None]


@dataclass(frozen=True)
class Route:
    """`when` is asked whether it accepts an update; `act` answers. Unless it `changes` something, its session can't.

    With `may_send` the file that came with a message is fetched before, unless `may_send` says why it need not be.
    `prepare` then works out what takes long, such as reading a workbook, with a session that can't change anything: the
    unit of work that follows finds it done.
    """

    when: BaseHandler[Any, Any, Any]
    act: Act
    changes: bool = False
    may_send: MaySend | None = None
    prepare: Prepare | None = None


@dataclass(frozen=True)
class Found:
    """The route of an update, and the words that followed its command."""

    route: Route
    update: Update
    arguments: list[str] = field(default_factory=list)


async def unused(_update: object, _context: object) -> None:
    """The library's handlers want a callback; ours is `act`, called by the turn."""


def answer(found: Found, turn: Turn) -> Answer:
    """Let the route of an update answer it. What the plan no longer has is said in words, not as a fault."""
    try:
        return found.route.act(turn)
    except NoPlanError:
        return turn.say(general.no_plan(turn.words))
    except NotInPlanError:
        return turn.say(general.gone(turn.words), keyboards.back_to_progress(turn.words))


def command(*names: str, act: Act, where: filters.BaseFilter | None = None, changes: bool = False) -> Route:
    """A route for `/name`."""
    return Route(CommandHandler(names, unused, filters=where), act, changes)


def pressed(kind: type[Data], act: Act, *, changes: bool = False, prepare: Prepare | None = None) -> Route:
    """A route for a button."""
    return Route(CallbackQueryHandler(unused, pattern=kind.matches), act, changes, prepare=prepare)


def message(
    where: filters.BaseFilter,
    act: Act,
    *,
    changes: bool = False,
    may_send: MaySend | None = None,
    prepare: Prepare | None = None,
) -> Route:
    """A route for messages; with `may_send` for those that come with a file."""
    return Route(MessageHandler(where, unused), act, changes, may_send, prepare)


def find(routes: Sequence[Route], update: Update) -> Found | None:
    """The first route that accepts an update; None where there is nothing to answer."""
    for route in routes:
        accepted = route.when.check_update(update)
        if accepted is None or accepted is False:
            continue
        # A command's check gives (arguments, result of its filters).
        arguments = list(accepted[0]) if isinstance(route.when, CommandHandler) and isinstance(accepted, tuple) else []
        return Found(route, update, arguments)
    return None
