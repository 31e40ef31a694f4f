"""The files among the evidence that people see: what an office uploaded as proof, anybody may open."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from locales import fold
from participation.attachments import kinds
from participation.attachments.kinds import FileType
from storage import Session
from storage.models.kinds import PartKind
from storage.queries.products import public_file

PREFIX = 16
"""Hexadecimal digits of a hash: what an address and a button name a file by."""
PHOTO_BYTES = 10_000_000  # what Telegram takes as a photo
_TYPES = {kind.extension: kind for kind in vars(kinds).values() if isinstance(kind, FileType)}
_TYPES[".jpeg"] = kinds.JPEG
_UNUSUAL = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True)
class PublicFile:
    """A file that is evidence, with the product that it proves. `text` is what it is said to prove."""

    hash: str
    name: str
    bytes: int | None
    text: str
    product_code: str

    @property
    def mime(self) -> str:
        """Its type, by the ending that it was given when its content was looked at."""
        kind = _TYPES.get(PurePath(self.name).suffix.lower())
        return kind.mime if kind is not None else "application/octet-stream"

    @property
    def part(self) -> PartKind:
        """As what Telegram shows it best."""
        if self.mime in {kinds.JPEG.mime, kinds.PNG.mime} and (self.bytes or PHOTO_BYTES) < PHOTO_BYTES:
            return PartKind.PHOTO
        whole = {kinds.MP4.mime: PartKind.VIDEO, kinds.MP3.mime: PartKind.AUDIO, kinds.M4A.mime: PartKind.AUDIO}
        return whole.get(self.mime, PartKind.DOCUMENT)


def file_of_evidence(session: Session, prefix: str) -> PublicFile | None:
    """The file of an evidence that people see, by the first PREFIX digits of its hash; None where there is none."""
    found = public_file(session, prefix)
    if found is None:
        return None
    evidence, product = found
    name = evidence.file_name or f"archivo.{evidence.file_kind or 'bin'}"
    return PublicFile(evidence.file_hash or "", name, evidence.file_bytes, evidence.text, product.code)


def file_address(file_hash: str, name: str) -> str:
    """The address of a file among the public pages, without a slash at its beginning; it never changes."""
    return f"evidencia/{file_hash[:PREFIX]}/{address_name(name)}"


def address_name(name: str) -> str:
    """A file's name as it stands in an address, whatever its sender called it."""
    return _UNUSUAL.sub("-", fold(name).replace("ñ", "n")).strip("-.") or "archivo"
