"""A call's parameters, however they were passed: query string, form, multipart or JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from simulator.errors import ENTITY_TOO_LARGE, ApiError, bad_request
from simulator.files import MAX_UPLOAD


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with a call or from the page."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Parameters:
    """Values by name: strings from a form, JSON values from a JSON body; and uploaded files."""

    values: Mapping[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string, "" when it is absent."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else _as_text(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, `default` when it is absent or no number (as Telegram does)."""
        value = self.values.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(str(value)) if value is not None else default
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """A boolean: true, yes and 1 are true in a form."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value.lower() in {"true", "yes", "1"}
        return bool(value)

    def json(self, name: str) -> Any:
        """An object or array, whole or as its JSON text; None when it is absent. Raises ApiError."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def for_log(self) -> dict[str, Any]:
        """What the log keeps: files by name and size only."""
        if not self.uploads:
            return dict(self.values)
        files = {name: {"file_name": u.name, "file_size": len(u.content)} for name, u in self.uploads.items()}
        return {**self.values, **files}


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


async def read_parameters(request: web.Request) -> Parameters:
    """All parameters of a request; the body wins over the query string. Raises ApiError."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Parameters(values)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, values)
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise ENTITY_TOO_LARGE from None
    if kind == "application/json":
        values.update(_read_json(body))
    elif body:
        try:
            values.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Parameters(values)


def _read_json(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        content = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(content, dict):
        raise bad_request("object expected")
    return {name: value for name, value in content.items() if value is not None}


async def _read_multipart(request: web.Request, values: dict[str, Any]) -> Parameters:
    uploads: dict[str, Upload] = {}
    total = 0
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if isinstance(part, MultipartReader):
                continue
            content = await _read_part(part)
            total += len(content)
            if part.filename is None:
                values[part.name or ""] = content.decode()
            else:
                mime = part.headers.get("Content-Type", "application/octet-stream").partition(";")[0]
                uploads[part.name or ""] = Upload(part.filename, mime, content)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except ValueError:
        raise ApiError(400, "Bad Request: failed to parse multipart body") from None
    return Parameters(values, uploads)


async def _read_part(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(65_536):
        content += chunk
        if len(content) > MAX_UPLOAD:
            raise ENTITY_TOO_LARGE
    return bytes(part.decode(content))
