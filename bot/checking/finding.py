"""What `participa check` says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. What `is_advice` works as it is, and something is left to do."""

    good: bool
    text: str
    is_advice: bool = False

    def __str__(self) -> str:
        mark = "✗" if not self.good else "→" if self.is_advice else "✓"
        return f"{mark} {self.text}"
