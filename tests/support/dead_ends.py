"""Whether the links of a folder of pages lead anywhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin


class Links(HTMLParser):
    """What a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href" and value:
                self.found.add(value)
            if name == "id" and value:
                self.anchors.add(value)


def links_of(file: Path) -> Links:
    links = Links()
    links.feed(file.read_text(encoding="utf-8"))
    return links


def dead_ends(folder: Path) -> list[str]:
    """The links in a folder of pages that lead to nothing there: a file that is not, or a place that no page has."""
    files = {path.as_uri(): path for path in folder.rglob("*") if path.is_file()}
    pages = {address: links_of(path) for address, path in files.items() if path.suffix == ".html"}
    found = []
    for page, links in pages.items():
        for link in links.found:
            target, anchor = urldefrag(urljoin(page, link))
            if target.startswith("file:") and (target not in files or (anchor and anchor not in pages[target].anchors)):
                found.append(f"{page}: {link}")
    return found
