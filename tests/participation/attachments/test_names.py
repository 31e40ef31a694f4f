"""A name can be shown and saved anywhere, and lies neither about its folder nor about its end."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.attachments import safe_name


@pytest.mark.parametrize(
    ("name", "extension", "shown"),
    [
        ("Petición de la vía.pdf", ".pdf", "Petición de la vía.pdf"),
        ("foto.JPG", ".jpg", "foto.JPG"),
        ("foto.jpg", ".png", "foto.jpg.png"),
        ("../../etc/passwd", "", "passwd"),
        ("C:\\Users\\Juana\\oficio.docx", ".docx", "oficio.docx"),
        ("foto\u202egpj.exe", ".exe", "fotogpj.exe"),
        ("a\x00b\x1f\nc.txt", ".txt", "ab c.txt"),
        ("  .oculto. ", "", "oculto"),
        ('¿qué?: "<dónde>"|*.txt', ".txt", "¿qué__ __dónde____.txt"),
        ("CON.txt", ".txt", "_CON.txt"),
        ("lpt1", ".pdf", "_lpt1.pdf"),
        ("aux.tar.pdf", ".pdf", "_aux.tar.pdf"),
        ("conejo.pdf", ".pdf", "conejo.pdf"),
        (None, ".ogg", "archivo.ogg"),
        ("", "", "archivo"),
        ("...", ".jpg", "archivo.jpg"),
        ("/", "", "archivo"),
    ],
)
def test_names_are_shown_safely(name: str | None, extension: str, shown: str) -> None:
    assert safe_name(name, extension) == shown


def test_a_long_name_is_cut_before_its_extension() -> None:
    shown = safe_name("ñ" * 300 + ".docx", ".docx")

    assert shown == "ñ" * 75 + ".docx"


def test_an_accent_is_not_cut_from_its_letter() -> None:
    shown = safe_name("x" * 78 + "q\u0301\u0302" * 3, "")

    assert shown == "x" * 78


@given(st.text(max_size=200), st.sampled_from(["", ".pdf", ".jpg"]))
def test_any_name_becomes_a_safe_one(name: str, extension: str) -> None:
    shown = safe_name(name, extension)

    assert 0 < len(shown) <= 80
    assert len(shown.encode()) <= 255
    assert shown.lower().endswith(extension)
    assert not set(shown) & set('/\\<>:"|?*')
    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert shown == shown.strip(" .")
    assert safe_name(shown, extension) == shown
