"""The process that cleans one PDF: reads it from its input, writes it to its output. Only `pdf.clean_pdf` starts it."""

import contextlib
import sys
import zlib
from base64 import a85decode
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from participation.attachments.cleaning.jpeg import clean_jpeg
from participation.attachments.cleaning.pdf import ACTIONS, HAS_FILES, IS_DAMAGED, IS_FORM, IS_LOCKED, SIGNATURE
from participation.attachments.refusals import Damaged

MEMORY_BYTES, PROCESSOR_SECONDS = 1536 * 1024 * 1024, 30
DECODED_BYTES = 100 * 1024 * 1024  # one compressed stream, unpacked
_FORGOTTEN = ("/Metadata", "/PieceInfo", "/LastModified", "/CreatorInfo", "/Thumb", "/SpiderInfo", "/Perms", "/DSS")
_FILES = ("/EF", "/AF", "/EmbeddedFiles")
_PROGRAMS = ("/AA", "/JavaScript", "/JS", "/XFA", "/Renditions", "/AlternatePresentations", "/RichMediaContent")
_TRIGGERS = ("/A", "/OpenAction", "/PA", "/Next")
# Actions that only go somewhere: inside the document, to an address that the reader sees, to the next page.
_HARMLESS = {"/GoTo", "/URI", "/Named"}
_PLAYED = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"}
_AUTHOR_OF_A_NOTE = ("/T", "/CreationDate", "/M")


class Cleaning:
    """One PDF while it is cleaned."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.flags = 0

    def run(self) -> None:
        """Go over all objects once."""
        self._refuse_what_would_be_empty()
        for key in ("/Info", "/ID"):
            _forget(self.pdf.trailer, key)
        for item in self.pdf.objects:
            for part in _direct_parts(item):
                if isinstance(part, Array):
                    self._drop_played(part)
                else:
                    self._clean(part)
            if isinstance(item, Stream):
                _clean_picture(item)

    def _refuse_what_would_be_empty(self) -> None:
        root = self.pdf.Root
        if "/Collection" in root:
            sys.exit(HAS_FILES)
        if bool(root.get("/NeedsRendering", False)):
            sys.exit(IS_FORM)

    def _clean(self, item: Object) -> None:
        """Forget a dictionary's metadata, programs, files, signature, and the author of a note."""
        for key in _FORGOTTEN:
            _forget(item, key)
        for key in _FILES + _PROGRAMS:
            if _forget(item, key):
                self.flags |= ACTIONS
        for key in _TRIGGERS:
            if key in item and _is_action(item[key]) and str(item[key].get("/S")) not in _HARMLESS:
                del item[key]
                self.flags |= ACTIONS
        if _is_signature(item.get("/V")) and _forget(item, "/V"):
            self.flags |= SIGNATURE
        if item.get("/Subtype") not in {None, Name.Widget} and "/Rect" in item:
            for key in _AUTHOR_OF_A_NOTE:
                _forget(item, key)

    def _drop_played(self, items: Array) -> None:
        """Take annotations that play, or hold a file, out of a list; actions that would run, out of a chain."""
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            if not isinstance(item, Dictionary):
                continue
            plays = "/Rect" in item and str(item.get("/Subtype")) in _PLAYED
            runs = _is_action(item) and str(item.get("/Type")) == "/Action" and str(item.get("/S")) not in _HARMLESS
            if plays or runs:
                del items[index]
                self.flags |= ACTIONS


def _direct_parts(item: Object) -> Iterator[Object]:
    """The dictionaries and arrays of an object that are not objects of their own."""
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Array):
            yield part
            waiting.extend(child for child in part if _is_direct(child))
        elif isinstance(part, Dictionary | Stream):
            yield part
            waiting.extend(child for _, child in part.items() if _is_direct(child))


def _is_direct(child: object) -> bool:
    return isinstance(child, Array | Dictionary) and not child.is_indirect


def _is_action(item: object) -> bool:
    return isinstance(item, Dictionary) and "/S" in item


def _is_signature(item: object) -> bool:
    return isinstance(item, Dictionary) and "/ByteRange" in item


def _forget(item: Object, key: str) -> bool:
    if key not in item:
        return False
    del item[key]
    return True


def _clean_picture(stream: Stream) -> None:
    """A JPEG keeps in a PDF what the camera wrote into it."""
    filters, parms = _filters(stream)
    if filters[-1:] not in (["/DCTDecode"], ["/DCT"]) or any(isinstance(parm, Dictionary) for parm in parms[:-1]):
        return
    content = stream.read_raw_bytes()
    for name in filters[:-1]:
        content = _decoded(content, name)
    with contextlib.suppress(Damaged):  # then no reader finds metadata in it either
        last = parms[-1] if len(parms) == len(filters) else None
        clean = clean_jpeg(content).clean
        stream.write(clean, filter=Name.DCTDecode, decode_parms=last if isinstance(last, Dictionary) else None)


def _filters(stream: Stream) -> tuple[list[str], list[object]]:
    """The filters of a stream and their parameters, whether there is one or a list of them."""
    filters, parms = stream.get("/Filter"), stream.get("/DecodeParms")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    return names, list(parms) if isinstance(parms, Array) else [parms]


def _decoded(content: bytes, name: str) -> bytes:
    """One of the packings that writers put around a JPEG, taken off; nothing for another."""
    match name:
        case "/FlateDecode" | "/Fl":
            return zlib.decompressobj().decompress(content, DECODED_BYTES)
        case "/ASCII85Decode" | "/A85":
            return a85decode(content.partition(b"~>")[0])
        case "/ASCIIHexDecode" | "/AHx":
            return bytes.fromhex(content.partition(b">")[0].decode("ascii"))
        case _:
            return b""


def limit_resources() -> None:
    """Bound what this process may use, where the system can; and what qpdf unpacks, everywhere."""
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=DECODED_BYTES,
        run_length_max_memory=DECODED_BYTES,
        png_max_memory=DECODED_BYTES,
        tiff_max_memory=DECODED_BYTES,
        max_stream_filters=4,
        doc_max_warnings=1000,
    )


def clean(content: bytes) -> tuple[bytes, int]:
    """The clean PDF and what was taken out, as flags."""
    with pikepdf.open(BytesIO(content)) as pdf:
        cleaning = Cleaning(pdf)
        cleaning.run()
        written = BytesIO()
        pdf.save(
            written,
            encryption=False,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return written.getvalue(), cleaning.flags


def main() -> None:
    """Clean what comes in. The exit status says why there is nothing to write."""
    limit_resources()
    try:
        cleaned, flags = clean(sys.stdin.buffer.read())
    except pikepdf.PasswordError:
        sys.exit(IS_LOCKED)
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, zlib.error):
        sys.exit(IS_DAMAGED)
    sys.stdout.buffer.write(bytes([flags]))
    sys.stdout.buffer.write(cleaned)
