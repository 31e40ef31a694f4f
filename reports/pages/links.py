"""Where a page finds the others: always relative, so that they work under any path of a server and from a folder."""

import posixpath
from dataclasses import dataclass

from locales import Language


@dataclass(frozen=True)
class Links:
    """Links from one page. `here` and every address are without a slash at the beginning ("actividad/divulgar").

    `language` is set where it was asked for, and links then keep it. In a `copy` on disk pages end in .html and each
    language but `home` has a folder of its own.
    """

    here: str
    language: Language | None = None
    copy: bool = False
    home: Language = Language.ES

    @property
    def place(self) -> str:
        """Where this page is: its address, or the file that holds it in a copy on disk."""
        return self._place(self.here, self.language)

    def page(self, address: str, anchor: str = "") -> str:
        """The way to a page in the same language."""
        way = self._way(self._place(address, self.language), self.language)
        return f"{way}#{anchor}" if anchor else way

    def file(self, address: str) -> str:
        """The way to a file, which is there once for all languages."""
        return posixpath.relpath(address, self._folder)

    def in_language(self, language: Language) -> str:
        """The way to this same page in another language."""
        return self._way(self._place(self.here, language), language)

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.place) or "."

    def _place(self, address: str, language: Language | None) -> str:
        if not self.copy:
            return address
        folder = f"{language}/" if language not in {None, self.home} else ""
        return f"{folder}{address or 'index'}.html"

    def _way(self, target: str, language: Language | None) -> str:
        way = posixpath.relpath(target or ".", self._folder)
        if self.copy:
            return way
        slash = "" if target else "/"
        return f"{way}{slash}?lang={language}" if language else f"{way}{slash}"
