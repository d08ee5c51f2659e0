"""Draw two figures by the number of sheets, both axes logarithmic: `chart.py MEASURED_AS_JSON FILE.svg`."""

from __future__ import annotations

import json
import sys

from matplotlib.figure import Figure

from nicdata.charts.drawing import style


def main(measured: str, file: str) -> None:
    names, values = zip(*json.loads(measured).items(), strict=True)
    sheets = values[0]
    with style():
        chart = Figure((8, 3.6), layout="constrained")
        for axes, name, ys in zip(chart.subplots(1, 2), names[1:], values[1:], strict=True):
            axes.loglog(sheets, ys, "o-", color="#0072b2")
            in_proportion = [ys[-1] * n / sheets[-1] for n in sheets]
            axes.loglog(sheets, in_proportion, "--", color="#999999", zorder=1)
            axes.annotate(
                "in proportion",
                (sheets[0], in_proportion[0]),
                (10, -4),
                textcoords="offset points",
                fontsize=9,
            )
            axes.set_title(name)
            axes.set_xlabel(names[0])
            axes.set_xticks(sheets, [f"{n:,}" for n in sheets])
            for n, y in zip(sheets, ys, strict=True):
                axes.annotate(
                    f"{y:,.3g}", (n, y), (-7, 4), textcoords="offset points", ha="right", fontsize=9
                )
            axes.minorticks_off()
            axes.margins(x=0.15)
            axes.grid(axis="y")
        chart.savefig(
            file, format="svg", metadata={"Date": None, "Title": "nicdata build by the number of sheets"}
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
