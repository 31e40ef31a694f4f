"""Published reports: their leaves and root, where a case stands in them, and whether all is still so."""
