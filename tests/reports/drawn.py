"""Readers of what was drawn: our SVG by an XML parser, a PNG chunk by chunk."""

import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree


class DrawnSvg:
    """An SVG document of ours, parsed by an XML parser that refuses what is not well-formed."""

    def __init__(self, document: str) -> None:
        self.root = ElementTree.fromstring(document)  # noqa: S314 - drawn by us, a moment ago

    def elements(self, tag: str) -> list[ElementTree.Element]:
        return list(self.root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))

    def texts(self) -> list[str]:
        return ["".join(element.itertext()) for element in self.elements("text")]

    def height(self) -> int:
        return int(self.root.attrib["height"])

    def widths(self, paint: str) -> list[float]:
        """The widths of the boxes of one colour, without the sheet itself; "hatch" for the hatched ones."""
        wanted = "url(#avance-hatch)" if paint == "hatch" else None
        boxes = self.elements("rect")[1:]
        return [
            float(box.attrib["width"])
            for box in boxes
            if (box.attrib["fill"] == wanted if wanted else box.get("class") == paint)
        ]


def png_size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG whose every chunk has its right checksum and whose pixels are all there."""
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = list(_chunks(image))
    assert chunks[-1][0] == b"IEND"
    width, height, depth, colour_type = struct.unpack(">IIBB", chunks[0][1][:10])
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour_type]
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    assert len(pixels) == height * (1 + width * channels * depth // 8)
    return width, height


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(image):
        length, kind = struct.unpack(">I4s", image[place : place + 8])
        data = image[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack(">I", image[place + 8 + length : place + 12 + length])
        assert checksum == zlib.crc32(kind + data)
        yield kind, data
        place += 12 + length
