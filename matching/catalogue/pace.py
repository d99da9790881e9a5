"""The conditions of pace, and of the days that go less well than others."""

from decimal import Decimal

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

PRESSURE = (
    Condition(
        key="pace_control",
        group=Group.PACE,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=labels(
            own="own pace",
            mixed="a partly own pace",
            customers_or_line="a pace set by others",
        ),
        source=("ORS work pace", "O*NET 4.C.3.d.3"),
        words=Words(
            name="pace",
            label="Who sets the pace?",
            client_question="How far could others set your pace?",
            ask="Who sets the pace in this role: the worker, customers or a line?",
            change="Could this role be done at {to}?",
            change_for={
                "own": "Could the worker set the pace in this role?",
                "mixed": "Could at least part of this role be done at the worker's own pace?",
            },
            has="{value}",
            needs="{limit}, at most",
            beyond="with a pace more set by others",
            arranged="more of the pace could be set by the worker",
        ),
    ),
    Condition(
        key="time_pressure",
        group=Group.PACE,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=labels(
            low="few targets or deadlines",
            medium="some targets or deadlines",
            high="constant targets or deadlines",
        ),
        source=("O*NET 4.C.3.d.1", "ICF d240"),
        words=Words(
            name="targets",
            label="Targets and deadlines",
            client_question="How much pressure from targets and deadlines suits you?",
            ask="What targets or deadlines does this role have, and how tight are they?",
            change="Could this role be done with {to}?",
            has="{value}",
            needs="{limit}, at most",
            beyond="with more targets or deadlines",
            arranged="targets and deadlines could be eased",
        ),
    ),
    Condition(
        key="short_notice_days",
        group=Group.PACE,
        kind=Kind.NUMBER,
        test=Test.AT_LEAST,
        unit="days a month",
        maximum=Decimal(31),
        source=("Acas flexible working", "UK fit note: altered hours"),
        words=Words(
            name="short-notice days off",
            label="Short-notice days off a month you could absorb",
            client_question="How many days a month might you miss at short notice?",
            ask="How many short-notice days off a month could this role absorb?",
            change="Could this role absorb {to} off at short notice?",
            has="{value} off at short notice",
            chip="{value} off",
            needs="{limit} off at short notice",
            beyond="absorbing fewer than {limit} off at short notice",
            arranged="the role could absorb {limit} off at short notice",
        ),
    ),
    Condition(
        key="shift_swap",
        group=Group.PACE,
        kind=Kind.SCALE,
        test=Test.AT_LEAST,
        options=labels(
            no="no swapping of shifts",
            manager="shifts swapped through the manager",
            free="shifts swapped freely",
        ),
        source=("nibusinessinfo shift swapping",),
        words=Words(
            name="shift swaps",
            label="Swapping shifts",
            client_question="Do you need to be able to swap shifts?",
            ask="Can shifts be swapped, and how?",
            change="Could this role have {to}?",
            has="{value}",
            needs="{limit} or better",
            beyond="with less swapping of shifts",
            arranged="shifts could be swapped",
        ),
    ),
)

STARTING = (
    Condition(
        key="phased_start_weeks",
        group=Group.PACE,
        kind=Kind.NUMBER,
        test=Test.AT_LEAST,
        unit="weeks",
        maximum=Decimal(104),
        source=("UK fit note: phased return",),
        words=Words(
            name="phased start",
            label="Weeks to build up to full hours",
            client_question="How many weeks would you need to build up to full hours?",
            ask="Over how many weeks could the hours be built up at the start?",
            change="Could the hours be built up over {to} at the start?",
            has="{value} to build up hours",
            chip="{value} to build up",
            needs="{limit} to build up hours",
            beyond="with less than {limit} to build up",
            arranged="hours could build up over {limit}",
        ),
    ),
    Condition(
        key="trial_offer",
        group=Group.PACE,
        kind=Kind.SCALE,
        test=Test.AT_LEAST,
        options=labels(
            none="no trial",
            visit="a visit",
            taster="a job taster",
            work_trial="a work trial",
            paid_trial="a paid trial",
        ),
        source=("DWP work trial guidance",),
        words=Words(
            name="trial first",
            label="Job taster or trial first",
            client_question="Would you like to try the job first?",
            ask="Could somebody visit, or try the work, before starting in this role?",
            change="Could {to} be offered before the start?",
            has="{value}",
            needs="{limit} or more",
            beyond="with less chance to try the work first",
            arranged="{limit} could come first",
        ),
    ),
)

PACE = PRESSURE + STARTING
