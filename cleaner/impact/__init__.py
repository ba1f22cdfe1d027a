"""Impact: what a change of the rules does to a corpus, before it ships."""
