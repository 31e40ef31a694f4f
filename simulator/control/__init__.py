"""The control API under /simulator: what the Python API can do, for other processes and for the page."""
