"""A page that checks a receipt against a published report in the reader's own browser: one file, which asks nobody.

It works the same saved to a disk. Its policy lets it run its own script and nothing else, and reach no address at all.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from locales import Language, Words, words
from reports.pages.rendering import render_alone

HERE = Path(__file__).parent


@dataclass(frozen=True)
class StandAlone:
    """A whole page, and the Content-Security-Policy under which it runs."""

    html: str
    policy: str


@cache
def verification_page(language: Language) -> StandAlone:
    """The page in a language."""
    script, style = ((HERE / name).read_text(encoding="utf-8") for name in ("verify.js", "verify.css"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    own_words = words(language)
    html = render_alone(
        "verify.html",
        language=language,
        policy=policy,
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        said=_said(own_words),
        outcomes=_outcomes(own_words),
        proves=_proves(own_words),
        does_not=_does_not(own_words),
    )
    return StandAlone(html, policy)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _said(words: Words) -> dict[str, str]:
    return {
        "title": words.plain("verify", "Check that my case is in the report"),
        "opening": words.plain(
            "verify", "Choose your receipt file and the file of fingerprints that was published with the report."
        ),
        "keep": words.plain(
            "verify",
            "Everything happens on your device: this page sends nothing. You can save it and use it offline.",
        ),
        "receipt": words.plain("verify", "Your receipt (a file that ends in .json)"),
        "published": words.plain("verify", "The report's fingerprints (a file that ends in .json)"),
        "root": words.plain("verify", "Root printed in the report (optional)"),
        "verify": words.plain("verify", "Check"),
        "found": words.plain("verify", "What was compared"),
        "report": words.plain("verify", "Report"),
        "number": words.plain("verify", "Case number"),
        "moment": words.plain("verify", "Received (world time, UTC)"),
        "computed": words.plain("verify", "Root that we computed"),
        "text": words.plain("verify", "Text that was sent"),
        "sealed": words.plain("verify", "It is sealed: the receipt does not show its text."),
        "proves_title": words.plain("verify", "What this proves"),
        "does_not_title": words.plain("verify", "What it does not prove"),
    }


def _outcomes(words: Words) -> tuple[tuple[str, Markup], ...]:
    """What the page may find, by the names that its script gives them."""
    row = Markup('<span id="row"></span>')
    rows = Markup('<span id="rows"></span>')
    return (
        (
            "included",
            words.say(
                "verify",
                "● Your case is row {row} of {rows}. What you sent is exactly what was counted.",
                row=row,
                rows=rows,
            ),
        ),
        (
            "left-out",
            words.say("verify", "✕ Your case is not in this report. Check that the report is that of its date."),
        ),
        (
            "altered",
            words.say("verify", "✕ This receipt was changed. Use the file just as the assistant gave it to you."),
        ),
        ("wrong-root", words.say("verify", "✕ The report's file was changed: its list does not give its own root.")),
        (
            "other-report",
            words.say("verify", "✕ The root that you wrote is another one. This list is not that of that report."),
        ),
        ("comprobante-unreadable", words.say("verify", "▲ The first file is not a receipt of a case.")),
        ("huellas-unreadable", words.say("verify", "▲ The second file is not the list of a report.")),
        ("newer", words.say("verify", "▲ One file is of a newer version. Open this page again on the entity's site.")),
        ("no-crypto", words.say("verify", "▲ This browser can not compute here. Save the page and open it again.")),
    )


def _proves(words: Words) -> tuple[str, ...]:
    return (
        words.plain("verify", "That the report counts your case, in the row that it says."),
        words.plain("verify", "That neither the text nor the date of your case changed after you sent it."),
        words.plain("verify", "That the list of cases is the same that was published, if the root is the printed one."),
    )


def _does_not(words: Words) -> tuple[str, ...]:
    return (
        words.plain("verify", "That the answer is right or that it was on time."),
        words.plain("verify", "That other people's cases are there. Each person can check their own."),
        words.plain("verify", "Who wrote the case. The receipt does not say it, so whoever has it can show it."),
    )
