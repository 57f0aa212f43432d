# examples/03_explain_python/main.py - loads a pack, decides a household that is a dict, asks for the reasons.
from datetime import date
from decimal import Decimal

import doudi

pack = doudi.load("rules/xingan-2019")  # raises doudi.PackError with file, line and column of all that is wrong

# A healthy man who cares for his severely disabled wife. What is left out is unknown; None says that there is none.
healthy = {"disability_grade": None, "disability_kind": None, "seriously_ill": False, "student": False,
           "cares_for": None, "has_able_supporter": True}
husband = {**healthy, "birth_date": date(1979, 3, 5), "sex": "male", "wage": Decimal("1500.00"), "cares_for": "wife"}
wife = {**healthy, "birth_date": date(1981, 11, 20), "sex": "female", "wage": 0,
        "disability_grade": 1, "disability_kind": "limb"}
household = {"case": None, "county": "突泉县", "registered_poor": True, "stably_out_of_poverty": False,
             "property_within_limits": True, "sudden_hardship": False, "land_income": 1200, "obligors": {},
             "persons": {"husband": husband, "wife": wife}}

why = pack.explain(household, on="2019-06-01")  # in a notebook, `why` alone shows the reasons as HTML
print(why.status, why.outputs["scheme"], why.outputs["covered"], why.outputs["amount"])
print(why.text_of("persons.wife.labour_coefficient", "zh"))

del husband["wage"]
decision = pack.decide(household, on="2019-06-01")  # the same answer, without its steps
print(decision.status, decision.missing)
