"""A made-up market as an index, without a Python object for each vacancy."""

import numpy as np

from bench.market import Market
from matching.facts import fact_from_json
from matching.index import Index, IndexBuilder
from matching.index.encoding import FARTHEST, KEYS, NEVER, NOWHERE, Batch, Vocabulary, remote_of
from matching.index.vocabulary import SOURCE_BITS


def index_of(market: Market) -> Index:
    """The index of a whole market."""
    words = Vocabulary()
    titles = np.array([words.titles.number(title) for title in market.title_words], np.int32)
    employers = np.array([words.employers.number(name) for name in market.employer_names], np.int32)
    outwards = np.array([words.outwards.number(code) for code in market.outward_codes], np.int32)
    facts, sources = {}, np.zeros(len(market), dtype=np.uint8)
    for key in KEYS:
        read = [fact_from_json(key, raw) for raw in market.facts[key]]
        numbers = np.array([0, *(words.facts[key].number(fact) for fact in read)], np.uint32)
        bits = np.array([0, *(SOURCE_BITS[fact.source] for fact in read)], np.uint8)
        facts[key] = numbers[market.codes[key]].astype(market.codes[key].dtype)
        sources |= bits[market.codes[key]]
    plain = {
        "ids": market.ids,
        "titles": titles[market.titles],
        "employers": employers[market.employers],
        "outwards": np.where(market.outwards < 0, NOWHERE, outwards[market.outwards]),
        "eastings": np.where(market.placed, market.eastings, FARTHEST).astype(np.int32),
        "northings": np.where(market.placed, market.northings, FARTHEST).astype(np.int32),
        "placed": market.placed,
        "closes": np.where(market.closes_on == 0, NEVER, market.closes_on).astype(np.int32),
        "posted": market.posted_on,
        "opened": np.zeros(len(market), dtype=np.int64),
        "sources": sources,
        "remote": remote_of(facts["work_mode"], words),
    }
    plain["sites"] = _sites(plain, words)
    builder = IndexBuilder(words)
    builder.add_batch(Batch(plain, facts))
    return builder.build()


def _sites(plain: dict, words: Vocabulary) -> np.ndarray:
    places = plain["eastings"].astype(np.int64) << 32 | plain["northings"]
    _, place = np.unique(places, return_inverse=True)
    nowhere = ~plain["placed"] & (plain["outwards"] == NOWHERE)
    keys = plain["employers"].astype(np.int64) << 32 | place
    keys[nowhere] = -1 - plain["ids"][nowhere]
    _, first, of = np.unique(keys, return_index=True, return_inverse=True)
    numbers = [
        words.sites.number(-1 - int(plain["ids"][row]))
        if nowhere[row]
        else words.site(
            int(plain["employers"][row]),
            int(plain["outwards"][row]),
            int(plain["eastings"][row]),
            int(plain["northings"][row]),
        )
        for row in first
    ]
    return np.array(numbers, dtype=np.int32)[of]
