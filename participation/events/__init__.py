"""Dialogue events: their life, what is told of them, and when."""
