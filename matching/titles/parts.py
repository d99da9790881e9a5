"""One title read as the jobs it names, each with its words, their weights and its families."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from matching.titles.index import UNSEEN, Index, Key, index, key_of
from matching.titles.lexicon import lexicon
from matching.titles.reading import beside, head_last, plain, segments, words_of

#: What a word counts for when it stands after a dash, in brackets or after a comma.
ASIDE = 0.5
#: The least a wording must say to count inside a longer title: "supervisor" alone says too little.
LEAST_INSIDE = 0.42


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One job named in a title."""

    words: tuple[str, ...]  # the core, in order
    weights: Mapping[str, float]  # what each different word says
    total: float
    key: Key
    families: tuple[int, ...]  # families with a wording that is this job
    surety: float  # 1 when the wording is the whole job, less when words are left over
    wording: str  # the wording found, or the whole core


@lru_cache(maxsize=40_000)
def parts_of(title: str) -> tuple[Part, ...]:
    """Return the jobs a title names; none when it has no word of any job."""
    known = index()
    main, asides = _main_and_asides(title, known)
    found: dict[Key, Part] = {}
    for job in _jobs(main, known):
        part = _part(job, asides, known)
        if part.words:
            found.setdefault(part.key, part)
    return tuple(found.values())


def _main_and_asides(title: str, known: Index) -> tuple[str, tuple[str, ...]]:
    """Return the segment that names the job, and the known words of the others."""
    stretches = [head_last(stretch) for stretch in segments(plain(title))]
    if not stretches:
        return "", ()
    if len(stretches) == 1:
        return stretches[0], ()
    read = [words_of(stretch) for stretch in stretches]
    chosen = next((at for at, words in enumerate(read) if _names_a_job(words, known)), None)
    if chosen is None:
        chosen = next((at for at, words in enumerate(read) if words), 0)
    loose = lexicon().quiet
    asides = [
        word
        for at, words in enumerate(read)
        if at != chosen
        for word in words
        if word in known.leaning and word not in loose
    ]
    return stretches[chosen], tuple(asides)


def _names_a_job(words: tuple[str, ...], known: Index) -> bool:
    quiet = lexicon().loose
    return any(word in known.jobs and word not in quiet for word in words)


def _jobs(main: str, known: Index) -> Iterator[tuple[str, ...]]:
    """Yield the words of each job: both sides of a slash where each names one, else the whole."""
    sides = beside(main)
    whole = words_of(" ".join(sides))
    if len(sides) > 1:
        read = [words_of(side) for side in sides]
        each = all(key_of(words) in known.by_wording for words in read)
        together = key_of(whole) in known.by_wording
        if each or (not together and all(words and words[-1] in known.jobs for words in read)):
            yield from read
            return
    yield whole


def _part(words: tuple[str, ...], asides: tuple[str, ...], known: Index) -> Part:
    together = key_of((*words, *asides))
    if asides and together in known.by_wording:
        return _built((*asides, *words), (), known, (0, len(asides) + len(words)))
    span = _wording_span(words, known)
    core, kept = _core(words, span)
    return _built(core, asides, known, kept)


def _wording_span(words: tuple[str, ...], known: Index) -> tuple[int, int] | None:
    """Return where the longest known wording stands, the last of equals: the head comes last."""
    quiet = lexicon().quiet
    telling = sum(word not in quiet for word in words)
    for length in range(min(len(words), known.longest), 0, -1):
        for start in range(len(words) - length, -1, -1):
            inside = words[start : start + length]
            if frozenset(inside) not in known.by_wording:
                continue
            if length >= telling or _says(inside, known) >= LEAST_INSIDE:
                return start, start + length
    return None


def _says(words: tuple[str, ...], known: Index) -> float:
    return sum(known.weights.get(word, UNSEEN) for word in set(words))


def _core(
    words: tuple[str, ...], span: tuple[int, int] | None
) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """Return the words without noise and rank, and where the wording stands among them."""
    start, end = span or (0, 0)
    quiet = lexicon().loose
    rank = lexicon().rank
    heads = lexicon().heads
    last = len(words) - 1
    kept: list[str] = []
    shift = None
    for at, word in enumerate(words):
        inside = start <= at < end
        ranks = word in rank and not (at == last and at > 0 and word in heads)
        if inside and shift is None:
            shift = len(kept)
        if inside or not (ranks or word in quiet):
            kept.append(word)
    if not kept:
        return words, None
    if span is None or shift is None:
        return tuple(kept), None
    return tuple(kept), (shift, shift + end - start)


def _built(
    core: tuple[str, ...],
    asides: tuple[str, ...],
    known: Index,
    span: tuple[int, int] | None,
) -> Part:
    weights = {word: known.weights.get(word, UNSEEN) for word in core}
    for word in asides:
        weights.setdefault(word, ASIDE * known.weights.get(word, UNSEEN))
    total = sum(weights.values())
    families: tuple[int, ...] = ()
    surety = 0.0
    wording = " ".join(core)
    if span is not None:
        found = core[span[0] : span[1]]
        families = known.by_wording[key_of(found)]
        surety = _surety(core, span, weights, total)
        wording = " ".join(found)
    return Part(
        words=core,
        weights=weights,
        total=total,
        key=key_of(weights),
        families=families,
        surety=surety,
        wording=wording,
    )


def _surety(
    core: tuple[str, ...], span: tuple[int, int], weights: Mapping[str, float], total: float
) -> float:
    """Return how far the wording tells the job: all of it, or with words left over.

    Words in front narrow the job ("dental receptionist"); a word behind is another job ("kitchen
    manager trainer"), so it costs more.
    """
    inside = sum(weights[word] for word in set(core[span[0] : span[1]]))
    share = inside / total if total else 0.0
    return share**0.5 if span[1] == len(core) else share * 0.6
