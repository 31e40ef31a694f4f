"""Files: uploaded with the call, by attach://, or again by the identifier that was given before."""

from collections.abc import Callable
from typing import Any

from simulator.errors import bad_request
from simulator.files import MAX_DOWNLOAD, MAX_PHOTO, StoredFile, image_size
from simulator.methods.call import Call, chat_to_write_in, objects
from simulator.methods.content import caption_content, post, reply, send
from simulator.model import Json
from simulator.parameters import Upload
from simulator.world import World

_OF_AN_ALBUM = frozenset({"photo", "video", "document", "audio"})


def sender(kind: str) -> Callable[[Call], Json]:
    """The method that sends one file of this kind."""

    def send_file(call: Call) -> Json:
        chat = chat_to_write_in(call)
        caption = caption_content(call)
        stored = _file(call, kind, call.parameters.values.get(kind), kind, call.parameters.values)
        return send(call, chat, media_content(call.world, stored) | caption | _look(call.parameters.values))

    return send_file


def send_media_group(call: Call) -> list[Json]:
    """An album: two to ten pictures and videos, or documents, or audios."""
    chat = chat_to_write_in(call)
    items = objects(call.parameters.json("media"), "there are no messages to send")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= _OF_AN_ALBUM:
        raise bad_request("can't use the media of the specified type in the album")
    for alone in ("document", "audio"):
        if alone in kinds and len(kinds) > 1:
            raise bad_request(f"{alone.capitalize()} can't be mixed with other media types")
    contents = [input_media(call, item) for item in items]
    shared = reply(call, chat) | ({"media_group_id": call.world.media_group()} if len(items) > 1 else {})
    if call.parameters.flag("protect_content"):
        shared["has_protected_content"] = True
    return [post(call, chat, content | shared).data for content in contents]


def input_media(call: Call, item: Json) -> Json:
    """The content of a message for an InputMedia object. Raises ApiError."""
    kind = str(item.get("type"))
    if kind not in _OF_AN_ALBUM | {"animation"}:
        raise bad_request("can't parse InputMedia: unsupported type")
    stored = _file(call, kind, item.get("media"), "media", item)
    return media_content(call.world, stored) | caption_content(call, item) | _look(item)


def _look(options: Any) -> Json:
    shown = {name: True for name in ("show_caption_above_media",) if str(options.get(name)).lower() == "true"}
    return shown | ({"has_media_spoiler": True} if str(options.get("has_spoiler")).lower() == "true" else {})


def _file(call: Call, kind: str, given: Any, field: str, options: Any) -> StoredFile:
    upload = call.parameters.uploads.get(field)
    if upload is None and isinstance(given, str) and given.startswith("attach://"):
        upload = call.parameters.uploads.get(given.removeprefix("attach://"))
    if upload is not None:
        return store_upload(call.world, kind, upload, options)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    stored = call.world.files.by_id(str(given))
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind not in {stored.kind, "document"}:
        raise bad_request(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
    return stored


def store_upload(world: World, kind: str, upload: Upload, options: Any, size: int | None = None) -> StoredFile:
    """Keep an uploaded file as what it is sent as. Raises ApiError: empty, no picture, too big."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    about: Json = {name: _number(options.get(name)) for name in ("width", "height", "duration") if options.get(name)}
    about |= {name: str(options[name]) for name in ("title", "performer") if options.get(name)}
    if kind == "photo":
        about = _photo_size(upload)
    return world.files.add(kind, upload.content, upload.name, upload.mime, size, **about)


def _photo_size(upload: Upload) -> Json:
    if len(upload.content) > MAX_PHOTO:
        raise bad_request("file is too big")
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def media_content(world: World, stored: StoredFile) -> Json:
    """The field of a message that holds a file."""
    about, kind = stored.about, stored.kind
    if kind == "photo":
        return {"photo": world.files.photo_sizes(stored)}
    content: Json = stored.reference()
    named = {"file_name": stored.name, "mime_type": stored.mime} if stored.name else {"mime_type": stored.mime}
    if kind in {"voice", "audio"}:
        content |= {"duration": about.get("duration", 0)}
    elif kind in {"video", "animation"}:
        content |= {name: about.get(name, 0) for name in ("width", "height", "duration")}
    elif kind == "video_note":
        return {kind: content | {"length": about.get("width", 240), "duration": about.get("duration", 0)}}
    elif kind == "sticker":
        looks = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {kind: content | looks | {"emoji": about.get("emoji", "🙂")}}
    content |= {"mime_type": stored.mime} if kind == "voice" else named
    content |= {name: about[name] for name in ("title", "performer") if name in about}
    return {kind: content} | ({"document": stored.reference() | named} if kind == "animation" else {})


def get_file(call: Call) -> Json:
    """Where a file can be fetched, when it is not above 20 MB."""
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.by_id(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**stored.reference(), "file_id": file_id, "file_path": stored.path}
