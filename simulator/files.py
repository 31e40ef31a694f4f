"""Files in the simulated cloud: identifiers that last, bytes that can be fetched, the sizes of a picture."""

import base64
import hashlib
import mimetypes
import struct
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024

_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "audio": "music", "video": "videos"}
_PHOTO_EDGES = (90, 320, 800, 1280, 2560)


@dataclass(slots=True)
class StoredFile:
    """One file. `size` in bytes may be declared larger than the content, to try what is too big without having it."""

    kind: str
    name: str
    mime: str
    content: bytes
    size: int
    file_id: str
    unique_id: str
    path: str
    about: dict[str, Any] = field(default_factory=dict)

    def reference(self) -> dict[str, Any]:
        """The three fields that every file object of the Bot API has."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileStore:
    """All files of the world. A file_id may be used again by any bot, where Telegram ties it to one."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._count = 0

    def add(
        self, kind: str, content: bytes, name: str = "", mime: str = "", size: int | None = None, **about: Any
    ) -> StoredFile:
        """Keep a file; `kind` is the field of the message that will hold it (photo, document, voice, …)."""
        self._count += 1
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = ".jpg" if kind == "photo" else PurePath(name).suffix or mimetypes.guess_extension(mime) or ""
        folder = _FOLDERS.get(kind, f"{kind}s")
        stored = StoredFile(
            kind=kind,
            name=name,
            mime=mime,
            content=content,
            size=len(content) if size is None else size,
            file_id=f"{kind[:2].upper()}{_token(f'id:{self._count}:{kind}', 40)}",
            unique_id=f"Ag{_token(f'unique:{self._count}', 11)}",
            path=f"{folder}/file_{self._count - 1}{suffix}",
            about=about,
        )
        self._by_id[stored.file_id] = self._by_path[stored.path] = stored
        return stored

    def alias(self, file_id: str, stored: StoredFile) -> None:
        """Let another identifier, such as that of a smaller size, lead to the same bytes."""
        self._by_id[file_id] = stored

    def by_id(self, file_id: str) -> StoredFile | None:
        """The file, or None when no such identifier was ever given out."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file that getFile gave this path for."""
        return self._by_path.get(path)

    def photo_sizes(self, stored: StoredFile) -> list[dict[str, Any]]:
        """The PhotoSize list of a picture, smallest first; every size has the same bytes here."""
        width, height = stored.about["width"], stored.about["height"]
        longest = max(width, height)
        edges = [edge for edge in _PHOTO_EDGES if edge < longest] + [min(longest, _PHOTO_EDGES[-1])]
        sizes = []
        for edge in edges:
            scale = edge / longest
            last = edge == edges[-1]
            file_id = stored.file_id if last else f"{stored.file_id}{edge:04d}"
            self.alias(file_id, stored)
            sizes.append(
                {
                    "file_id": file_id,
                    "file_unique_id": stored.unique_id if last else f"{stored.unique_id}{edge}",
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                    "file_size": stored.size if last else max(1, round(stored.size * scale * scale)),
                }
            )
        return sizes


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP in pixels, or None when it is no picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:15] == b"WEBPVP8" and len(content) >= 30:
        return _webp_size(content)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _webp_size(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker, length = content[position + 1], struct.unpack(">H", content[position + 2 : position + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None


def _token(seed: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(seed.encode()).digest()).decode()[:length]
