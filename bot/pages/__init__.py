"""The public pages: what each of them says (a function of a visit), how they are served, and their copy on disk."""
