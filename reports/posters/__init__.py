"""Ways in from paper: a link as a QR code, alone or on a poster for the office door."""

from reports.posters.code import png, svg
from reports.posters.poster import Poster, as_pdf

__all__ = ["Poster", "as_pdf", "png", "svg"]
