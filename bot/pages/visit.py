"""A visit as pages see it: who asks for what, in which language, on which day; and the page that is built for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.pages.document import Document
from bot.pages.menu import foot, foot_links, menu, pages_words
from handlers.texts import plan as texts
from locales import Formats, Language, Words, formats, words
from participation.identity import Keyring
from participation.plan.views import PlanProgress
from participation.progress import plan_progress
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.pages import assets
from reports.pages.links import Links
from reports.pages.rendering import Frame, render, render_alone
from storage import Session
from storage.files import FileStore


@dataclass(frozen=True)
class House:
    """What is the same for every visit. `bot_address` opens the bot; `copy`: the pages are written to a folder.

    `files`: where the files of published reports are. `plan_file`: beside it the entity's logo may be.
    `licence`: on which terms the open data may be used; None while the entity has not said it.
    """

    zone: ZoneInfo
    keys: Keyring
    language: Language = Language.ES
    bot_address: str | None = None
    public_url: str | None = None
    copy: bool = False
    files: FileStore | None = None
    plan_file: Path | None = None
    licence: str | None = None

    def to_bot(self, payload: str) -> str | None:
        """A link that opens the bot at `payload`; None where nobody knows which bot it is."""
        if self.bot_address is None or not self.bot_address.startswith("https://t.me/"):
            return self.bot_address
        return f"{self.bot_address}?start={payload}"


@dataclass(frozen=True)
class Asked:
    """What somebody asked for. `address` is without a slash at its beginning; `chosen`: the language is part of it."""

    address: str
    language: Language
    chosen: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass
class Visit:
    """One look at one page, with the session in which it is built."""

    session: Session
    now: datetime
    house: House
    asked: Asked

    @property
    def today(self) -> date:
        """The day in the entity's zone."""
        return self.now.astimezone(self.house.zone).date()

    @cached_property
    def words(self) -> Words:
        """The texts of the reader's language."""
        return words(self.asked.language)

    @cached_property
    def formats(self) -> Formats:
        """Dates and figures of that language, in the entity's zone."""
        return formats(self.asked.language, self.house.zone)

    @cached_property
    def links(self) -> Links:
        """The ways from this page to others."""
        own = self.asked
        language = own.language if own.chosen or self.house.copy else None
        return Links(own.address, language, self.house.copy, self.house.language)

    @cached_property
    def plan(self) -> PlanProgress:
        """The plan at its latest cut. NoPlanError while there is none."""
        return plan_progress(self.session, self.today)

    @cached_property
    def menu(self) -> Markup:
        """The ways to the main pages, for a page that has surroundings of its own."""
        ways = menu(self.links, self.words, self.house.public_url)
        return Markup(render_alone("menu.html", menu=ways, menu_words=pages_words(self.words)))  # noqa: S704 - escaped

    def page(self, template: str, title: str, description: str, *, is_private: bool = False, **values: Any) -> Document:
        """A page of the usual kind."""
        entity = self.plan.entity
        frame = framed(
            self.links,
            self.words,
            title,
            description,
            entity=entity.short_name,
            colours=(entity.main_colour or DEFAULT_MAIN, entity.accent_colour or DEFAULT_ACCENT),
            public_url=self.house.public_url,
            foot=foot(texts.plan_name(self.plan), entity, self.plan.source, self.words),
            is_private=is_private,
        )
        return Document(render(template, frame, title=title, **values).encode())


def framed(
    links: Links,
    words: Words,
    title: str,
    description: str,
    *,
    entity: str,
    colours: tuple[str, str] = (DEFAULT_MAIN, DEFAULT_ACCENT),
    public_url: str | None = None,
    foot: tuple[str, ...] = (),
    is_private: bool = False,
    is_error: bool = False,
) -> Frame:
    """What surrounds a page; it can be made without a database. An error has no menu: nothing is known of its place."""
    return Frame(
        language=words.language,
        title=title,
        description=description,
        entity=entity,
        links=links,
        stylesheet=links.file(assets.stylesheet(*colours).address),
        icon=links.file(assets.icon(colours[0]).address),
        skip_words=words.plain("page", "Skip to the content"),
        menu_words=pages_words(words),
        menu=() if is_error else menu(links, words, public_url),
        foot=foot,
        foot_links=() if is_error else foot_links(links, words),
        is_private=is_private,
    )
