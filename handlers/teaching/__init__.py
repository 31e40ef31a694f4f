"""«No era eso» under an answer, and the list from which staff teach the reader."""
