"""A source's facts as typed: read, check, decisions, printed figures, the text they are held against."""
