"""The zone scorer: features of lines, a boosted-tree model over them, and a decoder that cuts the body out."""
