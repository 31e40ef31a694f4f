"""Observations: written as a draft, filed with a number, followed by their author, erased as the law asks."""
