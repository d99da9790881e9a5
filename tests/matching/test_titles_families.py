"""What holds of the job families, and how near different kinds of work are judged to be."""

from itertools import combinations

import pytest

from matching.titles import FAMILIES, families_of, likeness
from matching.titles.index import GROUP, closeness, index

SAME_WORK = [
    ("checkout operator", "cashier", "till assistant", "supermarket checkout assistant"),
    ("shop assistant", "retail assistant", "sales assistant", "customer assistant"),
    ("cleaner", "cleaning operative", "domestic assistant", "janitor"),
    ("care assistant", "carer", "home care worker", "domiciliary care assistant"),
    ("healthcare assistant", "nursing assistant", "auxiliary nurse"),
    ("warehouse operative", "warehouse assistant", "goods in operative"),
    ("hgv driver", "lorry driver", "truck driver"),
    ("delivery driver", "van driver", "courier"),
    ("kitchen porter", "kitchen assistant", "pot washer"),
    ("waiter", "waiting staff", "food runner"),
    ("teaching assistant", "classroom assistant", "learning support assistant"),
    ("nursery nurse", "early years practitioner", "nursery assistant"),
    ("administrator", "office assistant", "admin assistant"),
    ("accounts assistant", "purchase ledger clerk", "finance assistant"),
    ("software developer", "programmer", "software engineer"),
    ("it support technician", "service desk analyst", "desktop support engineer"),
    ("gardener", "groundsman", "grounds maintenance operative"),
    ("security guard", "door supervisor", "security officer"),
    ("electrician", "electrical installer", "maintenance electrician"),
    ("solicitor", "lawyer", "attorney"),
    ("call centre agent", "contact centre adviser", "call handler"),
    ("vehicle mechanic", "car mechanic", "motor vehicle technician"),
    ("hairdresser", "hair stylist", "salon assistant"),
    ("production operative", "factory worker", "machine minder"),
    ("foundry worker", "furnaceman", "smelter"),
    ("textile worker", "yarn winder", "wool comber"),
]

NEAR_WORK = [
    ("waiter", "bartender"),
    ("checkout operator", "shop assistant"),
    ("healthcare assistant", "care assistant"),
    ("hgv driver", "delivery driver"),
    ("chef", "cook"),
    ("receptionist", "administrator"),
    ("cleaner", "hotel room attendant"),
    ("primary school teacher", "secondary school teacher"),
]

FAR_WORK = [
    ("care assistant", "shop assistant"),
    ("kitchen assistant", "teaching assistant"),
    ("gardener", "software engineer"),
    ("train driver", "teacher trainer"),
    ("nurse", "forklift driver"),
    ("solicitor", "bricklayer"),
    ("sales assistant", "dental nurse"),
    ("bus driver", "business analyst"),
    ("customer service adviser", "legal adviser"),
    ("account manager", "site manager"),
    ("civil engineer", "software engineer"),
    ("hotel porter", "financial reporter"),
    ("security officer", "finance officer"),
    ("post office clerk", "police officer"),
]


def test_there_are_hundreds_of_families_over_the_whole_labour_market():
    assert len(FAMILIES) >= 400
    assert len({family.sector for family in FAMILIES.values()}) >= 12
    assert all(len(family.wordings) >= 5 for family in FAMILIES.values())


def test_every_family_is_well_formed():
    for label, family in FAMILIES.items():
        assert label == family.label == label.lower()
        assert set(family.near) <= set(FAMILIES) - {label}, label
        assert all(wording == wording.lower() for wording in family.wordings)
        assert len(set(family.wordings)) == len(family.wordings), label


def test_no_wording_is_in_two_unrelated_families():
    families = index().families
    clashes = [
        (wording, families[one].label, families[other].label)
        for wording, numbers in index().by_wording.items()
        for one, other in combinations(numbers, 2)
        if closeness(one, other) < GROUP
    ]
    assert clashes == []


def test_every_wording_stays_within_its_family():
    strays = [
        (wording, label)
        for label, family in FAMILIES.items()
        for wording in family.wordings
        if label not in families_of(wording)
    ]
    assert strays == []


def test_closeness_is_the_same_either_way_round():
    numbers = range(len(index().families))
    assert all(
        closeness(one, other) == closeness(other, one)
        for one in numbers[::7]
        for other in numbers[::3]
    )


@pytest.mark.parametrize("wordings", SAME_WORK, ids=lambda wordings: wordings[0])
def test_everyday_wordings_for_the_same_work_are_nearly_alike(wordings):
    for one, other in combinations(wordings, 2):
        assert likeness(one, other).score >= 850, (one, other, likeness(one, other))


@pytest.mark.parametrize(("one", "other"), NEAR_WORK)
def test_neighbouring_work_is_somewhat_alike(one, other):
    assert 350 <= likeness(one, other).score <= 800, likeness(one, other)


@pytest.mark.parametrize(("one", "other"), FAR_WORK)
def test_a_shared_everyday_word_does_not_make_a_match(one, other):
    assert likeness(one, other).score <= 300, likeness(one, other)


def test_the_same_work_beats_other_work_with_the_same_words():
    for wordings in SAME_WORK:
        worst = min(likeness(wordings[0], wording).score for wording in wordings[1:])
        for others in SAME_WORK:
            if others is not wordings:
                best = max(likeness(wordings[0], wording).score for wording in others)
                assert worst > best, (wordings[0], others)


def test_a_manager_of_the_work_is_related_but_not_the_same():
    for job, manager in [
        ("cleaner", "cleaning manager"),
        ("chef", "kitchen manager"),
        ("warehouse operative", "warehouse manager"),
        ("nursery nurse", "nursery manager"),
    ]:
        assert 250 <= likeness(job, manager).score <= 850, likeness(job, manager)
