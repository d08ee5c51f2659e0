"""Read and check fact sheets, parse printed figures, and compare sheets with their articles."""
