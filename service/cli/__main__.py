"""`python -m service.cli` is the `redactor` command."""

from service.cli import main

main()
