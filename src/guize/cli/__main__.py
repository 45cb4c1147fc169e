"""`python -m guize.cli` is the same as `guize`."""

from guize.cli import main

raise SystemExit(main())
