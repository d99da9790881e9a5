"""The conditions of what surrounds the work: stairs, driving, cold and the like."""

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

SURROUNDINGS = (
    Condition(
        key="stairs",
        group=Group.BODY,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=labels(
            none="no stairs",
            lift_available="a lift instead of stairs",
            some="some stairs",
            many="many stairs",
            ladders="ladders",
        ),
        source=("ORS climbing", "ICF d4551"),
        words=Words(
            name="stairs",
            label="Stairs or ladders",
            client_question="How many stairs can you manage?",
            ask="Are there stairs or ladders in this role, and is there a lift?",
            change="Could this role be done with {to} at most?",
            change_for={
                "none": "Could this role be done without stairs or ladders?",
                "lift_available": "Could a lift be used instead of the stairs in this role?",
                "many": "Could this role be done without ladders?",
            },
            has="{value}",
            needs="{limit} at most",
            beyond="with more stairs or ladders",
            arranged="the work could be on one floor",
        ),
    ),
    Condition(
        key="driving",
        group=Group.BODY,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=labels(
            none="no driving",
            between_sites="driving between sites",
            main_duty="driving as the main duty",
        ),
        source=("ICF d4751",),
        words=Words(
            name="driving",
            label="Driving as part of the job",
            client_question="How much driving could a job involve?",
            ask="Is driving part of this role, and how much?",
            change="Could this role be done with {to} at most?",
            change_for={"none": "Could this role be done without driving?"},
            has="{value}",
            needs="{limit} at most",
            beyond="with more driving",
            arranged="somebody else could do the driving",
        ),
    ),
    Condition(
        key="exposures",
        group=Group.BODY,
        kind=Kind.ITEMS,
        test=Test.AVOID,
        options=labels(
            cold="working in the cold",
            heat="working in the heat",
            vibration="vibrating tools or vehicles",
            outdoors="working outdoors",
            wet="working in the wet",
        ),
        source=("ORS environmental conditions", "O*NET 4.C.2.b"),
        words=Words(
            name="surroundings",
            label="Cold, heat, vibration, outdoors, wet",
            client_question="Which of these do you need to stay away from?",
            ask="Does this role involve cold, heat, vibration, working outdoors or in the wet?",
            change="Could this role be done without {to}?",
            has="{value}",
            needs="no {limit}",
            beyond="with {limit}",
        ),
    ),
)
