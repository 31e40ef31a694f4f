"""Why a backup cannot be made or brought back."""


class ArchiveDamaged(Exception):
    """What is read is not what was written, or no backup of ours. Names the part."""


class ArchiveTooNew(Exception):
    """The backup has a schema that this version does not know. Names it."""


class NotPrepared(Exception):
    """The database has no schema yet: there is nothing to back up."""


class NotEmpty(Exception):
    """A backup goes into an empty database only, unless it is said to take the place of what is there."""
