"""The settings: read from the environment and `.env`, all checked at once, one sentence for each that is wrong."""

import re
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.mail.addresses import UnusableAddress, read_sender
from bot.mail.server import UnusableMailUrl, read_server
from locales import Language, Words, words
from storage import UnusableUrl, check_url

TELEGRAM = "https://api.telegram.org"
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes, and long enough not to be guessed

ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?", re.ASCII)


class SettingsWrong(Exception):
    """The settings can't be used. `problems` has one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(_in_words().plain("settings", "is not an IANA time zone such as America/Bogota")) from error
    return name


def _database(url: str) -> str:
    try:
        check_url(url)
    except UnusableUrl as error:
        reason = _in_words().plain(
            "settings",
            "is not the address of a database; write sqlite:///data/participa.db or postgresql://user:password@server/base",
        )
        raise ValueError(reason) from error
    return url


def _mail_server(url: SecretStr) -> SecretStr:
    try:
        read_server(url.get_secret_value())
    except UnusableMailUrl as error:
        reason = _in_words().plain(
            "settings",
            "must be like smtp://user:password@server:587",
        )
        raise ValueError(reason) from error
    return url


def _sender(written: str) -> str:
    try:
        read_sender(written)
    except UnusableAddress as error:
        reason = _in_words().plain("settings", "is not an e-mail address such as participacion@entidad.gov.co")
        raise ValueError(reason) from error
    return written


def _web(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError(_in_words().plain("settings", "must begin with https://"))
    return url.rstrip("/")


def _origins(text: str) -> str:
    """Origins as frame-ancestors takes them, and nothing that could add a rule of its own."""
    origins = text.split()
    if not all(ORIGIN.fullmatch(origin) for origin in origins):
        raise ValueError(
            _in_words().plain(
                "settings", "must list the portals like this: https://www.entidad.gov.co https://*.entidad.gov.co"
            )
        )
    return " ".join(origins)


class Settings(BaseSettings):
    """What the engineer who runs the bot decides. The names are those of the environment, in lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    bot_token: SecretStr | None = None
    bot_api_url: Annotated[str, AfterValidator(_web)] = TELEGRAM
    database_url: Annotated[SecretStr, AfterValidator(lambda url: (_database(url.get_secret_value()), url)[1])] = (
        SecretStr("sqlite:///data/participa.db")
    )
    plan_file: Path = Path("plans/enterritorio-2021.yaml")
    webhook_url: Annotated[str, AfterValidator(_web)] | None = None
    webhook_secret: SecretStr | None = None
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: Annotated[str, AfterValidator(_web)] | None = None
    embed_in: Annotated[str, AfterValidator(_origins)] | None = None
    data_licence: Annotated[str, Field(max_length=300)] | None = None
    proxies: Annotated[int, Field(ge=0, le=9)] = 0
    timezone: Annotated[str, AfterValidator(_zone)] = "America/Bogota"
    locale: str = "es_CO"
    channel_id: str | None = None
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_server)] | None = None
    mail_from: Annotated[str, AfterValidator(_sender)] | None = None
    files_url: str = "data/files"
    data_keys: SecretStr | None = None
    send_rate: Annotated[float, Field(gt=0, le=1000)] = 25.0
    log_format: Annotated[str, Field(pattern="^(text|json)$")] = "text"
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"
    sentry_dsn: SecretStr | None = None
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    metrics_token: SecretStr | None = None

    @model_validator(mode="after")
    def _secret_with_webhook(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret is not None else ""
        if self.webhook_url is not None and not WEBHOOK_SECRET.fullmatch(secret):
            raise ValueError(
                _in_words().plain("settings", "WEBHOOK_URL needs WEBHOOK_SECRET: 16 to 256 letters, digits, _ or -")
            )
        return self

    @model_validator(mode="after")
    def _sender_with_mail_server(self) -> Self:
        if self.smtp_url is not None and self.mail_from is None:
            raise ValueError(
                _in_words().plain("settings", "SMTP_URL needs MAIL_FROM: the address that the e-mails come from")
            )
        return self

    @model_validator(mode="after")
    def _token_of_the_metrics(self) -> Self:
        given = self.metrics_token
        if given is not None and not WEBHOOK_SECRET.fullmatch(given.get_secret_value()):
            raise ValueError(_in_words().plain("settings", "METRICS_TOKEN needs 16 to 256 letters, digits, _ or -"))
        return self

    @property
    def token(self) -> str:
        """The bot's token. Raises SettingsWrong where there is none."""
        if self.bot_token is None:
            raise SettingsWrong(
                [
                    _in_words().plain(
                        "settings",
                        "BOT_TOKEN is missing: ask @BotFather in Telegram for one and write it in the file .env,"
                        " like this: BOT_TOKEN=123456:ABC…",
                    )
                ]
            )
        return self.bot_token.get_secret_value()

    @property
    def database(self) -> str:
        """The database's URL, with its password."""
        return self.database_url.get_secret_value()

    @property
    def zone(self) -> ZoneInfo:
        """The entity's zone."""
        return ZoneInfo(self.timezone)

    @property
    def language(self) -> Language:
        """The entity's language."""
        return Language.EN if self.locale.lower().startswith("en") else Language.ES


def load(**overrides: Any) -> Settings:
    """The settings of this process. Raises SettingsWrong with every problem at once."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsWrong([_sentence(problem["loc"], problem["msg"]) for problem in error.errors()]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsWrong(
            [_in_words().plain("settings", "The file .env can not be read as text in UTF-8.")]
        ) from error


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    reason = message.removeprefix("Value error, ")
    if not place:
        return reason
    return _in_words().plain(
        "settings", "{name} is of no use: {reason}.", name=str(place[0]).upper(), reason=_plain(reason)
    )


def _plain(reason: str) -> str:
    """What the validation found, in words for who did not write the validation."""
    in_words = _in_words()
    known = {
        "Input should be a valid integer": in_words.plain("settings", "it must be a whole number"),
        "Input should be a valid number": in_words.plain("settings", "it must be a number"),
        "Input should be less": in_words.plain("settings", "it is too large"),
        "Input should be greater": in_words.plain("settings", "it is too small"),
        "String should match pattern": in_words.plain("settings", "that value does not exist; see .env.example"),
    }
    return next((said for start, said in known.items() if reason.startswith(start)), reason)


def _in_words() -> Words:
    """The settings decide the language, so what is wrong with them is said in the entity's usual one."""
    return words(Language.ES)
