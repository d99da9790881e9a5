"""The pages where clients and vacancies meet: one client's shortlist, one vacancy's clients,
employers near a client, and what is new for a whole caseload.
"""

from placements.routes.board import bp as board
from placements.routes.shortlist import bp as shortlist
from placements.routes.speculative import bp as speculative
from placements.routes.whose_search import bp as whose_search

__all__ = ["board", "shortlist", "speculative", "whose_search"]
