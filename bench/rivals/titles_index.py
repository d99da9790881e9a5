"""tantivy, on the part of the question a search engine can put: a simpler one.

Musts filter: whatever is known to lie beyond the tolerance is left out, whatever an employer would
change. Besides them it has no costs, no conflicts to count, no bad days and no answers to weigh;
the area is the square around it; the order is that of the wanted jobs as text. Its answers are
therefore not compared with the rules.
"""

from itertools import chain

import numpy as np
import tantivy

from bench.market import Market
from bench.rivals.area import Area
from bench.rivals.said import ANYWHERE, Refusal, refusals, says
from matching.facts import fact_from_json
from matching.limits import ProfileFacts

_HEAP_BYTES = 10**9
_MUST, _SHOULD, _NEVER = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_WHOLE = tantivy.FieldType.Integer


class TitlesIndex:
    """One document a vacancy: its title, words for what is listed, numbers for what is measured."""

    name = "tantivy"

    def __init__(self, top: int = 50) -> None:
        self._top = top

    def load(self, market: Market) -> None:
        """Store a market."""
        known = {key: [_spoken(key, raw) for raw in facts] for key, facts in market.facts.items()}
        numbers = {name for said in chain(*known.values()) for name in said[1]}
        build = tantivy.SchemaBuilder()
        build.add_text_field("title", index_option="freq")
        build.add_text_field("said", tokenizer_name="whitespace", index_option="basic")
        for name in ("id", "easting", "northing", *sorted(numbers)):
            build.add_integer_field(name, fast=True, indexed=name == "id")
        self._schema = build.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(_HEAP_BYTES, 1)
        for document in _documents(market, known):
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(
        self, profile: ProfileFacts, area: Area | None, _likeness_by_title: np.ndarray | None = None
    ) -> list[tuple[int, int, int]]:
        """Return the vacancies whose titles are best, each as (id, 0, 0)."""
        query = tantivy.Query.boolean_query(
            [
                (_MUST, tantivy.Query.all_query()),
                *((_SHOULD, self._wanted(job)) for job in profile.interests),
                *((_NEVER, self._refused(refusal)) for refusal in refusals(profile)),
                *((_MUST, square) for square in self._square(area)),
            ]
        )
        hits = self._searcher.search(query, self._top, count=False).hits
        found = self._searcher.fast_field_values("id", [address for _score, address in hits])
        return [(vacancy, 0, 0) for vacancy in found]

    def close(self) -> None:
        """Let go of everything."""
        del self._searcher, self._index

    def _wanted(self, job: str) -> tantivy.Query:
        query, _errors = self._index.parse_query_lenient(job, ["title"])
        return query

    def _between(self, name: str, low: int | None, high: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, name, _WHOLE, low, high)

    def _refused(self, refusal: Refusal) -> tantivy.Query:
        if refusal.words:
            return tantivy.Query.term_set_query(self._schema, "said", list(refusal.words))
        return self._between(refusal.name, refusal.low, refusal.high)

    def _square(self, area: Area | None) -> list[tantivy.Query]:
        if area is None:
            return []
        west, east, south, north = area.bounds()
        anywhere = tantivy.Query.term_query(self._schema, "said", ANYWHERE)
        both = [(_MUST, self._between("easting", west, east))]
        both += [(_MUST, self._between("northing", south, north))]
        inside = tantivy.Query.boolean_query(both)
        either = tantivy.Query.boolean_query([(_SHOULD, inside), (_SHOULD, anywhere)])
        return [tantivy.Query.const_score_query(either, 0.0)]


def _spoken(key: str, raw: dict) -> tuple[str, dict[str, int]]:
    fact = fact_from_json(key, raw)
    return says(key, fact.value) if fact.known else ("", {})


def _documents(market: Market, known: dict[str, list[tuple[str, dict[str, int]]]]):
    """Return one document for each vacancy."""
    codes = np.stack([market.codes[key] for key in known], axis=1)
    spoken = list(known.values())
    places = zip(market.eastings.tolist(), market.northings.tolist(), strict=True)
    for at, (easting, northing) in enumerate(places):
        document = tantivy.Document()
        document.add_integer("id", int(market.ids[at]))
        document.add_text("title", market.title_words[market.titles[at]])
        row = codes[at].tolist()
        said = [spoken[key][code - 1] for key, code in enumerate(row) if code]
        words = " ".join(word for word, _numbers in said if word)
        if not market.placed[at] or "work_mode.remote" in words:
            words = f"{words} {ANYWHERE}"
        else:
            document.add_integer("easting", easting)
            document.add_integer("northing", northing)
        document.add_text("said", words)
        for _words, numbers in said:
            for name, number in numbers.items():
                document.add_integer(name, number)
        yield document
