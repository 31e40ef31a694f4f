"""The running processes: command line, settings, updates in, turns, answers out."""

import os

# python-telegram-bot gives durations as numbers and warns of it each time; with this it gives them as timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")
