"""What a message of a person holds when a file is sent: the file kept, its caption, the usual names."""

from simulator.entities import found_entities
from simulator.errors import SceneError
from simulator.methods.content import MAX_CAPTION
from simulator.methods.media import media_content, store_upload
from simulator.model import Json
from simulator.parameters import Upload
from simulator.pictures import plain_png
from simulator.text_units import tidy, utf16_length
from simulator.world import World

_USUAL = {
    "photo": ("foto.png", "image/png"),
    "document": ("documento.txt", "text/plain"),
    "voice": ("nota.oga", "audio/ogg"),
    "audio": ("audio.mp3", "audio/mpeg"),
    "video": ("video.mp4", "video/mp4"),
    "animation": ("animacion.mp4", "video/mp4"),
    "video_note": ("redondo.mp4", "video/mp4"),
    "sticker": ("sticker.webp", "image/webp"),
}


def file_content(
    world: World,
    kind: str,
    content: bytes | None,
    *,
    about: Json,
    name: str = "",
    mime: str = "",
    caption: str = "",
    size: int | None = None,
) -> Json:
    """The content of the message; something small is made up where `content` is None.

    Raises SceneError for an unknown kind or a long caption, ApiError for a photo that is no picture.
    """
    if kind not in _USUAL:
        raise SceneError(f"no such kind of file: {kind}")
    if utf16_length(caption) > MAX_CAPTION:
        raise SceneError(f"a caption has at most {MAX_CAPTION} characters")
    usual_name, usual_mime = _USUAL[kind]
    if content is None:
        content = plain_png() if kind == "photo" else f"{usual_name}\n".encode()
    upload = Upload(name or usual_name, mime or ("" if name else usual_mime), content)
    shown = media_content(world, store_upload(world, kind, upload, about, size))
    caption, _ = tidy(caption, [])
    entities = found_entities(caption)
    shown |= {"caption": caption} if caption else {}
    return shown | ({"caption_entities": entities} if entities else {})
