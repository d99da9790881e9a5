"""What is typed about any condition comes back as it was typed."""

import pytest
from werkzeug.datastructures import MultiDict

from employers.forms.conditions import CONDITIONS, ConditionsForm, conditions_data
from matching.catalogue import Kind
from matching.facts import fact_from_json, fact_to_json
from tests.builders import NOW

DAY = NOW.date()


def some_value(condition):
    options = list(condition.options)
    match condition.kind:
        case Kind.SCALE | Kind.CHOICE:
            return options[-1]
        case Kind.NUMBER:
            return 5
        case Kind.RANGE:
            return [8, 16.5]
        case Kind.WINDOW:
            return ["22:00", "06:00"]
        case Kind.GRID:
            return {"mon": {"morning": "needed"}, "sun": {"night": "could"}}
        case Kind.HOLDS:
            return {options[0]: "required", options[-1]: "desirable"}
        case _:
            return {options[0]: "yes", options[-1]: "no"}


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda each: each.key)
def test_every_condition_goes_through_its_form_and_comes_back_the_same(app, condition):
    stated = {"value": some_value(condition), "source": "employer", "as_of": DAY.isoformat()}
    fact = fact_to_json(condition.key, fact_from_json(condition.key, stated))

    with app.test_request_context(method="POST"):
        shown = ConditionsForm(formdata=None, data=conditions_data({condition.key: fact}))
        sent = MultiDict()
        for field in shown:
            if field.data not in (None, ""):
                sent[field.name] = field._value() if hasattr(field, "_value") else field.data
        form = ConditionsForm(formdata=sent, meta={"csrf": False})
        assert form.validate(), form.errors
        read = form.read_conditions({}, "employer", DAY)

    assert read == {condition.key: fact}
