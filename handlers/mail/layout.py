"""One layout for every e-mail: the same words as HTML of 600 pixels and as plain text with its links written out."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from locales import Words, without_tags
from participation.plan.views import EntityView
from reports.charts.colours import DEFAULT_ACCENT, DEFAULT_MAIN, Palette, Scheme, palette

TEXT_WIDTH = 72
_LINK = re.compile(r"""<a\s[^>]*?href=["']([^"']*)["'][^>]*>(.*?)</a>""", re.DOTALL)
_LINE = Markup("<br>\n")


@dataclass(frozen=True)
class Link:
    """Something to open. A link that is no address of the web is left out, the e-mail goes without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Letter:
    """What an e-mail says. Texts that are no Markup are escaped; in Markup, tags as in Telegram's messages.

    The first of `links` is drawn as a button. `why` says why this person gets it; `stop` is where to get no more.
    """

    title: str
    paragraphs: Sequence[str]
    links: Sequence[Link] = ()
    why: str = ""
    stop: str | None = None


def text_and_html(letter: Letter, entity: EntityView, words: Words) -> tuple[str, str]:
    """The two forms of a letter, from this entity and in its colours."""
    links = [link for link in letter.links if opens(link.url)]
    return _text(letter, links, entity, words), str(_html(letter, links, entity, words))


def opens(url: str) -> bool:
    """Whether an address leads somewhere that a mail program may open."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f<>\"]", url)


def _text(letter: Letter, links: Sequence[Link], entity: EntityView, words: Words) -> str:
    blocks = [_wrapped(letter.title), *(_wrapped(paragraph) for paragraph in letter.paragraphs)]
    blocks += [f"{_wrapped(link.label)}:\n{link.url}" for link in links]
    foot = ["-- ", _wrapped(entity.name)] + ([_wrapped(letter.why)] if letter.why else [])
    if letter.stop and opens(letter.stop):
        foot.append(f"{_wrapped(words.plain('mail', 'To get no more of these e-mails'))}:\n{letter.stop}")
    return "\n\n".join([*blocks, "\n".join(foot)]) + "\n"


def _wrapped(text: str) -> str:
    lines = _bare(text).splitlines()
    return "\n".join(textwrap.fill(line, TEXT_WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines)


def _bare(text: str) -> str:
    return without_tags(_links_written_out(text)) if isinstance(text, Markup) else text


def _links_written_out(text: Markup) -> Markup:
    """«Ver la prueba» with a link behind it gives «Ver la prueba (https://…)»."""

    def written(found: re.Match[str]) -> str:
        url, label = found.groups()
        return url if label == url else f"{label} ({url})"

    return Markup(_LINK.sub(written, str(text)))  # noqa: S704 - a part of what was HTML already


def _html(letter: Letter, links: Sequence[Link], entity: EntityView, words: Words) -> Markup:
    main, accent = entity.main_colour or DEFAULT_MAIN, entity.accent_colour or DEFAULT_ACCENT
    light, dark = palette(main, accent), palette(main, accent, Scheme.DARK)
    paragraphs = Markup().join(_PARAGRAPH.format(_lines(paragraph)) for paragraph in letter.paragraphs)
    return _PAGE.format(
        language=words.language.value,
        title=_bare(letter.title),
        dark=_DARK.format(**dark.named()),
        heading=_lines(letter.title),
        paragraphs=paragraphs,
        links=_links(links, light),
        foot=_foot(letter, entity, words),
        **light.named(),
    )


def _lines(text: str) -> Markup:
    return _LINE.join(escape(text).splitlines())


def _links(links: Sequence[Link], colours: Palette) -> Markup:
    forms = [_BUTTON, *[_PLAIN_LINK] * (len(links) - 1)]
    parts = zip(forms, links, strict=False)
    return Markup().join(
        form.format(url=link.url, label=link.label, main=colours.main, paper=colours.paper) for form, link in parts
    )


def _foot(letter: Letter, entity: EntityView, words: Words) -> Markup:
    lines = [escape(entity.name)] + ([_lines(letter.why)] if letter.why else [])
    if letter.stop and opens(letter.stop):
        label = words.plain("mail", "To get no more of these e-mails")
        lines.append(Markup('<a href="{}" style="color:inherit">{}</a>').format(letter.stop, label))
    return _LINE.join(lines)


_DARK = Markup(
    "body,.paper{{background:{paper}!important;color:{ink}!important}}"
    "a{{color:{main}!important}}.button{{background:{main}!important;color:{paper}!important}}"
    ".soft{{color:{soft}!important;border-color:{line}!important}}"
)
_PARAGRAPH = Markup('<p style="margin:0 0 16px">{}</p>\n')
_BUTTON = Markup(
    '<p style="margin:24px 0"><a class="button" href="{url}" style="display:inline-block;padding:12px 20px;'
    'background:{main};color:{paper};border-radius:6px;font-weight:bold;text-decoration:none">{label}</a></p>\n'
)
_PLAIN_LINK = Markup('<p style="margin:0 0 12px"><a href="{url}" style="color:{main}">{label}</a></p>\n')
_PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>a{{color:{main}}}@media (prefers-color-scheme: dark){{{dark}}}</style>
</head>
<body class="paper" style="margin:0;background:{paper};color:{ink}">
<div class="paper" style="max-width:600px;margin:0 auto;padding:24px 20px;background:{paper};color:{ink};\
font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere">
<h1 style="margin:0 0 20px;font-size:25px;line-height:1.25">{heading}</h1>
{paragraphs}{links}<p class="soft" style="margin:32px 0 0;padding-top:16px;border-top:1px solid {line};\
color:{soft};font-size:14px">{foot}</p>
</div>
</body>
</html>
""")
