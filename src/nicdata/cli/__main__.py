"""Run the commands as `python -m nicdata.cli`."""

import sys

from nicdata.cli import main

sys.exit(main())
