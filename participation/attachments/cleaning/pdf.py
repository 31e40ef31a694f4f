"""PDF (ISO 32000): cleaned by pikepdf in a process of its own, with bounded time and memory and none of our secrets.

The format nests compression in compression and its readers are written in C++: a file made to harm ends that process at
worst, not the one that talks with people.
"""

import os
import subprocess
import sys

from locales import Phrase
from participation.attachments.refusals import (
    ACTIONS_REMOVED,
    FILES_INSIDE,
    FORM,
    LOCKED,
    SIGNATURE_LOST,
    TOO_INVOLVED,
    Damaged,
    Refused,
)

SECONDS = 60  # a waiting machine is slow; the process itself may use 30 seconds of a processor
_START = "from participation.attachments.cleaning.pdf_process import main; main()"
# How the process says what it found: its exit status, and the first byte of what it writes.
CLEANED, IS_LOCKED, IS_DAMAGED, HAS_FILES, IS_FORM = 0, 3, 4, 5, 6
ACTIONS, SIGNATURE = 1, 2
_REASONS = {IS_LOCKED: LOCKED, HAS_FILES: FILES_INSIDE, IS_FORM: FORM}


def clean_pdf(content: bytes) -> tuple[bytes, tuple[Phrase, ...]]:
    """Without properties, XMP, annotations' authors, programs, attached files, older versions, and pictures' EXIF.

    The second part is what the person should hear of it. Raises Damaged, and Refused for a locked PDF, a portfolio, a
    form of which nothing would be left, and one that takes too long.
    """
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    if "SYSTEMROOT" in os.environ:
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]  # Windows starts no Python without it
    try:
        done = subprocess.run(  # noqa: S603 - our own code; the file comes in as data
            [sys.executable, "-c", _START],
            input=content,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_INVOLVED) from error
    if done.returncode == IS_DAMAGED:
        raise Damaged("pikepdf cannot open it")
    if done.returncode != CLEANED or not done.stdout:
        raise Refused(_REASONS.get(done.returncode, TOO_INVOLVED))
    flags = done.stdout[0]
    notes = [note for flag, note in ((ACTIONS, ACTIONS_REMOVED), (SIGNATURE, SIGNATURE_LOST)) if flags & flag]
    return done.stdout[1:], tuple(notes)
