"""The entity's logo: an image beside the plan file. Anything else that the plan file may name is no logo."""

from functools import lru_cache
from pathlib import Path

from reports import typesetting
from reports.documents.model import Logo

ENDINGS = frozenset({"png", "jpg", "jpeg", "svg"})
LARGEST = 1024 * 1024
_TRIED = """
    #set page(width: 100pt, height: auto, margin: 0pt)
    #image(bytes(json(bytes(sys.inputs.image))), format: sys.inputs.ending, alt: "-")
"""


def logo_of(plan_file: Path | None, name: str | None, entity: str) -> Logo | None:
    """The logo that the plan file names; None where there is none, it is elsewhere, too large, or no image.

    Only a file of the plan file's own folder (or one below) is read: a plan from somebody else opens no other file.
    """
    if not name or plan_file is None:
        return None
    folder = plan_file.resolve().parent
    file = (folder / name).resolve()
    ending = file.suffix.removeprefix(".").lower()
    if ending not in ENDINGS or not file.is_relative_to(folder):
        return None
    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    except OSError:
        return None
    return Logo(content, ending, entity) if content and _can_be_drawn(content, ending) else None


@lru_cache(maxsize=4)
def _can_be_drawn(content: bytes, ending: str) -> bool:
    """Whether it is an image at all: a broken one would stand in the way of every report."""
    shown = "jpg" if ending == "jpeg" else ending
    try:
        typesetting.png(_TRIED, {"image": str(list(content)), "ending": shown})
    except typesetting.TypesettingError:
        return False
    return True
