"""Taking out of a file what its sender did not mean to send: one module a format, bytes in and bytes out.

What a format's parts are for decides: parts that carry picture, sound or text are kept, all others go, so that a kind
of metadata that nobody thought of does not stay. Raises Damaged where the content breaks the format's rules.
"""
