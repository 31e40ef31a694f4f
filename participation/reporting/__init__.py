"""The follow-up report's rows: which cases, what of them may be read, and who reads it before it is published."""
