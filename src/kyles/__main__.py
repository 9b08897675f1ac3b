"""`python -m kyles` is `kyles`."""

from kyles.cli import main

if __name__ == "__main__":
    main()
