"""What is sent beside every page, so that a browser does nothing that the page does not mean."""

from collections.abc import Mapping

RULES = (
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
ALWAYS: Mapping[str, str] = {
    "Server": "Participa",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


def security(policy: str | None, embed_in: str | None) -> dict[str, str]:
    """The headers of a page; `policy` is its own where it has one, `embed_in` are the origins that may frame it."""
    ancestors = f"frame-ancestors 'self' {embed_in or ''}".rstrip()
    return {**ALWAYS, "Content-Security-Policy": "; ".join([policy or "; ".join(RULES), ancestors])}
