"""What is said of the bot itself."""

import re

from telegram.ext import CommandHandler

from handlers.routes import ROUTES
from handlers.texts import general
from tests.handlers.texts.rendered import read, said_in


def help_lines() -> list[str]:
    return read(general.help_text(said_in()[0], new_messages=False)).splitlines()


def test_the_help_tells_how_a_case_is_asked_for() -> None:
    assert "/caso PPC-2021-000001-7: cómo va el caso con ese número" in help_lines()


def test_the_help_offers_only_commands_that_the_bot_answers() -> None:
    answered = {name for route in ROUTES if isinstance(route.when, CommandHandler) for name in route.when.commands}

    offered = re.findall(r"^/(\w+)", "\n".join(help_lines()), re.MULTILINE)

    assert offered
    assert set(offered) <= answered
