"""What does `python -m sinouk_innov` do? The same as the command `sinouk-innov`."""

from __future__ import annotations

import sys

from sinouk_innov.cli import main

sys.exit(main())
