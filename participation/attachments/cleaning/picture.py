"""Pictures: cleaned by their own rules, then opened by Pillow to prove that they can be, and turned upright."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from participation.attachments.cleaning.gif import clean_gif
from participation.attachments.cleaning.jpeg import clean_jpeg, with_orientation
from participation.attachments.cleaning.png import clean_png
from participation.attachments.cleaning.riff import clean_webp
from participation.attachments.kinds import GIF, JPEG, PNG, WEBP, FileType
from participation.attachments.refusals import TOO_INVOLVED, TOO_MANY_PIXELS, Damaged, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 80_000_000  # phones' sensors of 64 million pass; Pillow itself warns from 89 million
OPENED_PIXELS = 16_000_000  # up to this one is decoded, which takes 4 bytes a pixel and as much again to turn it
SCANNED_PIXELS = 1_000_000_000  # pixels times scans of a progressive JPEG: each scan goes over all pixels again
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # EXIF's orientation to Pillow's Transpose


def clean_picture(content: bytes, kind: FileType) -> bytes:
    """The picture without metadata, the right way up. Raises Damaged, and Refused for one that is too large to open."""
    return _CLEANERS[kind](content)


def clean_inner(content: bytes) -> bytes | None:
    """A picture inside a document without its metadata; orientation stays as a mark. None for another format.

    It is not opened: whoever opens the document does that. Raises Damaged.
    """
    if content.startswith(b"\xff\xd8\xff"):
        jpeg = clean_jpeg(content)
        return with_orientation(jpeg.clean, jpeg.orientation)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return clean_png(content).clean
    if content.startswith((b"GIF87a", b"GIF89a")):
        return clean_gif(content).clean
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return clean_webp(content).clean
    return None


def _jpeg(content: bytes) -> bytes:
    jpeg = clean_jpeg(content)
    pixels = _checked(jpeg.width, jpeg.height)
    if pixels * jpeg.scans > SCANNED_PIXELS:
        raise Refused(TOO_INVOLVED)
    if pixels > OPENED_PIXELS:
        return with_orientation(jpeg.clean, jpeg.orientation)
    return _opened(jpeg.clean, "JPEG", jpeg.orientation)


def _png(content: bytes) -> bytes:
    png = clean_png(content)
    return png.clean if _checked(png.width, png.height) > OPENED_PIXELS else _opened(png.clean, "PNG")


def _webp(content: bytes) -> bytes:
    webp = clean_webp(content)
    return webp.clean if _checked(webp.width, webp.height) > OPENED_PIXELS else _opened(webp.clean, "WEBP")


def _gif(content: bytes) -> bytes:
    gif = clean_gif(content)
    return gif.clean if _checked(gif.width, gif.height) > OPENED_PIXELS else _opened(gif.clean, "GIF")


_CLEANERS: dict[FileType, Callable[[bytes], bytes]] = {JPEG: _jpeg, PNG: _png, WEBP: _webp, GIF: _gif}


def _checked(width: int, height: int) -> int:
    """The pixels. Raises Refused where there are more than any viewer should have to hold."""
    if width * height > PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    return width * height


def _opened(clean: bytes, form: str, orientation: int = 1) -> bytes:
    """The picture, decoded once to prove that it can be; a JPEG that lies on its side is set upright."""
    from PIL import Image  # noqa: PLC0415 - 15 MB that only a picture needs

    try:
        with Image.open(BytesIO(clean), formats=[form]) as image:
            if image.width * image.height > OPENED_PIXELS:
                raise Damaged("it says two sizes")
            image.load()
            if orientation == 1:
                return clean
            if image.mode not in {"L", "RGB"}:
                return with_orientation(clean, orientation)  # CMYK is inverted or not, as the writer thought
            return _turned(image, _TURNS[orientation])
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise Damaged("Pillow cannot open it") from error


def _turned(image: "Image", turn: int) -> bytes:
    """Written anew with the same tables, so that next to nothing is lost."""
    from PIL import Image, JpegImagePlugin  # noqa: PLC0415 - as above

    written = BytesIO()
    sampling = max(JpegImagePlugin.get_sampling(image), 0)
    turned = image.transpose(Image.Transpose(turn))
    turned.save(written, "JPEG", qtables=image.quantization, subsampling=sampling)  # type: ignore[attr-defined] # of JPEG
    return written.getvalue()
