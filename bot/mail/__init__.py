"""E-mail over SMTP: the server's address, a message's bytes, and their sending."""
