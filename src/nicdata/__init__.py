"""Norway's public cluster programme as tidy tables, with every number traceable to its source.

>>> import nicdata
>>> budgets = nicdata.load("budgets")
"""

from nicdata.frames import Tables, codebook, load, table_names, tables
from nicdata.reference import real

__all__ = ["Tables", "codebook", "load", "real", "table_names", "tables", "trace"]


def trace(row_id: str) -> None:
    """Print what the row with this primary key says, and the sheet, article, paragraph and address it comes
    from. The columns of a key are parted by slashes. Raises ValueError that names the nearest ids when
    there is no such row."""
    from nicdata.tidy import trace as origin

    print("\n".join(origin.trace(row_id)))
