"""What the threat model promises is shown by tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
ATTACK = re.compile(r"^\| (?!Intento|Qué \||---)(.+) \|$")


def model() -> str:
    return (ROOT / "docs" / "threat-model.md").read_text("utf-8")


def test_every_test_that_is_named_exists() -> None:
    missing = [
        f"{file}::{name}"
        for file, name in NAMED.findall(model())
        if not (path := ROOT / "tests" / file).is_file() or not re.search(rf"def {name}\(", path.read_text("utf-8"))
    ]

    assert missing == []


def test_every_attack_has_what_stops_it_and_a_test_that_shows_it() -> None:
    attacks = model().partition("## Qué intentan")[2].partition("## Lo que no se protege")[0]
    rows = [found[1].split(" | ") for line in attacks.splitlines() if (found := ATTACK.match(line))]

    assert len(rows) > 50
    assert [row[0] for row in rows if len(row) != 3 or not row[1].strip() or not NAMED.search(row[2])] == []
