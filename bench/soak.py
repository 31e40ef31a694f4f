"""`make soak`: what takes longer than a test may: processes killed at random, many people at once, round after round.

The rounds are the tests marked `soak`. What is random in them is drawn from SOAK_SEED, another one each round.
"""

import argparse
import os
import subprocess
import sys
import time

ROUNDS = 10
SHORT = {"SOAK_SHORT": "1", "SOAK_EXAMPLES": "1000"}  # fewer kills, and a tenth of the random texts


def main() -> int:
    """Play the rounds. Gives pytest's status of the first that fails, else 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--short", action="store_true", help="one round, as every change has to pass")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how many rounds ({ROUNDS})")
    parser.add_argument("--seed", type=int, default=0, help="the number before the first round's seed (0)")
    asked = parser.parse_args()
    rounds = 1 if asked.short else asked.rounds
    for number in range(1, rounds + 1):
        began = time.monotonic()
        seed = asked.seed + number
        which = "soak and not (second_database and postgresql) and not long" if asked.short else "soak"
        command = [sys.executable, "-m", "pytest", "-m", which, "-n", "2"]
        settings = {"SOAK_SEED": str(seed)} | (SHORT if asked.short else {})
        status = subprocess.run(command, check=False, env={**os.environ, **settings}).returncode
        print(f"round {number} of {rounds}, seed {seed}: {time.monotonic() - began:.0f} s, status {status}")
        if status:
            return status
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
