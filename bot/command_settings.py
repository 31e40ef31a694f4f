"""The settings of a command, and its log."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


def command_settings() -> "Settings":
    """The settings of this command, with the log set up as they say."""
    from bot import logs  # noqa: PLC0415 - `--help` needs neither log nor settings
    from bot.settings import load  # noqa: PLC0415 - as above

    settings = load()
    heard = []
    if settings.sentry_dsn is not None:
        from bot import sentry  # noqa: PLC0415 - an extra, loaded by who uses it

        heard.append(sentry.set_up(settings.sentry_dsn.get_secret_value()))
    logs.set_up(settings.log_level, settings.log_format, heard)
    return settings
