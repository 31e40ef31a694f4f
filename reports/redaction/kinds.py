"""The kinds of personal data, and what stands in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from locales import Phrase


class PersonalKind(StrEnum):
    """In order of precedence: where two kinds are found in one place, the first is told."""

    EMAIL = "email"
    SOCIAL = "social"
    ACCOUNT = "account"
    IDENTITY = "identity"
    PHONE = "phone"
    ADDRESS = "address"
    PLATE = "plate"
    NAME = "name"


MARKS: Mapping[PersonalKind, Phrase] = {
    PersonalKind.EMAIL: Phrase("redaction", "[personal data: e-mail]"),
    PersonalKind.SOCIAL: Phrase("redaction", "[personal data: social network]"),
    PersonalKind.ACCOUNT: Phrase("redaction", "[personal data: bank account]"),
    PersonalKind.IDENTITY: Phrase("redaction", "[personal data: identity document]"),
    PersonalKind.PHONE: Phrase("redaction", "[personal data: telephone]"),
    PersonalKind.ADDRESS: Phrase("redaction", "[personal data: address]"),
    PersonalKind.PLATE: Phrase("redaction", "[personal data: number plate]"),
    PersonalKind.NAME: Phrase("redaction", "[personal data: name]"),
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text, `text[start:end]`, that tells something personal."""

    start: int
    end: int
    kind: PersonalKind

    def touches(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
