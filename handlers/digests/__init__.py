"""«Resúmenes»: how a member of staff gets the digest, and what its lines lead to."""
