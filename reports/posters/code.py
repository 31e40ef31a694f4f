"""A link as a QR code: as large modules as a phone reads from a metre away, and a quiet border of four of them."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

QUIET = 4  # modules of white around, as ISO/IEC 18004 asks for
RECOVERY = "q"  # a quarter of it may be dirty or torn
PIXELS = 20  # a module's side in the picture
INK = "#000000"  # scanners and photocopiers want black on white, whatever the entity's colours


def png(link: str) -> bytes:
    """The code as a picture of 700 to 1,200 pixels. Imports segno when it is first called."""
    content = BytesIO()
    _code(link).save(content, kind="png", scale=PIXELS, border=QUIET, dark=INK, light="#ffffff")
    return content.getvalue()


def svg(link: str) -> bytes:
    """The same as a drawing, for print."""
    content = BytesIO()
    _code(link).save(content, kind="svg", border=QUIET, dark=INK, light="#ffffff", xmldecl=False, omitsize=True)
    return content.getvalue()


def _code(link: str) -> "segno.QRCode":
    import segno  # noqa: PLC0415 - as above

    return segno.make(link, error=RECOVERY, boost_error=False, micro=False)
