"""The team from the command line: the first administrator comes in this way."""

import asyncio
from contextlib import closing

from bot.preparing import require_schema
from bot.presence import reach
from bot.present import real_now
from bot.process import open_bot
from bot.settings import Settings
from handlers.texts.staff import ROLES
from locales import words
from participation.staff import team
from storage import Session, open_database
from storage.models.staff import Role
from storage.queries import staff as queries


class UnknownRole(ValueError):
    """`--role` names no role. The message is what was given."""


async def invitation(settings: Settings, role: str, name: str | None, *, denuncias: bool) -> str:
    """The link that lets one person in, once, within 72 hours. Raises UnknownRole, SchemaBehind, InvalidToken."""
    if role not in set(Role):
        raise UnknownRole(role)
    await asyncio.to_thread(require_schema, settings)
    async with open_bot(settings) as bot:
        await reach(bot)
        username = bot.username

    def invite(session: Session) -> str:
        return team.invite(
            session, None, Role(role), real_now(), name=name, reads_denuncias=denuncias, from_command_line=True
        )

    with closing(open_database(settings.database)) as database:
        token = await asyncio.wrap_future(database.write(invite))
    return f"https://t.me/{username}?start=equipo_{token}"


def members(settings: Settings) -> list[str]:
    """Who is in the team, one line each."""
    require_schema(settings)
    in_words = words(settings.language)
    with closing(open_database(settings.database)) as database:
        found = database.read(queries.active_members).result()
    lines = [f"{member.name}: {in_words.plain_phrase(ROLES[member.role])}" for member in found]
    return lines or [
        in_words.plain("staff", "There is nobody in the team yet. Invite the first with `participa staff invite`.")
    ]
