"""«Informes»: the follow-up report is asked for, its texts are reviewed, and it is published."""
