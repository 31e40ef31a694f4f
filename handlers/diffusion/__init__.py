"""«Difusión»: what staff write to subscribers, the channel and groups of institutions, and the list of these."""
