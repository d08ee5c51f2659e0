"""The coverage-guided fuzzer, in a separate process: python -m faults.fuzzer TARGET CORPUS [options of
libFuzzer]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found,unused-ignore]

with atheris.instrument_imports(include=["nicdata"]):
    from faults import holds


def main() -> None:
    target, *arguments = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(dir=arguments[0] + "/.."))

    def one(content: bytes) -> None:
        if target in ("figure", "date"):
            getattr(holds, target)(content.decode("utf-8", "replace"))
        elif target == "sheet":
            holds.sheet(holds.REVIEWED[0], content, folder)
        elif target == "drafted":
            holds.drafted("a.txt", content)
        else:
            holds.page("a.html" if target == "page" else "a.txt", content)

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
