"""Norway's public cluster programme as tidy tables, with every number traceable to its source.

>>> import nicdata
>>> budgets = nicdata.load("budgets")
>>> print(nicdata.codebook("budgets"))
>>> clusters = nicdata.tables().clusters

`nicdata.analysis` has what is derived from the tables, `nicdata.charts` draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicdata.frames import Tables, codebook, labelled, load, sources, table_names, tables
from nicdata.reference import real

if TYPE_CHECKING:
    from nicdata import analysis, charts
    from nicdata.profile import cluster
    from nicdata.tidy.trace import trace

__all__ = [
    "Tables",
    "analysis",
    "charts",
    "cluster",
    "codebook",
    "labelled",
    "load",
    "real",
    "sources",
    "table_names",
    "tables",
    "trace",
]
# Imported when first used, so that `import nicdata` is quick.
LATER = {"cluster": "profile", "trace": "tidy.trace", "analysis": "analysis", "charts": "charts"}


def __getattr__(name: str) -> Any:
    """Import the names in LATER when they are first used."""
    from importlib import import_module

    if name == "__version__":
        from importlib.metadata import version

        return version("nicdata")
    if name not in LATER:
        raise AttributeError(f"module 'nicdata' has no attribute {name!r}")
    module = import_module(f"nicdata.{LATER[name]}")
    return getattr(module, name, module)
