"""The matcher on files: ``python -m matching PROFILE.json VACANCIES.jsonl``."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NoReturn

from matching.files import STANDARD_INPUT, BadFile, read_profile, read_vacancies
from matching.ranking import Ranking, rank
from matching.report import report
from matching.verdict import Verdict

_BAD_INPUT = 2


class _Parser(argparse.ArgumentParser):
    """A command line that complains in one line."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong and where help is."""
        self.exit(_BAD_INPUT, f"{self.prog}: {message}. Try --help.\n")


def _parser() -> _Parser:
    parser = _Parser(
        prog="python -m matching",
        description="Rank vacancies for one client, best first, one JSON object a line.",
        epilog="The files, the fields and the rules are described in docs/matching.md.",
    )
    parser.add_argument("profile", metavar="PROFILE.json", help="the client's profile")
    parser.add_argument(
        "vacancies",
        metavar="VACANCIES.jsonl",
        help=f"one vacancy a line; {STANDARD_INPUT} for standard input",
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="show the first N only")
    parser.add_argument(
        "--only",
        type=_verdicts,
        metavar="VERDICTS",
        help=f"show these verdicts only, with commas between: {', '.join(Verdict)}",
    )
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


def _verdicts(text: str) -> frozenset[Verdict]:
    try:
        return frozenset(Verdict(word.strip()) for word in text.split(","))
    except ValueError:
        known = ", ".join(Verdict)
        raise argparse.ArgumentTypeError(f"{text!r} is not among {known}") from None


def _lines(ranking: Ranking, only: frozenset[Verdict] | None) -> Iterator[str]:
    """Yield the matches to show; their ranks count over every vacancy, shown or not."""
    for place, match in enumerate(ranking.matches, start=1):
        if only is None or match.verdict in only:
            yield json.dumps(report(ranking.profile, match, place))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rank the vacancies of one file for the client in another; return the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        ranking = rank(read_profile(asked.profile), read_vacancies(asked.vacancies))
    except BadFile as trouble:
        print(trouble, file=sys.stderr)
        return _BAD_INPUT
    try:
        for line in islice(_lines(ranking, asked.only), asked.limit):
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has enough; let Python's own last flush find nowhere to complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
