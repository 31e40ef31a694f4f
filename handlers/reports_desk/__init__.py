"""«Informes»: the progress report of a cut; the follow-up report, its texts reviewed, and its publication."""
