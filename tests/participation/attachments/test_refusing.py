"""What is not taken is refused with the reason that fits, whatever its name says."""

import struct
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from locales import Language, words
from participation.attachments import (
    BYTES_PER_OBSERVATION,
    FILE_BYTES,
    FILES_PER_OBSERVATION,
    Kind,
    Refused,
    check_announced_size,
    check_room,
    inspect,
)
from tests.participation.attachments.office_samples import docx, docx_parts, xlsx
from tests.participation.attachments.samples import jpeg, mp3, mp4, ogg, png, zipped

MZ = b"MZ\x90\x00\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8" + bytes(200) + b"PE\0\0"


def elf() -> bytes:
    """The Python that runs the tests: a real program."""
    with Path(sys.executable).open("rb") as file:
        return file.read(100_000)


def bomb(size: int, parts: int = 1) -> bytes:
    """A document that becomes so many bytes in each of so many parts."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in docx_parts().items():
            package.writestr(name, content)
        for part in range(parts):
            with package.open(f"word/part{part}.xml", "w") as file:
                for _ in range(size // 1_000_000):
                    file.write(b" " * 1_000_000)
    return written.getvalue()


def renamed(content: bytes, name: str, other: str) -> bytes:
    """The package with one name changed to another of the same length, in both places."""
    assert len(name) == len(other)
    return content.replace(name.encode(), other.encode())


def with_flag(content: bytes) -> bytes:
    """The package with its first entry marked as encrypted."""
    entry = content.index(b"PK\x01\x02") + 8
    return content[:entry] + b"\x01" + content[entry + 1 :]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "foto.jpg", "empty"),
        (elf(), "foto.jpg", "is a program"),
        (MZ, "foto.jpg", "is a program"),
        (MZ, "instalar.exe", "is a program"),
        (b"#!/bin/sh\nrm -rf /\n", "nota.txt", "is a program"),
        (jpeg(), "oficio.docx", "not what its name says"),
        (docx(), "foto.jpg", "not what its name says"),
        (docx(), "cuentas.xlsx", "not what its name says"),
        (b"Hola", "foto.jpg", "not what its name says"),
        (b"Hola", "oficio.pdf", "not what its name says"),
        (mp3(), "oficio.pdf", "not what its name says"),
        (zipped({"a.txt": b"hola"}), "oficio.docx", "not what its name says"),
        (b"PK\x03\x04" + bytes(100), "oficio.docx", "not what its name says"),
        (zipped({"a.txt": b"hola"}), "varios.zip", "We cannot receive this type"),
        (zipped({"META-INF/MANIFEST.MF": b"x", "A.class": b"y"}), "juego.jar", "We cannot receive this type"),
        (b"Hola", "script.ps1", "We cannot receive this type"),
        (b"BEGIN:VCARD", "contacto.vcf", "We cannot receive this type"),
        (b"\x00\x01\x02\x03" * 50, "datos.bin", "We cannot receive this type"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "varios.rar", "We cannot receive this type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "mapa.svg", "web pages or SVG"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "mapa.svg", "web pages or SVG"),
        (b"\xef\xbb\xbf <!-- hola -->\n<!DOCTYPE html><script>alert(1)</script>", "nota.txt", "web pages or SVG"),
        (b"{\\rtf1 hola}", "oficio.rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oficio.doc", "old format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "oficio.docx", "password"),
        (with_flag(docx()), "oficio.docx", "password"),
        (b"II*\0" + bytes(100), "escaneo.tif", "Send it as a photo"),
        (b"BM" + bytes(100), "dibujo.bmp", "Send it as a photo"),
    ],
)
def test_each_file_that_is_not_taken_has_its_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        inspect(content, name, "image/jpeg", Kind.DOCUMENT)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(ogg(), Kind.PHOTO), (jpeg(), Kind.VOICE), (docx(), Kind.VIDEO), (b"Hola", Kind.AUDIO), (mp4(), Kind.PHOTO)],
)
def test_what_was_sent_as_something_else_is_refused(content: bytes, kind: Kind) -> None:
    with pytest.raises(Refused, match="not what its name says"):
        inspect(content, None, None, kind)


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (png(), "foto.jpg", ".png"),
        (jpeg(), "IMG_0001.HEIC", ".jpg"),
        (mp4(b"M4A ", b"soun"), "nota.mp4", ".m4a"),
        (jpeg(), "foto", ".jpg"),
        (jpeg(), None, ".jpg"),
        (jpeg(), "foto.de.la.calle", ".jpg"),
        ("Señores: la vía.\r\n".encode(), "nota.TXT", ".txt"),
        ("Señores: la vía.\r\n".encode("cp1252"), "nota.txt", ".txt"),
        ("Señores: la vía.\r\n".encode("utf-16"), "nota.txt", ".txt"),
        (b"municipio;casos\r\nMosquera;2\r\n", "casos.csv", ".csv"),
        (b"Hola", None, ".txt"),
    ],
)
def test_a_wrong_name_of_the_same_sort_is_set_right(content: bytes, name: str | None, extension: str) -> None:
    assert inspect(content, name, None, Kind.DOCUMENT).extension == extension


@pytest.mark.parametrize(("size", "parts"), [(400_000_000, 1), (30_000_000, 8), (60_000_000, 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: int, parts: int) -> None:
    with pytest.raises(Refused, match="too much space"):
        inspect(bomb(size, parts), "oficio.docx", None, Kind.DOCUMENT)


def test_a_part_that_lies_about_its_size_is_never_unpacked_beyond_it() -> None:
    content = bomb(400_000_000)
    true, lie = struct.pack("<I", 400_000_000), struct.pack("<I", 1000)

    with pytest.raises(Refused, match="damaged"):
        inspect(content.replace(true, lie), "oficio.docx", None, Kind.DOCUMENT)


def test_parts_that_share_their_bytes_are_refused() -> None:
    content = bytearray(bomb(10_000_000, parts=3))
    entries = [at for at in range(len(content) - 4) if content[at : at + 4] == b"PK\x01\x02"][-3:]
    for entry in entries:
        content[entry + 20 : entry + 24] = struct.pack("<I", len(content) - 100)

    with pytest.raises(Refused, match="too much space"):
        inspect(bytes(content), "oficio.docx", None, Kind.DOCUMENT)


def test_a_package_of_endless_parts_is_refused_unread() -> None:
    with pytest.raises(Refused, match="too complicated"):
        inspect(zipped({f"word/{number}.xml": b"" for number in range(5_001)}), "oficio.docx", None, Kind.DOCUMENT)


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/passwd1", "C:/windows/1", "word\\media\\x", "word//x.xml1", "./word/x.xml"]
)
def test_a_part_outside_its_package_is_refused(name: str) -> None:
    plain = "x" * len(name)

    with pytest.raises(Refused, match="not what its name says"):
        inspect(renamed(docx(plain, b"x"), plain, name), "oficio.docx", None, Kind.DOCUMENT)


def test_two_parts_of_one_name_are_refused() -> None:
    content = renamed(docx("word/documenT.xml", b"<x/>"), "word/documenT.xml", "word/document.xml")

    with pytest.raises(Refused, match="not what its name says"):
        inspect(content, "oficio.docx", None, Kind.DOCUMENT)


def test_a_link_in_a_package_is_refused() -> None:
    written = BytesIO(docx())
    with ZipFile(written, "a") as package:
        link = ZipInfo("word/enlace.xml")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")

    with pytest.raises(Refused, match="not what its name says"):
        inspect(written.getvalue(), "oficio.docx", None, Kind.DOCUMENT)


def test_a_document_behind_a_program_is_a_program() -> None:
    with pytest.raises(Refused, match="is a program"):
        inspect(MZ + xlsx(), "cuentas.xlsx", None, Kind.DOCUMENT)


def test_the_largest_file_is_taken_and_one_byte_more_is_not() -> None:
    assert inspect(b"a" * FILE_BYTES, "nota.txt", None, Kind.DOCUMENT).extension == ".txt"
    check_announced_size(FILE_BYTES)
    check_announced_size(None)
    with pytest.raises(Refused) as refused:
        inspect(b"a" * (FILE_BYTES + 1), "nota.txt", None, Kind.DOCUMENT)
    with pytest.raises(Refused):
        check_announced_size(FILE_BYTES + 1)
    assert (
        words(Language.EN)
        .plain_phrase(refused.value.reason, **refused.value.values)
        .startswith("This file is larger than 20 MB.")
    )


def test_an_observation_has_room_for_its_last_file_and_no_more() -> None:
    check_room(FILES_PER_OBSERVATION - 1, 0, 1)
    check_room(3, BYTES_PER_OBSERVATION - 10, 10)
    with pytest.raises(Refused, match="file another observation"):
        check_room(FILES_PER_OBSERVATION, 0, 1)
    with pytest.raises(Refused, match="no longer fits"):
        check_room(3, BYTES_PER_OBSERVATION - 10, 11)


def test_a_text_full_of_comments_is_read_and_does_not_keep_the_process_busy_for_ever() -> None:
    assert inspect(b"<!---->" * 500 + b"x", "nota.txt", None, Kind.DOCUMENT).extension == ".txt"


def test_a_web_page_behind_comments_is_still_one() -> None:
    with pytest.raises(Refused):
        inspect(b" <!-- a --> <!-- b --> <html><body>x", "nota.txt", None, Kind.DOCUMENT)
