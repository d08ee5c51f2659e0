"""Fact sheets: read and check them, parse printed figures, and compare them with the text of their
articles."""
