"""No text keeps one of our regular expressions busy: what is twice as long takes at most about four times as long."""

import json
import subprocess
import sys

import pytest

SHORT, LONG = 1_000, 2_000
WORTH_A_LOOK = 0.01
"""Seconds of the processor for a short text, below which no growth can be told from chance."""
MOST_GROWTH = 6.0
"""Twice the length is four times the work where it grows with the square, and eight times with the cube."""
LONGEST_LOOK = 60
"""Seconds of the processor for one pattern: what grows faster than any power does not end."""
_CHILD = f"""
import json, resource
from tests.support.patterns import attacks, ours, seconds
def growth(pattern):
    short, long = attacks(pattern, {SHORT}), attacks(pattern, {LONG})
    before = max((seconds(pattern, text) for text in short), default=0)
    if before <= {WORTH_A_LOOK}:
        return 0
    return max(min(seconds(pattern, text) for _ in range(2)) for text in long) / before

grown = {{}}
patterns = ours()
for place, pattern in patterns.items():
    used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + {LONGEST_LOOK}, resource.RLIM_INFINITY))
    print(json.dumps(place), flush=True)
    grown[place] = growth(pattern)
    if grown[place] > {MOST_GROWTH}:  # a busy machine: what really grows so fast does so each time
        grown[place] = min(growth(pattern) for _ in range(3))
print(json.dumps([len(patterns), grown]))
"""


@pytest.mark.soak
def test_no_pattern_takes_longer_than_the_square_of_a_texts_length() -> None:
    done = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()

    assert done.returncode == 0, lines[-1:] + done.stderr.splitlines()[-3:]
    count, grown = json.loads(lines[-1])
    assert count > 100
    assert {place: round(ratio, 1) for place, ratio in grown.items() if ratio > MOST_GROWTH} == {}
