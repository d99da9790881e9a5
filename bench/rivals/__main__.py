"""Check that every rival answers as the rules do.

.venv/bin/python -m bench.rivals [VACANCIES] [CLIENTS]
"""

import sys

from bench.market import generate
from bench.market.people import clients, the_client
from bench.rivals.check import SOUTHAMPTON, differences, questions
from bench.rivals.duck import Duck
from bench.rivals.elephant import Elephant
from bench.rivals.lite import Lite

SEED = 7
SHARES = (0.7, 0.95)


def main(vacancies: int = 20_000, others: int = 8) -> int:
    profiles = [the_client(SOUTHAMPTON), *clients(others, SEED)]
    wrong = 0
    for share in SHARES:
        market = generate(vacancies, share, SEED)
        asked = questions(market, profiles)
        for make in (Duck, Lite, Elephant):
            for steps in (1, 2):
                rival = make(steps=steps)
                rival.load(market)
                found = differences(rival, asked)
                rival.close()
                wrong += len(found)
                print(
                    f"{rival.name}, steps: {steps}, {share:.0%} unknown: "
                    f"{len(asked) - len(found)} of {len(asked)} answers as the rules give them"
                )
                print("\n".join(found), end="\n" if found else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
