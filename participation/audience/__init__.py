"""Who is told what: subscribers, reminders of one event, institutional guests, and what staff spread themselves."""
