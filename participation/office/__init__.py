"""What an office does every week with a case, each act with its right, its audit row and the case's version."""
