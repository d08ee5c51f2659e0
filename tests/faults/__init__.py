"""A package, so that its conftest.py is a different module from tests/conftest.py."""
