"""The conditions of place: where the work is done, and getting there and about."""

from decimal import Decimal

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

PLACE = (
    Condition(
        key="work_mode",
        group=Group.PLACE,
        kind=Kind.SCALE,
        test=Test.AT_LEAST,
        options=labels(site="work on site", hybrid="hybrid working", remote="remote working"),
        source=("ORS telework", "Acas hybrid working"),
        words=Words(
            name="work from home",
            label="Where is the work done?",
            client_question="Do you need to work from home, all or part of the time?",
            ask="Where is the work done, and could any of it be done from home?",
            change="Could this role be done with {to}?",
            change_for={
                "hybrid": "Could part of this role be done from home?",
                "remote": "Could this role be done from home?",
            },
            has="{value}",
            needs="{limit} or more",
            beyond="with less work from home",
            arranged="more of it could be done from home",
        ),
    ),
    Condition(
        key="location",
        group=Group.PLACE,
        kind=Kind.PLACE,
        test=Test.AT_MOST,
        unit="km",
        maximum=Decimal(2000),
        source=("Health Adjustment Passport, question 4",),
        words=Words(
            name="distance",
            label="Postcode of the place of work, or remote",
            client_question="How far would you travel, in a straight line?",
            ask="Where is the place of work?",
            change=None,
            has="{value} away",
            needs="within {limit}",
            beyond="too far",
            arranged="help with travel were arranged",
        ),
    ),
    Condition(
        key="transit_walk_min",
        group=Group.PLACE,
        kind=Kind.NUMBER,
        test=Test.AT_MOST,
        unit="minutes",
        maximum=Decimal(1440),
        source=("ICF d4702",),
        words=Words(
            name="walk from transport",
            label="Walk from the nearest bus stop or station",
            client_question="How long could you walk from a bus stop or station?",
            ask="How long is the walk from the nearest bus stop or station?",
            change="Could the walk from the bus stop or station be cut to {to}, say by a pick-up?",
            has="{value} from bus or train",
            chip="{value} from transport",
            needs="{limit} from bus or train, at most",
            beyond="over {limit} from bus or train",
            arranged="help with the last stretch of the way were arranged",
        ),
    ),
    Condition(
        key="access_features",
        group=Group.PLACE,
        kind=Kind.ITEMS,
        test=Test.ALL,
        options=labels(
            step_free="step-free access",
            lift="a lift",
            near_parking="parking near the entrance",
            accessible_wc="an accessible toilet",
            rest_space="a quiet rest space",
        ),
        source=("Acas workplace adjustments", "Action for M.E. employer guidance"),
        words=Words(
            name="building",
            label="What the building has",
            client_question="Which of these do you need at work?",
            ask="Does the place of work have step-free access, a lift, parking near the entrance, "
            "an accessible toilet, or a quiet rest space?",
            change="Could this role be based where there is {to}?",
            has="{value}",
            needs="{limit}",
            beyond="without {limit}",
            arranged="{limit} could be provided",
        ),
    ),
)
