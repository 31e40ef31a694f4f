"""Pictures and documents by typst: the one place that knows it. It is imported when the first is asked for.

What people wrote reaches typst as an input (`sys.inputs`), never as part of the source, so it can't be markup.
"""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from reports import fonts

if TYPE_CHECKING:
    import typst

_one_at_a_time = Lock()


class TypesettingError(RuntimeError):
    """Typst refused a source of ours, or warned about it (an unknown font only warns)."""


def png(source: str, inputs: Mapping[str, str], pixels_per_point: float = 1.0) -> bytes:
    """One page of typst source as a PNG; `inputs` is what the source finds in `sys.inputs`.

    Raises TypesettingError with typst's words when it fails or warns, and when the source makes several pages.
    """
    import typst  # noqa: PLC0415 - 85 MB that only a picture needs

    compiler, resolution = _compiler(), 72 * pixels_per_point
    try:
        with _one_at_a_time:
            result, warnings = compiler.compile_with_warnings(
                source.encode(), format="png", ppi=resolution, sys_inputs=dict(inputs)
            )
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if warnings:
        raise TypesettingError("; ".join(str(warning) for warning in warnings))
    if not isinstance(result, bytes):
        raise TypesettingError("the picture has more than one page")
    return result


def pdf(source: str, inputs: Mapping[str, str]) -> bytes:
    """A document of typst source as a PDF that screen readers can read (PDF/UA-1).

    Raises TypesettingError with typst's words when it fails or warns, a missing title or alternative text included.
    """
    import typst  # noqa: PLC0415 - as above

    try:
        with _one_at_a_time:
            result, warnings = _compiler().compile_with_warnings(
                source.encode(), format="pdf", sys_inputs=dict(inputs), pdf_standards="ua-1"
            )
    except typst.TypstError as error:
        raise TypesettingError(str(error)) from error
    if warnings:
        raise TypesettingError("; ".join(str(warning) for warning in warnings))
    if not isinstance(result, bytes):
        raise TypesettingError("no document")
    return result


@lru_cache(maxsize=1)
def _compiler() -> "typst.Compiler":
    import typst  # noqa: PLC0415 - as above

    family = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FOLDER])
    return typst.Compiler(font_paths=family, ignore_system_fonts=True, root=fonts.FOLDER)
