"""The products of the plan for staff: each with its card, and whatever can be changed of it."""
