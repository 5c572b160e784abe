"""What every command shares: one-line errors, exit codes, and tables that are also JSON."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tinyspeech_tf import files
from tinyspeech_tf.errors import UserError


def run(main: Callable[[], None]) -> None:
    """Call `main`; a `UserError` becomes one line and exit code 2, Ctrl-C a word and exit code 130."""
    try:
        main()
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print("stopped; what was finished is kept", file=sys.stderr)
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json FILE`, the machine-readable twin of a command's table."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the table as JSON")


def write_json(path: Path | None, value: Any) -> None:
    """Write a command's table where `--json` asked for it."""
    if path is not None:
        files.write_json(path, value)
        print(f"wrote {path}")


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Format a plain-text table: first column to the left, the others to the right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = [
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])
