"""The ZIP around every office document: measured before anything is read, and written anew part by part."""

import re
import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from participation.attachments.refusals import EXPANDS, LOCKED, NOT_CLEANED, TOO_INVOLVED, Damaged, Refused

MOST_PARTS = 5_000  # a book of slides has two thousand
EXPANDED_BYTES = 200 * 1024 * 1024  # a sheet of 20 MB takes up about so much
SMALL_BYTES = 20 * 1024 * 1024  # below this the ratio does not matter: blank sheets shrink a hundredfold
MOST_RATIO = 100
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_NAME = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the parts' dates tell when the document was saved
_PIECE = 256 * 1024


class Package:
    """An office document's parts, to be read."""

    def __init__(self, content: bytes) -> None:
        """Raises Damaged for what is no package, and Refused for a bomb or a locked one. Nothing is unpacked yet."""
        if content.count(_ENTRY) > MOST_PARTS:
            raise Refused(TOO_INVOLVED)
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Damaged("no package") from error
        self._parts = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        _check(self._zip.infolist(), len(content))

    @property
    def names(self) -> list[str]:
        """The parts' names, in their order."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def size(self, name: str) -> int:
        """The part's bytes when unpacked."""
        return self._parts[name].file_size

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part, unpacked piece by piece; never more than its entry announces. Raises Damaged."""
        try:
            with self._zip.open(self._parts[name]) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise Damaged("a part that cannot be unpacked") from error

    def read(self, name: str, limit: int = EXPANDED_BYTES) -> bytes:
        """The whole part. Raises Refused where it is larger than `limit` bytes."""
        if self.size(name) > limit:
            raise Refused(TOO_INVOLVED)
        return b"".join(self.pieces(name))


class PackageWriter:
    """An office document written anew: only what is given, without dates, attributes and comments of the ZIP."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._zip = ZipFile(self._bytes, "w")

    def write(self, name: str, pieces: Iterator[bytes], *, compressed: bool = True) -> None:
        """Add a part."""
        info = ZipInfo(name, _EPOCH)
        info.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
        with self._zip.open(info, "w") as file:
            for piece in pieces:
                file.write(piece)

    def close(self) -> bytes:
        """The document. Raises Refused where it became larger than any document may be when unpacked."""
        self._zip.close()
        clean = self._bytes.getvalue()
        if len(clean) > EXPANDED_BYTES:
            raise Refused(NOT_CLEANED)
        return clean


def _check(infos: list[ZipInfo], size: int) -> None:
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refused(LOCKED)
    names = [info.filename.lower() for info in infos]
    if len(set(names)) != len(names) or not all(_is_inside(name) for name in names):
        raise Damaged("parts of one name, or outside the package")
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in infos):
        raise Damaged("a part that is a link")
    expanded = sum(info.file_size for info in infos)
    overlapping = sum(info.compress_size for info in infos) > size
    out_of_ratio = expanded > SMALL_BYTES and expanded > MOST_RATIO * size
    if expanded > EXPANDED_BYTES or overlapping or out_of_ratio:
        raise Refused(EXPANDS)


def _is_inside(name: str) -> bool:
    """Whether a part's name stays in the package: no root, no drive, no way up."""
    folders = name.rstrip("/").split("/")
    return bool(_NAME.fullmatch(name)) and not {"", ".", ".."} & set(folders)
