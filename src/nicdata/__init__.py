"""Norway's public cluster programme as tidy tables, with every number traceable to its source.

>>> import nicdata
>>> budgets = nicdata.load("budgets")
>>> print(nicdata.codebook("budgets"))
>>> clusters = nicdata.tables().clusters

`nicdata.questions` answers the usual questions, `nicdata.analysis` has what is derived from the tables, and
`nicdata.charts` draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicdata.frames import Tables, codebook, labelled, load, sources, table_names, tables
from nicdata.reference import real
from nicdata.view import view

if TYPE_CHECKING:
    from nicdata import analysis, charts, questions
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
    "questions",
    "real",
    "sources",
    "table_names",
    "tables",
    "trace",
    "view",
]
# Imported when first used, so that `import nicdata` is quick.
LATER = {
    "analysis": "analysis",
    "charts": "charts",
    "cluster": "profile",
    "questions": "questions",
    "trace": "tidy.trace",
}


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
