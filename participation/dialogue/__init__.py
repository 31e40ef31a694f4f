"""Around a dialogue event: questions for it, the survey, commitments, and what becomes evidence of its product."""
