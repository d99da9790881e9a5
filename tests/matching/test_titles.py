"""What a person may rely on when a wanted job is compared with the title of a vacancy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.titles import FAMILIES, Likeness, families_of, likeness, likenesses, normalise

SCRAPS = (
    "senior|care|assistant|shop|nurse|band 5|driver|hgv|-|/|&|(|)|cook|chef|night|of|qa|£12|x|&amp;"
)
WORDS = "part-time|Déjà|teacher|manager,|trainee|plumber's|😀|staff|12 months|x2|welder|for|at|:"
A_WORD = st.sampled_from([*SCRAPS.split("|"), *WORDS.split("|")])
TITLES = st.one_of(st.text(max_size=60), st.lists(A_WORD, max_size=8).map(" ".join))
WORDINGS = st.sampled_from([w for family in FAMILIES.values() for w in family.wordings])
QUICKLY = settings(max_examples=150, deadline=None, derandomize=True)


@QUICKLY
@given(TITLES, TITLES)
def test_a_likeness_is_a_whole_number_from_0_to_1000_and_says_what_matched(wanted, title):
    found = likeness(wanted, title)
    assert isinstance(found.score, int)
    assert 0 <= found.score <= 1000
    assert (found.matched != "") == (found.score > 0)
    assert found.matched == found.matched.lower()
    assert found == likeness(wanted, title)


@QUICKLY
@given(TITLES)
def test_a_title_is_wholly_like_itself(title):
    assert likeness(title, title).score == (1000 if title.strip() else 0)


@QUICKLY
@given(WORDINGS, WORDINGS)
def test_likeness_is_the_same_either_way_round(one, other):
    assert likeness(one, other).score == likeness(other, one).score


@QUICKLY
@given(WORDINGS, st.randoms(use_true_random=False))
def test_the_order_of_words_makes_no_difference(wording, random):
    words = wording.split()
    random.shuffle(words)
    # A wording that holds a phrase with its own meaning ("front of house") may lose it.
    if sorted(normalise(" ".join(words)).split()) == sorted(normalise(wording).split()):
        assert likeness(wording, " ".join(words)).score == 1000


@QUICKLY
@given(WORDINGS)
def test_many_titles_at_once_are_judged_as_one_by_one(wanted):
    titles = ["Care Assistant", "Chef", wanted.title(), ""]
    assert likenesses(wanted, titles) == [likeness(wanted, title) for title in titles]


@pytest.mark.parametrize("title", ["", "   ", "-", "£12 per hour"])
def test_a_title_that_names_no_work_is_like_no_job(title):
    assert likeness("cleaner", title) == Likeness(0, "")
    assert families_of(title) == ()


def test_the_wording_that_matched_is_the_vacancys():
    assert likeness("cashier", "Till Assistant (16 hours)").matched == "till assistant"
    found = likeness("receptionist", "Part-time Receptionist (maternity cover) - Shirley")
    assert found == Likeness(1000, "receptionist")


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("Part-time Receptionist (maternity cover) - Shirley", "receptionist"),
        ("RECEPTIONIST x2 - immediate start!", "receptionist"),
        ("Senior Gardener - 12 month FTC", "gardener"),
        ("Trainee Plumber, £11.44 per hour", "plumber"),
        ("Cleaner (16 hours per week, evenings)", "cleaner"),
        ("Night Cleaner - Southampton", "cleaner"),
        ("URGENT: Kitchen Porter required", "kitchen porter"),
        ("Kitchen Porters", "kitchen porter"),
        ("Bank Support Worker - Term Time Only", "support worker"),
        ("Midwife - Band 6", "midwife"),
        ("Midwife Band 5/6", "midwife"),
        ("Apprentice Bricklayer", "bricklayer"),
        ("Barista @ Example Coffee", "barista"),
        ("Teacher of Mathematics", "mathematics teacher"),
        ("Driver, Delivery", "delivery driver"),
        ("Waitress", "waiter"),
        ("Salesman", "salesperson"),
        ("Catering Assistants &amp; Cooks", "cook"),
        ("Receptionist/Administrator", "administrator"),
        ("Cook &amp;amp; Kitchen Assistant", "kitchen assistant"),
        ("Contact Center Adviser", "contact centre advisor"),
    ],
)
def test_noise_rank_and_spelling_do_not_hide_the_job(title, job):
    assert likeness(job, title).score >= 950, likeness(job, title)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("HCA", "healthcare assistant"),
        ("RGN", "registered general nurse"),
        ("RMN", "mental health nurse"),
        ("OT", "occupational therapist"),
        ("TA", "teaching assistant"),
        ("SENCO", "special educational needs coordinator"),
        ("HGV driver", "lorry driver"),
        ("LGV class 2 driver", "HGV driver"),
        ("FLT driver", "forklift driver"),
        ("KP", "kitchen porter"),
        ("PA", "personal assistant"),
        ("HR adviser", "human resources adviser"),
        ("UX designer", "user experience designer"),
        ("GP", "general practitioner"),
        ("ODP", "operating department practitioner"),
        ("SLT", "speech and language therapist"),
        ("QS", "quantity surveyor"),
        ("CSA", "customer service assistant"),
        ("FOH assistant", "front of house assistant"),
        ("MDSA", "midday supervisor"),
        ("EHO", "environmental health officer"),
        ("NNEB", "nursery nurse"),
    ],
)
def test_short_forms_are_read_in_full(short, long):
    assert likeness(short, long).score >= 950
    assert likeness(long, short).score >= 950


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("hair dresser", "hairdresser"),
        ("post master", "postmaster"),
        ("check-out operator", "checkout operator"),
        ("book-keeper", "bookkeeper"),
        ("farm hand", "farmhand"),
        ("fork-lift driver", "forklift driver"),
        ("super market assistant", "supermarket assistant"),
    ],
)
def test_words_written_together_or_apart_are_the_same_words(apart, together):
    assert likeness(apart, together).score == 1000
    assert likeness(together, apart).score == 1000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shop manager", "shop manageress"),
        ("postmaster", "postmistress"),
        ("waiter", "waitress"),
        ("delivery driver", "deliveryman"),
        ("draughtsman", "draughtswoman"),
        ("handyman", "handyperson"),
        ("landlord", "landlady"),
    ],
)
def test_who_does_the_work_does_not_change_what_it_is(one, other):
    assert likeness(one, other).score == 1000


def test_a_slip_of_the_pen_is_forgiven():
    assert likeness("receptionist", "Recepionist").score >= 600
    assert likeness("administrator", "Adminstrator").score >= 600
