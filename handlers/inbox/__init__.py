"""«Bandeja»: cases by what they ask for, one case on its card, and its answer, step by step."""
