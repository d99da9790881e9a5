"""The conditions of the setting: noise, the manager, and what could be arranged."""

from matching.catalogue.condition import Condition, Group, Kind, Test, Words, labels

SETTING = (
    Condition(
        key="noise_level",
        group=Group.SETTING,
        kind=Kind.SCALE,
        test=Test.AT_MOST,
        options=labels(quiet="a quiet place", moderate="moderate noise", loud="loud noise"),
        source=("O*NET 4.C.2.b.1.a", "ICF e250"),
        words=Words(
            name="noise",
            label="Quiet, moderate or loud?",
            client_question="How much noise can you work in?",
            ask="How noisy is the place where this role is done?",
            change="Could this role be done with {to} at most?",
            change_for={"quiet": "Could this role be done in a quiet place?"},
            has="{value}",
            needs="{limit} at most",
            beyond="noisier than asked for",
            arranged="a quieter spot could be found",
        ),
    ),
    Condition(
        key="manager_support",
        group=Group.SETTING,
        kind=Kind.SCALE,
        test=Test.AT_LEAST,
        options=labels(
            concern="some concern about the manager",
            met_ok="manager met, fine",
            met_good="manager met, supportive",
        ),
        source=("Oakman and others 2016, doi 10.1007/s10926-016-9626-5",),
        staff_only=True,
        words=Words(
            name="manager",
            label="Our own record after meeting the manager",
            client_question="How much does it matter that we have met the manager?",
            ask=None,
            change=None,
            has="{value}",
            needs="{limit} or better",
            beyond="where the manager seemed less supportive",
        ),
    ),
    Condition(
        key="adjustments_open",
        group=Group.SETTING,
        kind=Kind.ITEMS,
        test=Test.ALL,
        options=labels(
            stool="a stool",
            sit_stand_desk="a sit-stand desk",
            chair="a supportive chair",
            trolley="a trolley",
            voice_input="voice input",
            swap_tasks="a swap of some tasks",
            buddy="a buddy at work",
            written_instructions="written instructions",
            appointments_time_off="time off for appointments",
        ),
        source=("UK fit note: workplace adaptations", "Acas workplace adjustments"),
        words=Words(
            name="arrangements",
            label="What you could arrange",
            client_question="Which of these would help you do the job?",
            ask="Which of these could be arranged in this role: a stool, a sit-stand desk, a "
            "supportive chair, a trolley, voice input, a swap of some tasks, a buddy, written "
            "instructions, time off for appointments?",
            change="Could this role be done with {to}?",
            has="{value}",
            needs="{limit}",
            beyond="without {limit}",
            arranged="{limit} could be provided",
        ),
    ),
)
