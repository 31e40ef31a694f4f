"""Pictures lose what tells of their sender, and look as they did."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from participation.attachments import Kind, Refused, inspect
from tests.participation.attachments.samples import SECRET, gif, jpeg, png, png_chunk, webp


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of any pixel in any colour, 0 to 255."""
    return max(ImageChops.difference(one.convert("RGB"), other.convert("RGB")).tobytes())


@pytest.mark.parametrize(
    ("content", "mime", "extension"),
    [
        (jpeg(), "image/jpeg", ".jpg"),
        (jpeg(progressive=True), "image/jpeg", ".jpg"),
        (png(), "image/png", ".png"),
        (webp(), "image/webp", ".webp"),
        (gif(), "image/gif", ".gif"),
    ],
)
def test_a_picture_keeps_every_pixel_and_loses_its_metadata(content: bytes, mime: str, extension: str) -> None:
    accepted = inspect(content, "foto" + extension, None, Kind.DOCUMENT)

    assert SECRET in content
    assert (accepted.mime, accepted.extension, accepted.seconds) == (mime, extension, None)
    assert SECRET not in accepted.clean
    assert dict(opened(accepted.clean).getexif()) == {}
    assert not {"comment", "xmp", "icc_profile", "Author"} & opened(accepted.clean).info.keys()
    assert difference(opened(content), opened(accepted.clean)) == 0


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("sample", [jpeg, png, webp])
def test_a_picture_stays_the_right_way_up(sample: Callable[[int], bytes], orientation: int) -> None:
    content = sample(orientation)

    accepted = inspect(content, None, None, Kind.DOCUMENT)

    shown, before = ImageOps.exif_transpose(opened(accepted.clean)), ImageOps.exif_transpose(opened(content))
    assert difference(shown, before) < 64  # colours run a little where red meets blue; on another side it would be 255
    assert set(opened(accepted.clean).getexif()) <= {0x0112}
    assert SECRET not in accepted.clean


def test_a_photo_on_its_side_is_set_upright_without_any_exif() -> None:
    accepted = inspect(jpeg(6), "foto.jpg", None, Kind.PHOTO)

    assert opened(accepted.clean).size == (32, 64)
    assert dict(opened(accepted.clean).getexif()) == {}


def test_a_picture_too_large_to_be_decoded_keeps_its_orientation_alone() -> None:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, SECRET.decode()
    Image.new("L", (5000, 4000)).save(written, "JPEG", exif=exif)

    accepted = inspect(written.getvalue(), "foto.jpg", None, Kind.DOCUMENT)

    assert opened(accepted.clean).size == (5000, 4000)
    assert dict(opened(accepted.clean).getexif()) == {0x0112: 6}


@pytest.mark.parametrize("content", [gif(frames=3), webp()])
def test_an_animation_keeps_its_frames(content: bytes) -> None:
    accepted = inspect(content, None, None, Kind.VIDEO)

    assert getattr(opened(accepted.clean), "n_frames", 1) == getattr(opened(content), "n_frames", 1)
    assert opened(accepted.clean).info.get("loop") == opened(content).info.get("loop")


@pytest.mark.parametrize("sample", [jpeg(), png(), gif(), webp()])
def test_what_is_hidden_behind_a_picture_goes(sample: bytes) -> None:
    accepted = inspect(sample + b"PK\x03\x04" + SECRET * 10, None, None, Kind.DOCUMENT)

    assert b"PK\x03\x04" not in accepted.clean


@pytest.mark.parametrize("sample", [jpeg(), png(), gif(), webp()])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_refused(sample: bytes, kept: float) -> None:
    with pytest.raises(Refused, match="damaged"):
        inspect(sample[: int(len(sample) * kept)], None, None, Kind.PHOTO)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    head = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", b"\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00")

    with pytest.raises(Refused, match="too many pixels"):
        inspect(head + png_chunk(b"IDAT", b"x\x9c") + png_chunk(b"IEND", b""), "mapa.png", None, Kind.DOCUMENT)


def test_a_frame_larger_than_its_screen_does_not_deceive_us() -> None:
    content = bytearray(gif())
    frame = content.index(b",\0\0\0\0")
    content[frame + 5 : frame + 9] = b"\x30\x75\x30\x75"

    with pytest.raises(Refused, match="too many pixels"):
        inspect(bytes(content), "mapa.gif", None, Kind.DOCUMENT)


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    content = jpeg(progressive=True)
    scan = content.rindex(b"\xff\xda")

    with pytest.raises(Refused, match="too complicated"):
        inspect(content[:-2] + content[scan:-2] * 2000 + b"\xff\xd9", "foto.jpg", None, Kind.DOCUMENT)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_picture_of_an_iphone_is_asked_for_as_a_photo(brand: bytes) -> None:
    with pytest.raises(Refused, match="Send it as a photo"):
        inspect(b"\0\0\0\x18ftyp" + brand + bytes(12), "IMG_0001.HEIC", None, Kind.DOCUMENT)
