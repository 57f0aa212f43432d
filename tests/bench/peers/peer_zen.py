"""Policy P as a decision graph for zen-engine: tables for figures and coefficients, expressions for the rest."""
import importlib.metadata

import zen

from households import COUNTIES, EXIT_MONTHS, REFERENCE_INCOME, STANDARD, arguments, timed, tell


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def table(inputs, outputs, rows, **more):
    """A table node whose first matching row counts; `-` matches anything."""
    columns = inputs + outputs
    return {"hitPolicy": "first", "passThrough": True,
            "inputs": [{"id": name, "name": name, "field": name} for name in inputs],
            "outputs": [{"id": name, "name": name, "field": name} for name in outputs],
            "rules": [{"_id": f"row {number}", **{column: "" if cell == "-" else cell
                                                  for column, cell in zip(columns, row)}}
                      for number, row in enumerate(rows)], **more}


FIGURES = table(["county", "urban"], ["reference", "standard", "exit_months"], [
    [f'"{county}"', "true" if urban else "false", yuan(REFERENCE_INCOME[i]), yuan(STANDARD[i][urban]),
     str(EXIT_MONTHS[i])] for i, county in enumerate(COUNTIES) for urban in (0, 1)])
COEFFICIENTS = table(
    ["age", "sex", "disability_grade", "seriously_ill", "student"], ["coefficient"], [
        ["< 16", "-", "-", "-", "-", "0"],
        [">= 60", "-", "-", "-", "-", "0.3"],
        [">= 55", '"female"', "-", "-", "-", "0.3"],
        ["-", "-", "1, 2", "-", "-", "0"],
        ["-", "-", "-", "true", "-", "0.2"],
        ["-", "-", "-", "-", "true", "0"],
        ["-", "-", "3", "-", "-", "0.5"],
        ["-", "-", "4", "-", "-", "0.7"],
        ["-", "-", "-", "-", "-", "1"]],
    inputField="persons", outputPath="persons", executionMode="loop")
EXPRESSIONS = {
    "members": "len(persons)",
    "alone": "count(persons, #.seriously_ill or #.disability_grade in [1, 2])",
    "income": "sum(map(persons, max([#.wage, #.coefficient * (#.caregiver ? 0.5 : 1) * reference]) + #.transfers))"
              " + land_income + other_income",
    "per_capita": "floor($.income / $.members * 100 + 0.5) / 100",
    "assets": "savings <= 2 * $.members * standard",
    "scheme": "$.assets and $.per_capita <= standard ? 'whole'"
              " : $.assets and $.alone > 0 and $.per_capita <= 2 * standard ? 'single'"
              " : previous_benefit > 0 and months_over <= exit_months ? 'gradual_exit' : 'none'",
    "covered": "$.scheme == 'none' ? 0 : $.scheme == 'single' ? $.alone : $.members",
    "amount": "$.scheme == 'whole' ? (standard - $.per_capita) * $.members"
              " : $.scheme == 'single' ? $.alone * floor(70 * standard + 0.5) / 100"
              " : $.scheme == 'gradual_exit' ? floor(50 * previous_benefit + 0.5) / 100 : 0"}


def graph():
    nodes = [("inputNode", "household", {}), ("decisionTableNode", "figures", FIGURES),
             ("decisionTableNode", "coefficients", COEFFICIENTS),
             ("expressionNode", "decision", {"expressions": [
                 {"id": key, "key": key, "value": value} for key, value in EXPRESSIONS.items()]}),
             ("outputNode", "answer", {})]
    names = [name for _, name, _ in nodes]
    return {
        "nodes": [{"id": name, "name": name, "type": kind, "content": content} for kind, name, content in nodes],
        "edges": [{"id": f"{one} to {other}", "sourceId": one, "targetId": other}
                  for one, other in zip(names, names[1:])]}


if __name__ == "__main__":
    households, runs = arguments()
    # A loader that holds the graph compiles it once; create_decision() is several times slower.
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": graph()}}})
    records = list(households.records())
    times, answers = timed(
        lambda: [engine.evaluate("policy", record)["result"] for record in records], runs)
    codes = {"none": 0, "whole": 1, "single": 2, "gradual_exit": 3}
    tell("zen-engine", importlib.metadata.version("zen-engine"), "exact decimals, from Python", times, households,
         [codes[answer["scheme"]] for answer in answers], [answer["covered"] for answer in answers],
         [answer["amount"] * 100 for answer in answers])
