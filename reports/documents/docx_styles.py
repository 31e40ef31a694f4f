"""The styles of a Word document: Word's own, in the entity's colours, and a few more that the office may change."""

import datetime as dt
from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.charts.colours import Palette, palette
from reports.documents.model import Document
from reports.documents.text import clean

BODY, TITLE, SUBTITLE, BULLET, CAPTION, FOOTER = "Normal", "Title", "Subtitle", "List Bullet", "Caption", "Footer"
LINK, CELL, TABLE = "Hyperlink", "Table Cell", "Table Grid"
ENTITY, MOTTO, CUT, LEAD, NOTE, FACT, NAME = "Entity", "Motto", "Cut", "Lead", "Note", "Fact", "Name"
FIRST_FIGURE, SECOND_FIGURE, FIGURE_WORDS = "Big Figure", "Second Big Figure", "Figure Words"
FONT = "Arial"
"""A font that every office has: a file with a font of its own would look different elsewhere."""
Styles = dict[str, str]
"""The id of each style by its name."""


def heading(level: int) -> str:
    """The name of Word's own style."""
    return f"Heading {level}"


def prepare(word: WordDocument, document: Document) -> Styles:
    """The id of every style, all of them in the entity's colours and in the document's language."""
    colours = palette(document.main, document.accent)
    _defaults(word, document.language)
    for name, size, paint in (
        (BODY, 11, "ink"),
        (TITLE, 28, "main"),
        (SUBTITLE, 15, "soft"),
        (heading(1), 18, "main"),
        (heading(2), 14, "main"),
        (heading(3), 12, "main"),
        (CAPTION, 10, "ink"),
        (FOOTER, 9, "soft"),
    ):
        _letters(word.styles[name], size, colours.named()[paint])
    word.styles[TITLE].font.bold = True
    word.styles[SUBTITLE].font.italic = False
    word.styles[BODY].paragraph_format.space_after = Pt(8)
    _no_rule(word.styles[TITLE])
    _added(word, colours)
    return {style.name: style.style_id for style in word.styles if style.name}


def describe(word: WordDocument, document: Document, without_date: dt.datetime) -> None:
    """The file's properties: what it is, whose and of which day, in which language."""
    made = dt.datetime.combine(document.made_on, dt.time(), dt.UTC) if document.made_on else without_date
    properties = word.core_properties
    properties.title, properties.subject = clean(document.name)[:255], clean(document.subtitle)[:255]
    properties.author = properties.last_modified_by = clean(document.entity)[:255]
    properties.language, properties.comments, properties.keywords = document.language, "", ""
    properties.created = properties.modified = made
    properties.revision = 1


def _added(word: WordDocument, colours: Palette) -> None:
    def add(name: str, size: float, paint: str, **changes: object) -> ParagraphStyle:
        style: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[BODY]
        _letters(style, size, paint)
        for change, value in changes.items():
            setattr(style.paragraph_format, change, value)
        return style

    add(ENTITY, 14, colours.soft, space_before=Pt(120))
    add(MOTTO, 11, colours.soft)
    add(CUT, 12, colours.ink).font.bold = True
    add(LEAD, 13, colours.ink)
    add(NOTE, 11, colours.ink, left_indent=Pt(14))
    add(FACT, 10.5, colours.ink, space_after=Pt(2), keep_with_next=True)
    add(NAME, 10, colours.soft, space_before=Pt(8), space_after=Pt(0), keep_with_next=True)
    add(CELL, 9, colours.ink, space_before=Pt(3), space_after=Pt(3))
    for name, paint in ((FIRST_FIGURE, colours.main), (SECOND_FIGURE, colours.accent)):
        add(name, 44, paint, space_after=Pt(0), keep_with_next=True).font.bold = True
    add(FIGURE_WORDS, 12, colours.ink, space_after=Pt(14))
    _left_rule(word.styles[NOTE], colours.accent)
    link = word.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(colours.main[1:]), True


def _letters(style: ParagraphStyle, size: float, colour: str) -> None:
    """One font for all scripts: the template's headings name the theme's, which would win."""
    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour[1:])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _defaults(word: WordDocument, language: str) -> None:
    """The language in which Word checks the spelling and a screen reader reads."""
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    setting = OxmlElement("w:themeFontLang")
    setting.set(qn("w:val"), language)
    settings = word.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        settings.replace(old, setting)


def _no_rule(style: ParagraphStyle) -> None:
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _left_rule(style: ParagraphStyle, colour: str) -> None:
    border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", colour[1:])):
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    place: Callable[..., object] = style.element.get_or_add_pPr().insert_element_before
    place(border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
