"""The zone scorer: features of lines, networks (for pages behind trees) that score them, and a decoder of scores."""
