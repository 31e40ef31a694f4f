"""What has seconds or a ratio in it, measured beside other bots in the same run: `python -m bench`."""
