"""`python -m server` is `tingsha`."""

from server.cli import main

main(prog_name="tingsha")
