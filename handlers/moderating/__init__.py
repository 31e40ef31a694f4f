"""What staff do with what people send around an event: questions, survey, commitments, evidence."""
