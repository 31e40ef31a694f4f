"""From a case to its answer and back: what waits for staff, writing and deciding, telling, and what its author says."""
