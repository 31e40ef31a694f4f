"""The evidence in a cell: several proofs, with their links, as people write them one under the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from participation.plan.matrices.cells import is_nothing
from participation.plan.values import is_link

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-–—•·▪*✓➢]|\(?\d{1,2}[.)])\s*(?=\S)")
_ENDED = re.compile(r"[.;:!?]\s*$")
_AFTER_LINK = ".,;:)]}»'"


@dataclass(frozen=True)
class Proof:
    """One proof. Its text is the link itself where nothing else is said."""

    text: str
    link: str | None = None


def proofs_in(text: str) -> list[Proof]:
    """What a cell tells, in its order. A link that stands alone belongs to what was said before it without one."""
    found: list[Proof] = []
    for paragraph in _paragraphs(text):
        links = links_in(paragraph)
        said = " ".join(_LINK.sub(" ", paragraph).split()).strip(f"{_AFTER_LINK}|/- ")
        if links and not said:
            found = attach(found, links)
        elif not is_nothing(paragraph):
            found.append(Proof(paragraph, links[0] if links else None))
            found += [Proof(link, link) for link in links[1:]]
    return found


def attach(proofs: Sequence[Proof], links: Sequence[str]) -> list[Proof]:
    """The proofs with these links: each goes to the next proof that has none, or stands alone after them."""
    found = list(proofs)
    for link in links:
        if any(proof.link == link for proof in found):
            continue
        linked = [number for number, proof in enumerate(found) if proof.link is not None]
        free = (linked[-1] if linked else -1) + 1
        if free < len(found):
            found[free] = replace(found[free], link=link)
        else:
            found.append(Proof(link, link))
    return found


def links_in(text: str) -> list[str]:
    """The web addresses of a text, each once, without the signs of the sentence around them."""
    found = (each.rstrip(_AFTER_LINK) for each in _LINK.findall(text))
    return list(dict.fromkeys(link for link in found if is_link(link)))


def gist(text: str) -> str:
    """An evidence's text for comparing: its letters and digits in their order."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _paragraphs(text: str) -> list[str]:
    """The lines of a cell, put together where a line only goes on."""
    found: list[str] = []
    may_go_on = False
    for line in text.splitlines():
        bullet = _BULLET.match(line)
        bare = (line[bullet.end() :] if bullet else line).strip()
        if not bare:
            may_go_on = False
            continue
        alone = _LINK.fullmatch(bare)
        if may_go_on and not bullet and not alone:
            found[-1] = f"{found[-1]} {bare}"
        else:
            found.append(bare)
        may_go_on = not alone and not _ENDED.search(bare) and not _LINK.search(bare.split()[-1])
    return found
