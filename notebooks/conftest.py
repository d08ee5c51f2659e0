"""The Norwegian notebooks hold the same code as the English ones, and are run among the slow tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.suffix == ".ipynb" and item.path.parent.name == "nb":
            item.add_marker(pytest.mark.slow)
