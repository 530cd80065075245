"""`python -m contrechamp`."""

from contrechamp.cli import main

main()
