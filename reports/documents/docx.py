"""A document as Word opens it: Word's own styles, so that the office edits it, and what a screen reader needs.

Headings are headings, the header row of a table is marked and repeats, pictures have their alternative text, links are
links with their address written beside them, and the language is the document's.
"""

import datetime as dt
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Length
from docx.text.paragraph import Paragraph as WordParagraph

from reports import typesetting
from reports.charts.picture import BigFigure
from reports.documents import docx_styles as styles
from reports.documents.docx_table import add_table
from reports.documents.model import (
    Bullets,
    Document,
    Facts,
    Figures,
    Heading,
    Link,
    Logo,
    Note,
    Paragraph,
    Part,
    Picture,
    Records,
    Rich,
    Table,
)
from reports.documents.text import clean, inlines, written

PICTURE_WIDTH = 6.2
"""Inches of a picture that takes the page's whole width."""
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Word's properties have no zone
"""The date in the properties where the document names none: the same document is the same file."""


def render(document: Document) -> bytes:
    """The .docx; the same document, the same bytes."""
    return Writer(document).file()


class Writer:
    """One Word document while it is written, paragraph after paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.word: WordDocument = docx.Document()
        self.styles = styles.prepare(self.word, document)
        self._pictures = 0
        self._body = self.word._body
        self._end: BaseOxmlElement = self.word.element.body.sectPr
        section = self.word.sections[0]
        section.orientation = WD_ORIENTATION.PORTRAIT
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(1)
        section.different_first_page_header_footer = True

    def file(self) -> bytes:
        self._cover()
        self._footer()
        for part in self.document.parts:
            self._part(part)
        styles.describe(self.word, self.document, EPOCH)
        made = BytesIO()
        self.word.save(made)
        return _same_dates(made.getvalue())

    def paragraph(self, rich: Rich, style: str = styles.BODY) -> WordParagraph:
        """A paragraph whose links are live; a line feed is a line break."""
        made = self.empty(style)
        self.fill(made, rich)
        return made

    def empty(self, style: str) -> WordParagraph:
        """A paragraph with nothing in it yet, at the end.

        python-docx would look through the whole document and through all styles for each one.
        """
        element = OxmlElement("w:p", attrs={})
        self._end.addprevious(element)
        made = WordParagraph(element, self._body)
        element.style = self.styles[style]
        return made

    def fill(self, paragraph: WordParagraph, rich: Rich) -> None:
        for piece in inlines(rich):
            if isinstance(piece, Link):
                self._link(paragraph, piece)
            else:
                paragraph.add_run(piece)

    def _cover(self) -> None:
        said = self.document
        self._logo(said.logo)
        lines = (
            (said.entity, styles.ENTITY),
            (said.motto, styles.MOTTO),
            (said.title, styles.TITLE),
            (said.subtitle, styles.SUBTITLE),
            (said.period, styles.BODY),
            (said.cut, styles.CUT),
        )
        for text, style in lines:
            if text:
                self.paragraph(text, style)
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _logo(self, logo: Logo | None) -> None:
        if logo is None:
            return
        image = _drawn(logo.image.decode(), logo.alternative) if logo.ending == "svg" else logo.image
        self._image(image, logo.alternative, height=Inches(0.8))

    def _footer(self) -> None:
        footer = self.word.sections[0].footer.paragraphs[0]
        footer._p.style = self.styles[styles.FOOTER]
        said = self.document.words.plain("document", "Page {page} of {pages}", page="\x00", pages="\x01")
        footer.add_run(f"{clean(self.document.entity)} · {clean(self.document.name)}\t")
        for piece in said.replace("\x00", "|PAGE|").replace("\x01", "|NUMPAGES|").split("|"):
            if piece in ("PAGE", "NUMPAGES"):
                _field(footer, piece)
            elif piece:
                footer.add_run(piece)

    def _part(self, part: Part) -> None:
        match part:
            case Heading(text, level):
                self.paragraph(text, styles.heading(level))
            case Paragraph(text, lead):
                self.paragraph(text, styles.LEAD if lead else styles.BODY)
            case Note(text):
                self.paragraph(text, styles.NOTE)
            case Bullets(items):
                for item in items:
                    self.paragraph(item, styles.BULLET)
            case Facts(pairs):
                self._facts(pairs)
            case Figures(first, second):
                self._figure(first, styles.FIRST_FIGURE)
                self._figure(second, styles.SECOND_FIGURE)
            case Picture(svg, alternative, caption, share):
                self._image(_drawn(svg, alternative), alternative, width=Inches(PICTURE_WIDTH * share))
                if caption:
                    self.paragraph(caption, styles.CAPTION)
            case Table():
                add_table(self.word, part, self.document, self.styles, self.fill)
            case Records():
                self._records(part)

    def _figure(self, figure: BigFigure, style: str) -> None:
        self.paragraph(figure.figure, style)
        self.paragraph(f"{figure.fraction_words}\n{figure.words}", styles.FIGURE_WORDS)

    def _facts(self, pairs: tuple[tuple[str, Rich], ...]) -> None:
        for name, value in pairs:
            paragraph = self.empty(styles.FACT)
            paragraph.add_run(f"{clean(name)}: ").bold = True
            self.fill(paragraph, value)

    def _run_in(self, pairs: tuple[tuple[str, Rich], ...]) -> None:
        """The same in one paragraph."""
        paragraph = self.empty(styles.BODY)
        for place, (name, value) in enumerate(pairs):
            paragraph.add_run(f"{' · ' if place else ''}{clean(name)}: ").bold = True
            self.fill(paragraph, value)

    def _records(self, records: Records) -> None:
        for record in records.records:
            self.paragraph(record.title, styles.heading(records.level))
            self._run_in(record.facts)
            for name, text in record.texts:
                self.paragraph(name, styles.NAME)
                self.paragraph(text)

    def _image(self, image: bytes, alternative: str, width: Length | None = None, height: Length | None = None) -> None:
        paragraph = self.empty(styles.BODY)
        shape = paragraph.add_run().add_picture(BytesIO(image), width=width, height=height)
        self._pictures += 1
        described = shape._inline.docPr
        described.set("descr", clean(alternative))
        described.set("name", f"{self._pictures}")

    def _link(self, paragraph: WordParagraph, link: Link) -> None:
        identifier = paragraph.part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element = OxmlElement("w:hyperlink")
        element.set(qn("r:id"), identifier)
        run = paragraph.add_run(written(link))
        run._r.style = self.styles[styles.LINK]
        element.append(run._r)
        paragraph._p.append(element)


def _drawn(svg: str, alternative: str) -> bytes:
    """A drawing as a PNG, sharp on paper: older Word shows no SVG."""
    source = """
        #set page(width: 1080pt, height: auto, margin: 0pt)
        #image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.description)
    """
    return typesetting.png(source, {"svg": svg, "description": clean(alternative)}, pixels_per_point=1.5)


def _field(paragraph: WordParagraph, name: str) -> None:
    """A field that Word fills in, such as PAGE."""
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()._r
        element: BaseOxmlElement
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run.append(element)


def _same_dates(file: bytes) -> bytes:
    """The archive with one date for every member, which python-docx takes from the clock."""
    made = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, EPOCH.timetuple()[:6]), old.read(name), ZIP_DEFLATED)
    return made.getvalue()


__all__ = ["Writer", "render"]
