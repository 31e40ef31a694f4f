"""Looking at an address: what HTTP answers mean, good manners, and what is never reached."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.link_checking.fetcher import Fetcher, Patience
from bot.link_checking.politeness import KnownRules
from participation.plan.links import Look, Outcome
from tests.support.web_hosts import Host, at_home, fetching, hosting, silent

OPENED, FAILED, NOT_ALLOWED, LATER = Outcome.OPENED, Outcome.FAILED, Outcome.NOT_ALLOWED, Outcome.LATER


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with hosting() as opened:
        yield opened


async def look(host: Host, link: str, **others: object) -> Look:
    async with fetching(host, **others) as fetcher:
        return await fetcher.look(link)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, OPENED), (204, OPENED), (401, NOT_ALLOWED), (403, NOT_ALLOWED), (404, FAILED), (410, FAILED), (500, FAILED)],
)
async def test_an_answer_is_taken_for_no_more_than_it_says(host: Host, status: int, outcome: Outcome) -> None:
    host.says("/acta", status)

    assert await look(host, host.link("/acta")) == Look(outcome, str(status))


async def test_what_opens_is_asked_for_once_and_without_its_body(host: Host) -> None:
    host.says("/acta")

    await look(host, host.link("/acta#pagina-2"))

    assert host.asked == [("GET", "/robots.txt"), ("HEAD", "/acta")]


@pytest.mark.parametrize("status", [403, 404, 405, 501])
async def test_a_server_that_refuses_head_is_asked_with_get(host: Host, status: int) -> None:
    host.refuses_head("/video", status)

    assert await look(host, host.link("/video")) == Look(OPENED, "200")
    assert host.asked[1:] == [("HEAD", "/video"), ("GET", "/video")]


async def test_a_connection_that_head_cuts_is_tried_with_get(host: Host) -> None:
    async def cut(request: web.Request) -> web.Response:
        if request.method == "HEAD" and request.transport is not None:
            request.transport.abort()
        return web.Response()

    host.pages["/acta"] = cut

    assert await look(host, host.link("/acta")) == Look(OPENED, "200")


async def test_an_endless_body_is_not_waited_for(host: Host) -> None:
    async def pour(request: web.Request) -> web.StreamResponse:
        if request.method == "HEAD":
            return web.Response(status=405)
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    host.pages["/grande"] = host.pages["/robots.txt"] = pour

    assert await look(host, host.link("/grande")) == Look(OPENED, "200")


@pytest.mark.parametrize("line", [b"X-Mas: " + b"x" * 100 + b"\r\n", b"x" * 1_000])
async def test_endless_headers_are_cut(line: bytes) -> None:
    async with silent(b"HTTP/1.1 200 OK\r\n", line) as port:
        assert await look(Host(port), f"http://entidad.test:{port}/") == Look(FAILED, "connection")


async def test_who_never_answers_is_given_up() -> None:
    async with silent() as port:
        brief = Patience(connect=5, answer=0.05, whole=5)

        assert await look(Host(port), f"http://entidad.test:{port}/", patience=brief) == Look(FAILED, "timeout")


async def test_an_address_has_a_time_for_all_that_belongs_to_it() -> None:
    async with silent() as port:
        brief = Patience(connect=5, answer=5, whole=0.05)

        assert await look(Host(port), f"http://entidad.test:{port}/", patience=brief) == Look(FAILED, "timeout")


async def test_nobody_at_the_port_and_no_such_name_are_failures() -> None:
    async def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    async with silent() as port:
        closed = Host(port)

    assert await look(closed, closed.link("/")) == Look(FAILED, "connection")
    assert await look(closed, closed.link("/"), find=nowhere) == Look(FAILED, "dns")


# Redirects


async def test_redirects_are_followed_to_another_host_with_its_own_robots(host: Host) -> None:
    host.moves("/viejo", host.link("/nuevo", "otra.test"), 301)
    host.moves("/nuevo", "final?x=1")
    host.says("/final")

    assert await look(host, host.link("/viejo")) == Look(OPENED, "200")
    assert host.asked.count(("GET", "/robots.txt")) == 2


async def test_a_loop_of_redirects_ends_after_five(host: Host) -> None:
    host.moves("/vuelta", "/vuelta")

    assert await look(host, host.link("/vuelta")) == Look(FAILED, "redirects")
    assert host.asked.count(("HEAD", "/vuelta")) == 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.2:{port}/", "network"),
        ("http://169.254.169.254:{port}/latest/meta-data/", "network"),
        ("http://[::1]:{port}/", "network"),
        ("http://[::ffff:127.0.0.2]:{port}/", "network"),
        ("http://entidad.test:22/", "port"),
        ("http://yo:clave@entidad.test:{port}/", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://entidad.test:{port}/", "address"),
    ],
)
async def test_a_redirect_reaches_nothing_that_a_link_may_not_reach(host: Host, target: str, reason: str) -> None:
    host.moves("/va", target.format(port=host.port))

    assert await look(host, host.link("/va")) == Look(NOT_ALLOWED, reason)


async def test_a_robots_file_is_no_way_round(host: Host) -> None:
    host.moves("/robots.txt", f"http://127.0.0.2:{host.port}/")

    assert await look(host, host.link("/acta")) == Look(NOT_ALLOWED, "network")


# Where a name leads


async def test_as_it_is_deployed_this_machine_and_its_network_are_out_of_reach(host: Host) -> None:
    async def inside(_host: str, _port: int) -> list[str]:
        return ["93.184.215.14", "10.0.0.7"]

    async with Fetcher(None, KnownRules(), ports={host.port}, find=at_home) as fetcher:
        assert await fetcher.look(host.link("/acta")) == Look(NOT_ALLOWED, "network")
        assert await fetcher.look(f"http://127.0.0.1:{host.port}/acta") == Look(NOT_ALLOWED, "network")
    async with Fetcher(None, KnownRules(), ports={host.port}, find=inside) as fetcher:
        assert await fetcher.look(host.link("/acta")) == Look(NOT_ALLOWED, "network")
    assert host.asked == []


async def test_as_it_is_deployed_only_the_ports_of_the_web_are_asked(host: Host) -> None:
    async with Fetcher(None, KnownRules(), find=at_home) as fetcher:
        assert await fetcher.look(host.link("/acta")) == Look(NOT_ALLOWED, "port")


async def test_a_name_that_leads_elsewhere_the_next_time_reaches_nothing(host: Host) -> None:
    answers = ["127.0.0.1", "127.0.0.2"]

    async def changing(_host: str, _port: int) -> list[str]:
        return [answers.pop(0)]

    host.says("/acta")
    async with hosting("127.0.0.2", host.port) as inside:
        assert await look(host, host.link("/acta"), find=changing) == Look(NOT_ALLOWED, "network")

    assert (host.asked, inside.asked, answers) == ([("GET", "/robots.txt")], [], [])


async def test_a_proxy_and_cookies_of_the_environment_are_not_used(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.2:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.2:1")
    host.says("/acta", Set_Cookie="sesion=1")

    async with fetching(host) as fetcher:
        await fetcher.look(host.link("/acta"))
        assert await fetcher.look(host.link("/acta")) == Look(OPENED, "200")

    assert not any("Cookie" in headers for headers in host.headers)


# Manners


async def test_what_robots_forbids_is_not_asked_for(host: Host) -> None:
    host.says("/robots.txt", text="User-agent: *\nDisallow: /privado\nAllow: /privado/*.pdf$")
    host.says("/privado/acta.pdf")

    assert await look(host, host.link("/privado/acta")) == Look(NOT_ALLOWED, "robots")
    assert await look(host, host.link("/privado/acta.pdf")) == Look(OPENED, "200")


async def test_robots_is_asked_for_once_a_day(host: Host) -> None:
    now = [0.0]
    rules = KnownRules(lambda: now[0])
    host.says("/acta")
    for hour in (0, 1, 23, 25):
        now[0] = hour * 3600.0
        async with fetching(host) as fetcher:
            fetcher._rules = rules
            await fetcher.look(host.link("/acta"))

    assert host.asked.count(("GET", "/robots.txt")) == 2


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (404, {}, Look(OPENED, "200")),
        (403, {}, Look(OPENED, "200")),
        (500, {}, Look(FAILED, "500")),
        (503, {"Retry_After": "60"}, Look(LATER, "503", timedelta(minutes=1))),
    ],
)
async def test_a_host_without_robots_allows_and_one_that_is_unwell_is_left_alone(
    host: Host, status: int, headers: dict[str, str], expected: Look
) -> None:
    host.says("/robots.txt", status, **headers)
    host.says("/acta")

    assert await look(host, host.link("/acta")) == expected


@pytest.mark.parametrize(
    ("status", "asked", "expected"),
    [
        (429, "120", Look(LATER, "429", timedelta(minutes=2))),
        (429, "mañana", Look(LATER, "429", None)),
        (503, "Mon, 01 Jan 2001 00:00:00 GMT", Look(LATER, "503", timedelta(0))),
        (503, None, Look(FAILED, "503")),
    ],
)
async def test_who_asks_for_patience_has_not_failed(host: Host, status: int, asked: str | None, expected: Look) -> None:
    host.says("/acta", status, **({"Retry_After": asked} if asked else {}))

    assert await look(host, host.link("/acta")) == expected
    assert ("GET", "/acta") not in host.asked


async def test_a_host_is_asked_one_thing_at_a_time_with_the_pause_that_it_wants(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    at_once, most = 0, 0

    async def busy(_request: web.Request) -> web.Response:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1
        return web.Response()

    host.says("/robots.txt", text="User-agent: Participa\nCrawl-delay: 7")
    host.pages |= dict.fromkeys(("/a", "/b", "/c"), busy)
    real = asyncio.sleep

    async def no_wait(seconds: float) -> None:
        slept.append(round(seconds))
        await real(0)

    async with fetching(host) as fetcher:
        await fetcher.look(host.link("/a"))
        monkeypatch.setattr("bot.link_checking.politeness.asyncio.sleep", no_wait)
        await asyncio.gather(fetcher.look(host.link("/b")), fetcher.look(host.link("/c")))

    assert most == 1
    assert max(slept) == 7


async def test_hosts_can_see_who_asks(host: Host) -> None:
    host.says("/acta")

    await look(host, host.link("/acta"))

    assert {headers["User-Agent"] for headers in host.headers} == {"Participa (+https://participa.entidad.test)"}
