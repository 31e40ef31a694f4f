"""Why a file is not taken: one or two plain sentences each, and what the person can do instead."""

from locales import Phrase


class Refused(Exception):
    """A file is not taken. `words.say_phrase(refused.reason, **refused.values)` says why."""

    def __init__(self, reason: Phrase, **values: object) -> None:
        super().__init__(reason.message)
        self.reason = reason
        self.values = values


class Damaged(Exception):
    """The content breaks the rules of its own type. Raised by what cleans a type; people see DAMAGED."""


TOO_LARGE = Phrase(
    "attachment", "This file is larger than {limit} MB. Telegram does not let us receive it. Send a smaller one."
)
TOO_MANY = Phrase("attachment", "An observation can have {limit} files. To send more, file another observation.")
TOO_MUCH = Phrase("attachment", "The files of an observation can have {limit} MB in all. This one no longer fits.")
EMPTY = Phrase("attachment", "This file is empty. Send it again.")
NOT_ACCEPTED = Phrase(
    "attachment",
    "We cannot receive this type of file. We accept photos, audio, video, PDF, Word, Excel, PowerPoint,"
    " OpenDocument, TXT and CSV.",
)
PROGRAM = Phrase("attachment", "This file is a program, whatever its name says. We do not receive programs.")
MISLABELLED = Phrase(
    "attachment", "What is inside this file is not what its name says. Check the file and send it again."
)
DAMAGED = Phrase("attachment", "This file is damaged and cannot be opened. Send it again.")
EXPANDS = Phrase("attachment", "This file takes up too much space when it is opened. Send it as a PDF.")
LOCKED = Phrase("attachment", "This file asks for a password. Send a copy without a password.")
MACROS = Phrase("attachment", "This document has macros, which can do harm. Save it without macros, or as a PDF.")
FILES_INSIDE = Phrase("attachment", "This document has other files inside. Send it as a PDF, and each file on its own.")
LINKED = Phrase("attachment", "This document loads content from another place. Send it as a PDF.")
FORM = Phrase("attachment", "This PDF is a form that few programs open. Print it as a PDF and send that one.")
OLD_OFFICE = Phrase("attachment", "This file has an old format of Office. Save it as DOCX, XLSX, PPTX or PDF.")
RICH_TEXT = Phrase("attachment", "We cannot receive RTF. Save the document as DOCX or PDF.")
WEB_PAGE = Phrase("attachment", "We do not receive web pages or SVG drawings. Send a picture or a PDF.")
OTHER_PICTURE = Phrase("attachment", "We cannot receive this type of picture as a file. Send it as a photo.")
TOO_MANY_PIXELS = Phrase("attachment", "This picture has too many pixels. Send it as a photo, not as a file.")
NOT_CLEANED = Phrase(
    "attachment", "This file keeps hidden data, such as places, that we cannot take out. Send it in another format."
)
TOO_INVOLVED = Phrase("attachment", "This file is too complicated to be checked. Send it in another format.")

SIGNATURE_LOST = Phrase(
    "attachment", "We took the hidden data out of the file. Its digital signature can no longer be checked."
)
ACTIONS_REMOVED = Phrase("attachment", "We took the programs and the attached files out of the PDF.")
