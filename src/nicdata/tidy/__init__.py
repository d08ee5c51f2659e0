"""Build the tidy tables from fact sheets, check and write them, and trace rows to their sources."""
