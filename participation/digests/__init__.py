"""What members of staff are told each working morning: when, to whom, and what."""
