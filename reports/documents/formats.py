"""The formats of a document, and the one call that renders it."""

from enum import StrEnum

from reports.documents.model import Document


class DocumentFormat(StrEnum):
    """A format that a whole document can have; its value is the file's ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    MARKDOWN = "md"

    @property
    def mime(self) -> str:
        return _MIMES[self]


_MIMES = {
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentFormat.HTML: "text/html; charset=utf-8",
    DocumentFormat.MARKDOWN: "text/markdown; charset=utf-8",
}


def render(document: Document, wanted: DocumentFormat) -> bytes:
    """The document as a file. Imports what the format needs when it is first asked for.

    Raises TypesettingError where the PDF would not be one that a screen reader can read (a skipped heading).
    """
    match wanted:
        case DocumentFormat.PDF:
            from reports.documents import pdf  # noqa: PLC0415 - typst, 85 MB

            return pdf.render(document)
        case DocumentFormat.DOCX:
            from reports.documents import docx  # noqa: PLC0415 - python-docx and lxml

            return docx.render(document)
        case DocumentFormat.XLSX:
            from reports.documents import xlsx  # noqa: PLC0415 - xlsxwriter

            return xlsx.render(document)
        case DocumentFormat.HTML:
            from reports.documents import html  # noqa: PLC0415 - one format, one module

            return html.render(document).html.encode()
        case DocumentFormat.MARKDOWN:
            from reports.documents import markdown  # noqa: PLC0415 - one format, one module

            return markdown.render(document).encode()
