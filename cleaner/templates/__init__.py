"""Site templates: the lines that a site prints on many of its pages, learned from its pages."""
