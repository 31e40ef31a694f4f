"""Small real files, built byte by byte where their metadata matters. SECRET stands wherever a sender can be told by."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = b"Juana de Mosquera"


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a maker, a place and an orientation."""
    block = Image.Exif()
    block[0x010F] = SECRET.decode()
    block[0x0112] = orientation
    block.get_ifd(0x8825).update({1: "N", 2: (4.0, 42.0, 20.0), 3: "W", 4: (74.0, 13.0, 50.0)})
    return block


def drawing() -> Image.Image:
    """Wider than high; red on the left, blue on the right, white on top, so that one sees where up is."""
    image = Image.new("RGB", (64, 32), "blue")
    image.paste("red", (0, 0, 32, 32))
    image.paste("white", (0, 0, 64, 8))
    return image


def jpeg(orientation: int = 1, **options: object) -> bytes:
    written = BytesIO()
    drawing().save(written, "JPEG", exif=exif(orientation), comment=SECRET, icc_profile=SECRET, quality=95, **options)
    return written.getvalue()


def png(orientation: int = 1) -> bytes:
    texts = PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    written = BytesIO()
    drawing().save(written, "PNG", pnginfo=texts, exif=exif(orientation))
    return written.getvalue()


def webp(orientation: int = 1) -> bytes:
    written = BytesIO()
    drawing().save(written, "WEBP", exif=exif(orientation), xmp=SECRET, icc_profile=SECRET)
    return written.getvalue()


def gif(frames: int = 1) -> bytes:
    written = BytesIO()
    pictures = [drawing().rotate(90 * turn).quantize() for turn in range(frames)]
    pictures[0].save(written, "GIF", save_all=True, append_images=pictures[1:], comment=SECRET, loop=0)
    return written.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + kind + body


def mp4(brand: bytes = b"isom", handler: bytes = b"vide", after: bytes = b"") -> bytes:
    """Two tracks: one sample of picture (or sound), and one of places, as action cameras write them."""
    head = box(b"ftyp", brand, bytes(4), brand)
    picture, places = b"PICTURE-DATA", b"GPS+04.7-074.2" + SECRET
    start = len(head) + len(_movie(handler, 0, len(picture), len(places))) + 8
    movie = _movie(handler, start, len(picture), len(places))
    return head + movie + box(b"mdat", picture, places) + box(b"uuid", bytes(16), SECRET) + after


def _movie(handler: bytes, start: int, picture: int, places: int) -> bytes:
    return box(
        b"moov",
        box(b"mvhd", bytes(4), b"DATE" * 2, struct.pack(">II", 1000, 2500), bytes(80)),
        _track(handler, start, picture),
        _track(b"meta", start + picture, places),
        box(b"udta", box(b"\xa9xyz", b"+04.7-074.2/" + SECRET)),
        box(b"meta", SECRET),
    )


def _track(handler: bytes, offset: int, size: int) -> bytes:
    tables = [
        box(b"stsd", bytes(8)),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">III", 0, 1, size)),
        box(b"stco", bytes(4), struct.pack(">II", 1, offset)),
    ]
    media = [
        box(b"mdhd", bytes(4), b"DATE" * 2, bytes(12)),
        box(b"hdlr", bytes(8), handler, bytes(12), SECRET),
        box(b"minf", box(b"vmhd", bytes(12)), box(b"stbl", *tables)),
    ]
    header = box(b"tkhd", bytes(4), b"DATE" * 2, bytes(72))
    return box(b"trak", header, box(b"mdia", *media), box(b"udta", box(b"name", SECRET)))


def ogg(packets: tuple[bytes, bytes] | None = None, position: int = 48_000 * 3 + 312) -> bytes:
    """Opus: the head, the comments, and one page of sound that ends after three seconds."""
    head, comments = packets or (
        b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0),
        b"OpusTags" + struct.pack("<I", 4) + b"Lavf" + struct.pack("<II", 1, len(SECRET)) + SECRET,
    )
    return _page(0, 2, 0, head) + _page(1, 0, 0, comments) + _page(2, 4, position, b"SOUND" * 20)


def _page(number: int, flags: int, position: int, packet: bytes) -> bytes:
    laces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\0" + struct.pack("<BqII", flags, position, 77, number)
    rest = bytes([len(laces)]) + laces + packet
    # The reference way, bit by bit: not the one that is tested.
    remainder = 0
    for byte in head + bytes(4) + rest:
        remainder ^= byte << 24
        for _ in range(8):
            remainder = (remainder << 1 ^ 0x04C11DB7 if remainder & 0x80000000 else remainder << 1) & 0xFFFFFFFF
    return head + struct.pack("<I", remainder) + rest


def mp3(frames: int = 100) -> bytes:
    """MPEG 1, layer III, 128 kbit/s, 44.1 kHz, between an ID3v2 and an ID3v1 tag."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    body = b"TPE1" + struct.pack(">IH", len(SECRET) + 1, 0) + b"\0" + SECRET
    tag = b"ID3\x03\0\0" + bytes([0, 0, len(body) >> 7, len(body) & 127]) + body
    return tag + frame * frames + b"TAG" + SECRET.ljust(125, b"\0")


def aac(frames: int = 43) -> bytes:
    """ADTS, 44.1 kHz, two channels, behind an ID3 tag and before the name."""
    size = 100
    head = b"\xff\xf1\x50" + bytes([0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC])
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, len(SECRET)]) + SECRET
    return tag + (head + bytes(size - 7)) * frames + b"TAG" + SECRET.ljust(125, b"\0")


def wav() -> bytes:
    """One second of silence, 8 kHz, 8 bits, with an INFO list."""
    parts = [
        b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8),
        b"LIST" + struct.pack("<I", len(SECRET) + 13) + b"INFOIART" + struct.pack("<I", len(SECRET)) + SECRET + b"\0",
        b"data" + struct.pack("<I", 8000) + b"\x80" * 8000,
    ]
    body = b"WAVE" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def element(identifier: str, content: bytes) -> bytes:
    return bytes.fromhex(identifier) + (1 << 28 | len(content)).to_bytes(4, "big") + content


def webm(track_type: int = 1) -> bytes:
    """A head, information with a title, one track, one cluster, and tags."""
    info = [
        element("2ad7b1", (1_000_000).to_bytes(3, "big")),
        element("4489", struct.pack(">d", 4000.0)),
        element("7ba9", SECRET),
        element("4461", b"DATEDATE"),
        element("4d80", SECRET),
        element("5741", SECRET),
    ]
    track = element("ae", element("d7", b"\1") + element("83", bytes([track_type])) + element("536e", SECRET))
    parts = [
        element("1549a966", b"".join(info)),
        element("1654ae6b", track),
        element("1f43b675", element("e7", b"\0") + element("a3", b"\x81\0\0\x80PICTURE-DATA")),
        element("1254c367", SECRET),
        element("1941a469", SECRET),
    ]
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", b"".join(parts))


def zipped(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
