"""Who wrote, kept apart from what was written: sealed with the operator's keys (`DATA_KEYS`).

Keys stand newest first. A new one is put before the others: it seals from then on, the older ones still open what they
sealed, and `rotate` seals it anew. Marks (`mac`) are made with the oldest key, so that they stay the same when keys are
added; taking the oldest away changes every mark, and is done only when none is needed any more.
"""

import hmac
import json
import re
import secrets
from base64 import urlsafe_b64decode
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from locales import Phrase

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

Sealable = str | dict[str, Any]
"""A text, or what JSON can hold under texts as keys."""

_KEY = re.compile(r"[A-Za-z0-9_-]{43}=", re.ASCII)
_MAC_BYTES = 32


class BadDataKeys(ValueError):
    """DATA_KEYS cannot be used. The text names the place of the bad key and never repeats it."""

    def __init__(self, phrase: Phrase, **values: object) -> None:
        self.phrase, self.values = phrase, values
        super().__init__(phrase.message.format(**values))


class UnreadableSeal(ValueError):
    """None of the keys opens it, or it was changed."""


class Keyring:
    """The keys under which identities are sealed, newest first. Neither `repr` nor an error shows them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys

    @classmethod
    def parse(cls, text: str) -> Self:
        """From DATA_KEYS: one or more Fernet keys with commas or spaces between them. Raises BadDataKeys."""
        keys = tuple(text.replace(",", " ").split())
        if not keys:
            raise BadDataKeys(Phrase("data keys", "DATA_KEYS is empty. It needs a key of 44 characters."))
        for position, key in enumerate(keys, start=1):
            if not _KEY.fullmatch(key):
                phrase = Phrase(
                    "data keys",
                    "Key {position} of DATA_KEYS is not valid. It needs 43 letters, digits, - or _, and = at the end.",
                )
                raise BadDataKeys(phrase, position=position)
        return cls(keys)

    @staticmethod
    def generate() -> str:
        """A new key as DATA_KEYS takes it."""
        from cryptography.fernet import Fernet  # noqa: PLC0415 - loaded by the first use of a key

        return Fernet.generate_key().decode("ascii")

    def seal(self, value: Sealable) -> bytes:
        """The value under the newest key. What is sealed shows the second in which it was, and about how long it is."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))

    def open(self, sealed: bytes) -> Any:
        """The value that was sealed with any of the keys. Raises UnreadableSeal."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - as above

        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise UnreadableSeal("no key of DATA_KEYS opens this") from error

    def rotate(self, sealed: bytes) -> bytes:
        """The same value under the newest key. Raises UnreadableSeal."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - as above

        try:
            return self._fernet.rotate(sealed)
        except InvalidToken as error:
            raise UnreadableSeal("no key of DATA_KEYS opens this") from error

    def mac(self, value: int | str, purpose: str) -> str:
        """A mark of 64 hexadecimal digits for a person (or a text) that nobody without the oldest key can make.

        HMAC-SHA-256 under a key derived from the oldest one by HKDF; marks for different purposes cannot be compared.
        """
        return hmac.digest(self._mac_key(purpose), str(value).encode("utf-8"), "sha256").hex()

    def _mac_key(self, purpose: str) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as above

        if not purpose:
            raise ValueError("a mark needs a purpose")
        info = b"participa mac " + purpose.encode("utf-8")
        return HKDF(SHA256(), _MAC_BYTES, salt=None, info=info).derive(urlsafe_b64decode(self._keys[-1]))

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - as above

        return MultiFernet([Fernet(key) for key in self._keys])

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._keys)}>"


def pseudonym() -> str:
    """What a person is called in a case, such as "Persona 7F3A-91": 24 random bits, nothing of the person in them.

    Two people can draw the same one: who stores it draws again.
    """
    digits = secrets.token_hex(3).upper()
    return f"Persona {digits[:4]}-{digits[4:]}"
