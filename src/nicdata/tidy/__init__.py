"""Fact sheets -> tidy tables: build them, check them, write them, trace a row back."""
