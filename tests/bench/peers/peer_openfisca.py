"""Policy P as an OpenFisca country package: persons in households, variables with formulas, dated parameters."""
import importlib.metadata

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from households import COUNTIES, EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed, tell

PERIOD = "2024-01"
Person = build_entity(key="person", plural="persons", label="a member", is_person=True)
Household = build_entity(key="household", plural="households", label="a household", containing_entities=[],
                         roles=[{"key": "member", "plural": "members", "label": "members"}])
County = Enum("County", {county: county for county in COUNTIES})


def input_variable(name, entity, value_type, **more):
    return type(name, (Variable,), {"value_type": value_type, "entity": entity, "definition_period": MONTH,
                                    "label": name, **more})


INPUTS = [
    input_variable("county", Household, Enum, possible_values=County, default_value=County.first),
    input_variable("urban", Household, bool),
    input_variable("months_over", Household, int),
    *[input_variable(name, Household, float)
      for name in ("land_income", "other_income", "savings", "previous_benefit")],
    *[input_variable(name, Person, int) for name in ("age", "disability_grade")],
    *[input_variable(name, Person, bool) for name in ("female", "seriously_ill", "student", "caregiver")],
    *[input_variable(name, Person, float) for name in ("wage", "transfers")]]


def half_up(yuan):
    return np.floor(yuan * 100 + 0.5) / 100


def look_up(node, county):
    """The node's value for each household. Indexing the node itself by an enumeration takes 2 us a household."""
    return np.array([getattr(node, name) for name in COUNTIES])[np.asarray(county)]


class severe(Variable):
    value_type, entity, definition_period, label = bool, Person, MONTH, "severely disabled"

    def formula(person, period):
        grade = person("disability_grade", period)
        return (grade == 1) | (grade == 2)


class coefficient(Variable):
    value_type, entity, definition_period, label = float, Person, MONTH, "labour coefficient"

    def formula(person, period):
        age, grade = person("age", period), person("disability_grade", period)
        old = (age >= 60) | (person("female", period) & (age >= 55))
        return np.select([age < 16, old, person("severe", period), person("seriously_ill", period),
                          person("student", period), grade == 3, grade == 4],
                         [0, 0.3, 0, 0.2, 0, 0.5, 0.7], 1)


class reference_income(Variable):
    value_type, entity, definition_period, label = float, Household, MONTH, "reference income of a full labourer"

    def formula(household, period, parameters):
        return look_up(parameters(period).reference_income, household("county", period))


class income(Variable):
    value_type, entity, definition_period, label = float, Person, MONTH, "income of a person"

    def formula(person, period):
        share = np.where(person("caregiver", period), 0.5, 1)
        imputed = person("coefficient", period) * share * person.household("reference_income", period)
        return np.maximum(person("wage", period), imputed) + person("transfers", period)


class per_capita_income(Variable):
    value_type, entity, definition_period, label = float, Household, MONTH, "income a head"

    def formula(household, period):
        total = (household.sum(household.members("income", period)) + household("land_income", period)
                 + household("other_income", period))
        return half_up(total / household.nb_persons())


class standard(Variable):
    value_type, entity, definition_period, label = float, Household, MONTH, "standard a head"

    def formula(household, period, parameters):
        by_place, county = parameters(period).standard, household("county", period)
        return np.where(household("urban", period), look_up(by_place.town, county),
                        look_up(by_place.country, county))


class alone(Variable):
    value_type, entity, definition_period, label = int, Household, MONTH, "members who may be assessed alone"

    def formula(household, period):
        return household.sum(household.members("severe", period) | household.members("seriously_ill", period))


class scheme(Variable):
    value_type, entity, definition_period, label = int, Household, MONTH, "1 whole, 2 single, 3 gradual exit"

    def formula(household, period, parameters):
        per_capita, limit = household("per_capita_income", period), household("standard", period)
        assets = household("savings", period) <= 2 * household.nb_persons() * limit
        months = look_up(parameters(period).exit_months, household("county", period))
        return np.select([assets & (per_capita <= limit),
                          assets & (household("alone", period) > 0) & (per_capita <= 2 * limit),
                          (household("previous_benefit", period) > 0) & (household("months_over", period) <= months)],
                         [1, 2, 3], 0)


class covered(Variable):
    value_type, entity, definition_period, label = int, Household, MONTH, "persons covered"

    def formula(household, period):
        granted, members = household("scheme", period), household.nb_persons()
        return np.select([granted == 0, granted == 2], [0, household("alone", period)], members)


class benefit(Variable):
    value_type, entity, definition_period, label = float, Household, MONTH, "benefit a month"

    def formula(household, period):
        granted, limit = household("scheme", period), household("standard", period)
        whole = (limit - household("per_capita_income", period)) * household.nb_persons()
        single = household("alone", period) * half_up(0.7 * limit)
        return np.select([granted == 1, granted == 2, granted == 3],
                         [whole, single, half_up(0.5 * household("previous_benefit", period))], 0)


def by_county(values):
    return {county: {"values": {"2019-01-01": {"value": value}}} for county, value in zip(COUNTIES, values)}


def system():
    made = TaxBenefitSystem([Person, Household])
    made.add_variables(*INPUTS, severe, coefficient, reference_income, income, per_capita_income, standard, alone, scheme, covered,
                       benefit)
    made.parameters = ParameterNode(data={
        "reference_income": by_county([fen / 100 for fen in REFERENCE_INCOME]),
        "standard": {"country": by_county([pair[0] / 100 for pair in STANDARD]),
                     "town": by_county([pair[1] / 100 for pair in STANDARD])},
        "exit_months": by_county(EXIT_MONTHS)})
    return made


def simulation(rules, all_):
    """The whole population as one simulation, built from columns."""
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", np.arange(len(all_.age)))
    group = builder.declare_entity("household", np.arange(all_.count))
    builder.join_with_persons(group, all_.household_of_person, np.repeat("member", len(all_.age)))
    built = builder.build(rules)
    built.set_input("county", PERIOD, all_.county)
    for name in ("urban", "seriously_ill", "student", "caregiver"):
        built.set_input(name, PERIOD, getattr(all_, name) == 1)
    built.set_input("female", PERIOD, all_.sex == 1)
    for name in ("months_over", "age", "disability_grade"):
        built.set_input(name, PERIOD, getattr(all_, name))
    for name in ("land_income", "other_income", "savings", "previous_benefit", "wage", "transfers"):
        built.set_input(name, PERIOD, getattr(all_, name) / 100)
    return built


def calculate(built):
    # What was calculated before is forgotten, what was given is kept.
    for population in (built.persons, built.populations["household"]):
        for name, holder in population._holders.items():
            if holder.variable.formulas:
                holder.delete_arrays()
    return [built.calculate(name, PERIOD) for name in ("scheme", "covered", "benefit")]


if __name__ == "__main__":
    households, runs = arguments()
    version = importlib.metadata.version("openfisca-core")
    rules = system()
    built = simulation(rules, households)
    times, (granted, persons, amount) = timed(lambda: calculate(built), runs)
    decided = granted, persons, amount.astype(np.float64) * 100
    tell("OpenFisca-core", version, "calculate only", times, households, *decided)
    times, _ = timed(lambda: calculate(simulation(rules, households)), max(runs // 3, 1))
    tell("OpenFisca-core", version, "with building the simulation", times, households, *decided)
