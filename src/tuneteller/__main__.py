"""`python -m tuneteller` is the command `tuneteller`."""

import sys

from tuneteller.cli.main import main

sys.exit(main())
