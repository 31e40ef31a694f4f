"""The languages that the bot speaks. Spanish comes first: it is the source of truth for what people read."""

from enum import StrEnum


class Language(StrEnum):
    """A language with a complete catalog; its value is the folder of the catalog."""

    ES = "es"
    EN = "en"

    @classmethod
    def of(cls, tag: str | None) -> "Language":
        """The language for an IETF tag such as Telegram's `language_code` ("es-419", "en"); Spanish for any other."""
        primary = (tag or "").replace("_", "-").partition("-")[0].lower()
        return cls.EN if primary == cls.EN else cls.ES
