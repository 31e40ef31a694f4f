"""The bots that ours is measured against. Each is a program of its own: `python -m bench.peers.NAME`."""
