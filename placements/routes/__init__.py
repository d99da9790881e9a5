"""The pages where clients and vacancies meet: one client's shortlist, one vacancy's clients, and
what is new for a whole caseload.
"""

from placements.routes.board import bp as board
from placements.routes.shortlist import bp as shortlist
from placements.routes.whose_search import bp as whose_search

__all__ = ["board", "shortlist", "whose_search"]
