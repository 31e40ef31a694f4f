"""What the tests stand on: real databases, a real browser, and a network that ends at this machine."""
