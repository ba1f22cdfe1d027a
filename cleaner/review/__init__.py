"""Review: a page where people look at what was removed, and a local server that turns their verdicts into fixtures."""
