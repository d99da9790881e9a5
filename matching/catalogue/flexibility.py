"""The conditions of notice, flexible working and breaks."""

from decimal import Decimal

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

NOTICE_AND_BREAKS = (
    Condition(
        key="rota_notice_days",
        group=Group.TIME,
        kind=Kind.NUMBER,
        test=Test.AT_LEAST,
        unit="days",
        maximum=Decimal(366),
        source=("O*NET 4.C.3.d.4", "ORS schedule variability"),
        words=Words(
            name="rota notice",
            label="Days' notice of the rota",
            client_question="How many days' notice of your shifts do you need?",
            ask="How many days ahead is the rota known?",
            change="Could the rota be known {to} ahead?",
            has="rota known {value} ahead",
            needs="rota known {limit} ahead",
            beyond="with less than {limit} of rota notice",
            arranged="the rota were known {limit} ahead",
        ),
    ),
    Condition(
        key="flex_types",
        group=Group.TIME,
        kind=Kind.ITEMS,
        test=Test.ANY,
        options=labels(
            part_time="part-time work",
            job_share="a job share",
            flexitime="flexitime",
            staggered="staggered hours",
            compressed="compressed hours",
            annualised="annualised hours",
            term_time="term-time work",
            self_roster="self-rostering",
        ),
        source=("Acas flexible working", "nibusinessinfo flexible working", "Working Families"),
        words=Words(
            name="flexible working",
            label="Open to",
            client_question="Which of these ways of working would help?",
            ask="Which kinds of flexible working could this role be done in?",
            change="Could this role be done as {to}?",
            has="{value}",
            needs="{limit}",
            beyond="without {limit}",
            arranged="the hours could be arranged as {limit}",
        ),
    ),
    Condition(
        key="break_control",
        group=Group.TIME,
        kind=Kind.SCALE,
        test=Test.AT_LEAST,
        options=labels(
            fixed_only="breaks at fixed times only",
            on_request="short breaks on request",
            free="short breaks whenever wanted",
        ),
        source=("ORS pause control",),
        words=Words(
            name="breaks",
            label="Extra short breaks",
            client_question="Do you need short breaks besides the usual ones?",
            ask="Can short breaks be taken besides the fixed ones?",
            change="Could this role be done with {to}?",
            has="{value}",
            needs="{limit} or better",
            beyond="with less choice of breaks",
            arranged="breaks could be taken when needed",
        ),
    ),
)
