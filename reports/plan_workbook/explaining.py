"""What the workbook says of itself: how to use it, and what each column is."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import xlsxwriter

from locales import Formats, Phrase, Words
from participation.plan.form import PLAN, Items, Section
from participation.plan.workbook.columns import Column, Kind, Role
from participation.plan.workbook.finding import DICTIONARY, INSTRUCTIONS
from participation.plan.workbook.pages import Page, pages
from participation.plan.workbook.words import said
from reports.plan_workbook.styles import Styles, height_of
from storage.queries.plan_parts import Part, PartRow

_STEPS = (
    Phrase("plan workbook", "Change the values in the sheets and save the file as XLSX. The blue tabs are the plan."),
    Phrase(
        "plan workbook",
        "Send it back in the chat: «Plan», «Subir Excel». Before anything is saved you see what changes.",
    ),
    Phrase("plan workbook", "If something is wrong you read which cell it is. Nothing is saved unless all is right."),
    Phrase(
        "plan workbook", "If somebody changed the same in the chat meanwhile, you are asked which of the two holds."
    ),
)
_RULES = (
    Phrase("plan workbook", "A new row adds a part to the plan. A row that you delete is taken out of it."),
    Phrase("plan workbook", "The codes say which part is which: with another code it is another one."),
    Phrase("plan workbook", "You may sort, filter, move columns and add your own. Do not delete columns or sheets."),
    Phrase("plan workbook", "What has an asterisk must be filled in. What is not known stays empty."),
    Phrase(
        "plan workbook", "Dates like 30/06/2021. Percentages without decimals. Several values in a cell: one a line."
    ),
    Phrase("plan workbook", "The grey columns are to find one's way. They are not read."),
)
_TYPES = {
    Kind.TEXT: Phrase("plan column type", "Text"),
    Kind.CODE: Phrase("plan column type", "Code: 2 to 32 of a-z without accents, 0-9 and hyphen"),
    Kind.DAY: Phrase("plan column type", "Date"),
    Kind.HOUR: Phrase("plan column type", "Hour"),
    Kind.PERIOD: Phrase("plan column type", "Period: 2021, 2021-S1, 2021-T3 or 2021-M06"),
    Kind.PERIOD_OR_DAY: Phrase("plan column type", "Period or date"),
    Kind.PERCENTAGE: Phrase("plan column type", "Whole percentage"),
    Kind.NUMBER: Phrase("plan column type", "Whole number from 1"),
    Kind.NUMBER_OR_UNKNOWN: Phrase("plan column type", "Whole number from 1, or desconocida"),
    Kind.YEAR: Phrase("plan column type", "Year"),
    Kind.YES_OR_NO: Phrase("plan column type", "Yes or no"),
    Kind.WORD: Phrase("plan column type", "Word of the list"),
    Kind.LINK: Phrase("plan column type", "Link that begins with https://"),
    Kind.EMAIL: Phrase("plan column type", "E-mail address"),
    Kind.COLOUR: Phrase("plan column type", "Colour, like #1f5a8f"),
    Kind.FINGERPRINT: Phrase("plan column type", "64 digits and letters a-f"),
}
_LIST = Phrase("plan column type", "{type}; several, one a line")
_HEADINGS = (
    Phrase("plan workbook", "Sheet"),
    Phrase("plan workbook", "Column"),
    Phrase("plan workbook", "What it is"),
    Phrase("plan workbook", "Type"),
    Phrase("plan workbook", "Values"),
    Phrase("plan workbook", "Required"),
    Phrase("plan workbook", "Key of the plan file"),
)
_WIDTHS = (20, 30, 56, 34, 40, 14, 40)


def write_instructions(
    book: xlsxwriter.Workbook, styles: Styles, plan: PartRow, now: datetime, words: Words, formats: Formats
) -> None:
    """The first sheet."""
    sheet = book.add_worksheet(words.plain_phrase(INSTRUCTIONS))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 96, styles.said)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, f"{plan.values['name']} · {plan.values['entity_short_name']}", styles.title)
    downloaded = words.plain("plan workbook", "Downloaded on {moment}", moment=formats.moment(now))
    sheet.write_string(1, 0, downloaded, styles.quiet_line)
    line = 3
    for title, phrases in (
        (words.plain("plan workbook", "How it is used"), _STEPS),
        (words.plain("plan workbook", "Mind"), _RULES),
    ):
        sheet.write_string(line, 0, title, styles.part)
        sheet.write_blank(line, 1, None, styles.part)
        for number, phrase in enumerate(phrases, start=1):
            sheet.write_number(line + number, 0, number, styles.count)
            sheet.write_string(line + number, 1, words.plain_phrase(phrase), styles.said)
        line += len(phrases) + 2
    sheet.write_string(line, 0, words.plain("plan workbook", "The sheets"), styles.part)
    sheet.write_blank(line, 1, None, styles.part)
    described = [*((page.title, page.what) for page in pages()), (DICTIONARY, _DICTIONARY)]
    for number, (named, what) in enumerate(described, start=line + 1):
        name = words.plain_phrase(named)
        sheet.write_url(number, 0, f"internal:'{name}'!A1", styles.link, name)
        sheet.write_string(number, 1, words.plain_phrase(what), styles.said)
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.activate()


_DICTIONARY = Phrase("plan workbook", "What each column means and what it takes.")


def write_dictionary(book: xlsxwriter.Workbook, styles: Styles, words: Words) -> None:
    """The sheet that explains every column."""
    sheet = book.add_worksheet(words.plain_phrase(DICTIONARY))
    for place, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width, styles.text)
        sheet.write_string(0, place, words.plain_phrase(heading), styles.quiet_head)
    line = 0
    for page in pages():
        for column in page.columns:
            line += 1
            texts = _explained(page, column, words)
            sheet.set_row(line, height_of(zip(texts, _WIDTHS, strict=True)))
            for place, text in enumerate(texts):
                sheet.write_string(line, place, text, styles.text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, line, len(_HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _explained(page: Page, column: Column, words: Words) -> Sequence[str]:
    chosen = [words.plain_phrase(said(word)) for word in column.words or ()]
    return (
        words.plain_phrase(page.title),
        words.plain_phrase(column.heading),
        words.plain_phrase(column.meaning),
        _type(column, words),
        " · ".join(chosen),
        _required(column, words),
        _key(page, column),
    )


def _type(column: Column, words: Words) -> str:
    if column.role is Role.SHOWN:
        return words.plain("plan workbook", "It is not read")
    said_type = words.plain_phrase(_TYPES[column.kind])
    return words.plain_phrase(_LIST, type=said_type) if column.many else said_type


def _required(column: Column, words: Words) -> str:
    if column.required:
        return words.plain("plan word", "Yes")
    within = words.plain("plan workbook", "With its group")
    return within if column.required_within else words.plain("plan word", "No")


def _key(page: Page, column: Column) -> str:
    """The key with those above it; nothing for what the plan file says by where it stands."""
    if not column.path:
        return ""
    part = next((part for part in page.parts if column in page.fields_of(part)), Part.PLAN)
    above = (page.table.key,) if page.table is not None else dict(_keys(PLAN, ()))[part]
    return ".".join((*above, *column.path))


def _keys(section: Section, above: tuple[str, ...]) -> Iterator[tuple[Part, tuple[str, ...]]]:
    yield section.part, above
    for item in section.fields:
        if isinstance(item, Items):
            yield from _keys(item.section, (*above, item.key))
