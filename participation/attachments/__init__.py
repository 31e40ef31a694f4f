"""What people attach to an observation: which files are taken, what is taken out of them, and what they are called."""

from participation.attachments.inspecting import Accepted, check_announced_size, check_room, inspect
from participation.attachments.kinds import BYTES_PER_OBSERVATION, FILE_BYTES, FILES_PER_OBSERVATION, Kind
from participation.attachments.names import safe_name
from participation.attachments.refusals import Refused

__all__ = [
    "BYTES_PER_OBSERVATION",
    "FILES_PER_OBSERVATION",
    "FILE_BYTES",
    "Accepted",
    "Kind",
    "Refused",
    "check_announced_size",
    "check_room",
    "inspect",
    "safe_name",
]
