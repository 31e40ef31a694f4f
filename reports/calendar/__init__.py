"""Events as calendar files (RFC 5545, RFC 5546): one to keep, a feed to subscribe to, invitations by e-mail.

**A postponed event without a new date is CANCELLED at its old one.** A calendar entry can't be without a date, so there
were three ways. TENTATIVE at the old date keeps the day taken and lets its alarms ring for something that will not be.
Leaving the entry out of the feed says nothing to who imported the file or was invited by e-mail, and for the others it
is gone without a word. CANCELLED, with the same UID and a higher SEQUENCE, is understood by all: some programs strike
the entry out and show its new title («Aplazado: …») and text, others (Google Calendar, in a feed) take it away. It has
no alarms. When there is a new date the same UID comes back CONFIRMED with a SEQUENCE that is higher still, and an
invited guest gets a METHOD:REQUEST again: the entry that was struck out moves to the new date instead of a second one
beside it. A date that is moved without being suspended is only the last step. So every change raises the event's
version, and the version is its SEQUENCE.

**An hour that nobody has given is not filled in**: the entry takes the whole day and leaves it free.

The files are written in `reports.calendar.files`, apart, so that who only speaks of events does not load icalendar.
"""

from reports.calendar.event import CalendarEvent, CalendarStatus, Contact, event_uid

__all__ = ["CalendarEvent", "CalendarStatus", "Contact", "event_uid"]
