"""The conditions of lifting, reaching, bending and hand work."""

from decimal import Decimal

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

#: Shares of an eight-hour shift, as the Occupational Requirements Survey bounds its four words.
FREQUENCIES = labels(
    never="never",
    seldom="seldom (under 10 minutes a shift)",
    occasionally="occasionally (up to a third of the shift)",
    frequently="frequently (up to two thirds of the shift)",
    constantly="constantly (most of the shift)",
)


def _frequency(
    key: str, name: str, activity: str, need: str, *source: str, arranged: str
) -> Condition:
    """Return a condition about how often something is done.

    ``activity`` completes "How often does this role involve ...?", ``need`` "What is the most
    ... that suits you?".
    """
    return Condition(
        key=key,
        group=Group.BODY,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=FREQUENCIES,
        source=source,
        words=Words(
            name=name,
            label=f"How often is there {activity}?",
            client_question=f"How much {need} can you do in a working day?",
            ask=f"How often does this role involve {activity}?",
            change=f"Could {activity} be needed {{to}} at most in this role?",
            change_for={
                "never": f"Could this role be done without {activity}?",
                "seldom": f"Could {activity} be needed only seldom in this role?",
                "occasionally": f"Could {activity} be needed only occasionally in this role?",
            },
            has=f"{activity} {{value}}",
            needs=f"{activity} {{limit}} at most",
            chip=f"{name} {{value}}",
            beyond=f"with more {name}",
            arranged=arranged,
        ),
    )


LOADS_AND_REACH = (
    Condition(
        key="lift_max_kg",
        group=Group.BODY,
        kind=Kind.NUMBER,
        test=Test.AT_MOST,
        unit="kg",
        maximum=Decimal(500),
        source=("ORS lifting or carrying", "20 CFR 404.1567", "HSE INDG143", "ICF d430"),
        words=Words(
            name="heaviest lift",
            label="Heaviest thing lifted or carried, alone",
            client_question="What is the heaviest thing you can lift or carry on your own?",
            ask="What is the heaviest thing one person lifts or carries in this role?",
            change="Could the heaviest thing lifted or carried alone be kept to {to}?",
            has="lifting {value}",
            none="no lifting",
            needs="lifting {limit} at most",
            beyond="heavier than {limit}",
            arranged="a trolley or a second person took what is heavier than {limit}",
        ),
    ),
    _frequency(
        "lift_freq",
        "heavier lifting",
        "lifting anything over 5 kg",
        "lifting of things over 5 kg (a heavy shopping bag)",
        "ORS durations",
        "20 CFR 404.1567",
        arranged="lifting could be shared, or done with a trolley",
    ),
    _frequency(
        "reach_freq",
        "overhead reaching",
        "reaching above shoulder height",
        "reaching above your shoulders",
        "ORS reaching",
        "ICF d445",
        arranged="things could be kept within easy reach",
    ),
    _frequency(
        "low_posture_freq",
        "bending or kneeling",
        "bending, kneeling or crouching",
        "bending, kneeling or crouching",
        "ORS low postures",
        "O*NET 4.C.2.d.1.e",
        "O*NET 4.C.2.d.1.h",
        "ICF d4101",
        "ICF d4105",
        arranged="low work could be raised, or swapped",
    ),
    _frequency(
        "hand_repeat_freq",
        "repetitive hand work",
        "repetitive hand work or long typing",
        "repetitive hand work or long typing",
        "O*NET 4.C.2.d.1.g",
        "O*NET 4.C.2.d.1.i",
        "ICF d440",
        arranged="tasks could be swapped through the shift",
    ),
)
