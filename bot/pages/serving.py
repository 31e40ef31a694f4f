"""The pages on the web: read in a thread, in the reader's language, with the headers that keep them fresh and safe."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus

import structlog
from aiohttp import hdrs, web

from bot.pages import evidence_files, report_files
from bot.pages.document import HTML, Document
from bot.pages.evidence_files import EvidenceFiles
from bot.pages.headers import security
from bot.pages.kept import Kept, Ready, ready
from bot.pages.language import chosen, preferred
from bot.pages.limits import Limit, address_of
from bot.pages.report_files import ReportFiles
from bot.pages.responding import FOR_EVER, PRIVATE, REVALIDATED, answered
from bot.pages.table import PAGES, Keep, Page
from bot.pages.trouble import excuse
from bot.pages.visit import Asked, House, Visit
from bot.trouble import describe
from bot.web import in_time
from locales import Language
from participation.plan.views import NoPlanError, NotInPlanError
from participation.progress import entity
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN
from reports.pages import assets
from reports.pages.assets import Asset
from storage import Database, Session, StorageUnavailable
from storage.queries import plan as plans

RETRY_AFTER_SECONDS = 30

log = structlog.get_logger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """The pages of a running bot.

    `embed_in`: the origins whose pages may frame ours; `proxies`: how many servers of ours stand before this one.
    """

    house: House
    database: Database
    now: Callable[[], datetime]
    embed_in: str | None = None
    proxies: int = 0
    pages: Sequence[Page] = PAGES
    kept: Kept = field(default_factory=Kept)
    limit: Limit = field(default_factory=Limit)

    def add_to(self, app: web.Application) -> None:
        """Serve every page, what they are dressed with, and words instead of errors."""
        app.middlewares.append(self._in_words)
        for page in self.pages:
            handler = partial(self._answer, page)
            app.router.add_get(f"/{page.address}", handler)
            if page.takes_form:
                app.router.add_post(f"/{page.address}", handler)
        app.router.add_get(f"/{assets.FOLDER}/{{name}}", self._asset)
        app.router.add_get(report_files.ROUTE, ReportFiles(self.house, self.database, self.embed_in).serve)
        app.router.add_get(evidence_files.ROUTE, EvidenceFiles(self.house, self.database, self.embed_in).serve)

    async def _answer(self, page: Page, request: web.Request) -> web.Response:
        asked = await self._asked(page, request)
        posted, build = asked.form is not None, page.build
        if posted and page.slowed is not None and not self.limit.allows(self._address(request)):
            build = page.slowed
        run = self.database.write if posted and page.acts else self.database.read
        found = await asyncio.wrap_future(run(partial(self._built, page, build, asked)))
        caching = PRIVATE if page.keep is Keep.NEVER else REVALIDATED
        return answered(request, found, caching, self.embed_in, asked.language)

    async def _asked(self, page: Page, request: web.Request) -> Asked:
        given = chosen(request.query.get("lang"))
        form = None
        if request.method == hdrs.METH_POST:
            async with in_time():
                posted = await request.post()
            form = {name: value for name, value in posted.items() if isinstance(value, str)}
        return Asked(
            request.path.removeprefix("/"),
            given or self._language(request),
            given is not None,
            dict(request.match_info),
            form,
        )

    def _built(self, page: Page, build: Callable[[Visit], Document], asked: Asked, session: Session) -> Ready:
        """In a thread of the database's own; it may be called again from its beginning."""
        now = self.now()
        make = partial(build, Visit(session, now, self.house, asked))
        if page.keep is Keep.NEVER:
            return ready(make())
        stamp = plans.stamp(session)
        day = now.astimezone(self.house.zone).date()
        minute = now.replace(second=0, microsecond=0) if page.keep is Keep.A_MINUTE else None
        return self.kept.get((asked.address, asked.language, asked.chosen, stamp, day, minute), make)

    async def _asset(self, request: web.Request) -> web.Response:
        """What never changes under its name. A stylesheet of other days gets the present one, which nobody keeps."""
        name, known = request.match_info["name"], assets.fonts()
        if not any(asset.name == name for asset in known):
            known = await asyncio.wrap_future(self.database.read(self._dress))
        asset = next((asset for asset in known if asset.name == name), None)
        if asset is None and not name.startswith(assets.STYLESHEET_STEM):
            raise web.HTTPNotFound
        found = asset or known[0]
        document = self.kept.get(found.name, lambda: Document(found.content, found.content_type))
        return answered(request, document, REVALIDATED if asset is None else FOR_EVER, self.embed_in)

    def _dress(self, session: Session) -> tuple[Asset, ...]:
        """The stylesheet first."""
        try:
            own = entity(session)
        except NoPlanError:
            return assets.all_assets(DEFAULT_MAIN, DEFAULT_ACCENT)
        return assets.all_assets(own.main_colour or DEFAULT_MAIN, own.accent_colour or DEFAULT_ACCENT)

    @web.middleware
    async def _in_words(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What is not there, and what went wrong, in plain words; never a traceback."""
        try:
            return await handler(request)
        except StorageUnavailable:
            log.error("pages.database_away")
            return self._excuse(request, HTTPStatus.SERVICE_UNAVAILABLE)
        except (NotInPlanError, NoPlanError):
            return self._excuse(request, HTTPStatus.NOT_FOUND)
        except web.HTTPException as error:
            if error.status < HTTPStatus.BAD_REQUEST:
                raise
            return self._excuse(request, HTTPStatus(error.status))
        except Exception as error:  # whatever it is, the reader gets a sentence and the log says where
            log.error("pages.failed", **describe(error))
            return self._excuse(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _excuse(self, request: web.Request, status: HTTPStatus) -> web.Response:
        given = chosen(request.query.get("lang"))
        language = given or self._language(request)
        asked = Asked(request.path.removeprefix("/"), language, given is not None)
        response = web.Response(
            status=status,
            body=excuse(status, asked, self.house),
            content_type=HTML,
            charset="utf-8",
            headers={**security(None, self.embed_in), hdrs.CACHE_CONTROL: PRIVATE, hdrs.CONTENT_LANGUAGE: language},
        )
        if status is HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers[hdrs.RETRY_AFTER] = str(RETRY_AFTER_SECONDS)
        return response

    def _language(self, request: web.Request) -> Language:
        return preferred(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), self.house.language)

    def _address(self, request: web.Request) -> str:
        return address_of(request.remote, request.headers.get("X-Forwarded-For", ""), self.proxies)
