"""What the page says of a scene, in the languages of whoever looks on."""

from collections.abc import Mapping

# By language ("es", "en"); a plain string is the same in all of them.
Text = str | Mapping[str, str]
