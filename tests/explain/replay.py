"""Recomputes every value of an explanation from its JSON alone: neither the pack nor the record is read.

    replay.py EXPLANATION.json ...

Each value in `values` has elementary steps; this script carries each of them out with decimals of 34 digits and compares.
Standard library only. Exits with 1 and names value and step where something differs.
"""
import datetime
import decimal
import json
import sys

from replay_values import CONTEXT, Failed, Maybe, Months, NotReplayed, Unknown, obstacle, plain, read, same

ROUNDINGS = {"round up": decimal.ROUND_UP, "round down": decimal.ROUND_DOWN, "round half up": decimal.ROUND_HALF_UP,
             "round half down": decimal.ROUND_HALF_DOWN, "decimal": decimal.ROUND_HALF_EVEN,
             "floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING}


def kleene(values, dominant):
    """`and` (dominant False) and `or` (dominant True) of three-valued logic; null where FEEL has it."""
    if any(value is dominant for value in values):
        return dominant
    blocked = obstacle(values)
    if blocked is not None:
        return blocked
    if any(value is None for value in values):
        return None
    return not dominant


def add_months(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    last = (datetime.date(year + month // 11, (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(date.day, last))


def months_between(start, end):
    if start > end:
        return -months_between(end, start)
    return (end.year - start.year) * 12 + end.month - start.month - (1 if end.day < start.day else 0)


def add(left, right):
    if isinstance(left, decimal.Decimal):
        return CONTEXT.add(left, right)
    if isinstance(left, Months) and isinstance(right, Months):
        return Months(int(left) + int(right))
    if isinstance(left, Months):
        left, right = right, left
    if isinstance(right, Months):
        return add_months(left, int(right))
    return left + right


def subtract(left, right):
    if isinstance(left, decimal.Decimal):
        return CONTEXT.subtract(left, right)
    if isinstance(left, Months):
        return Months(int(left) - int(right))
    return add_months(left, -int(right)) if isinstance(right, Months) else left - right


def multiply(left, right):
    if isinstance(right, Months):
        left, right = right, left
    if isinstance(left, Months):
        return Months(int(int(left) * right))
    return CONTEXT.multiply(left, right)


def divide(left, right):
    if right == 0:
        return Failed(["division_by_zero"])
    if isinstance(left, Months):
        left = decimal.Decimal(int(left))
        if not isinstance(right, Months):
            return Months(int(CONTEXT.divide(left, right)))
        right = decimal.Decimal(int(right))
    return CONTEXT.divide(left, right)


def rounded(mode, number, scale=decimal.Decimal(0)):
    quantum = decimal.Decimal(1).scaleb(-int(scale))
    if number.as_tuple().exponent >= -int(scale):
        return number
    return number.quantize(quantum, rounding=mode, context=decimal.Context(prec=6200))


def scalars(arguments):
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], list) else arguments


def within(value, bounds):
    _, low, high, low_included, high_included = bounds
    above = low is None or value > low or (low_included and value == low)
    below = high is None or value < high or (high_included and value == high)
    return above and below


def total(items):
    result = decimal.Decimal(0)
    for item in items:
        result = item if result == 0 and not isinstance(item, decimal.Decimal) else add(result, item)
    return result


def union(lists):
    result = []
    for part in lists:
        for item in part if isinstance(part, list) else [part]:
            if not any(same(item, other) for other in result):
                result.append(item)
    return result


def flattened(items):
    return [inner for item in items for inner in (flattened(item) if isinstance(item, list) else [item])]


def part_of(whole, start, length):
    """`substring` and `sublist`: from a position counted from 1, or from the end if it is negative."""
    begin = int(start) - 1 if start > 0 else len(whole) + int(start)
    return whole[begin:] if length is None else whole[begin:begin + int(length)]


STRICT = {
    "+": add, "-": subtract, "*": multiply, "/": divide,
    "**": lambda base, exponent: CONTEXT.power(base, int(exponent)),
    "negate": lambda value: Months(-int(value)) if isinstance(value, Months) else -value,
    "<": lambda left, right: left < right, "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right, ">=": lambda left, right: left >= right,
    "not": lambda value: not value,
    "between": lambda value, low, high: low <= value <= high,
    "max": lambda *arguments: max(scalars(arguments)), "min": lambda *arguments: min(scalars(arguments)),
    "sum": lambda *arguments: total(scalars(arguments)), "total": total,
    "count": lambda items: decimal.Decimal(len(items)),
    "abs": abs, "modulo": lambda left, right: left - right * (left / right).to_integral_value(decimal.ROUND_FLOOR),
    "full_years": lambda birth, on: decimal.Decimal(int(months_between(birth, on) / 12)),
    "full_years_from_next_month":
        lambda birth, on: decimal.Decimal(int(months_between(birth, on.replace(day=1) - datetime.timedelta(days=1)) / 12)),
    "years and months duration": lambda start, end: Months(months_between(start, end)),
    "months in state":
        lambda since, on: decimal.Decimal((on.year - since.year) * 12 + on.month - since.month),
    "integers": lambda first, last: [decimal.Decimal(number) for number in
                                     range(int(first), int(last) + (1 if last >= first else -1), 1 if last >= first else -1)],
    "flatten": lambda items: flattened(items),
    "sublist": lambda items, start, length=None: part_of(items, start, length),
    "reverse": lambda items: items[::-1],
    "concatenate": lambda *lists: [item for items in lists for item in items],
    "append": lambda items, *more: [*items, *more],
    "distinct values": lambda items: union([items]),
    "substring": lambda text, start, length=None: part_of(text, start, length),
    "string length": lambda text: decimal.Decimal(len(text)),
    "upper case": str.upper, "lower case": str.lower,
    "contains": lambda text, part: part in text,
    "starts with": str.startswith, "ends with": str.endswith,
    "string": lambda value: plain(value) if not isinstance(value, bool) else str(value).lower(),
    "number": lambda text: CONTEXT.create_decimal(text),
    "date": lambda *parts: datetime.date(*map(int, parts)) if len(parts) == 3 else
            parts[0] if isinstance(parts[0], datetime.date) else datetime.date.fromisoformat(parts[0]),
    "on": lambda day, value: value,
    "odd": lambda number: number % 2 == 1, "even": lambda number: number % 2 == 0,
    "list": lambda *items: list(items),
    "item": lambda items, index: items[int(index) - 1 if index > 0 else int(index)],
    "mean": lambda *arguments: CONTEXT.divide(total(scalars(arguments)), decimal.Decimal(len(scalars(arguments)))),
}
for name, rounding in ROUNDINGS.items():
    STRICT[name] = lambda *arguments, mode=rounding: rounded(mode, *arguments)


def equal(left, right):
    blocked = obstacle([left, right])
    if blocked is not None:
        return blocked
    return same(left, right) if left is not None and right is not None else left is None and right is None


def contains(value, where):
    if isinstance(where, list):
        results = [contains(value, item) if isinstance(item, tuple) else equal(value, item) for item in where]
        return kleene(results, True)
    blocked = obstacle([value])
    if blocked is not None:
        return blocked
    return None if value is None else within(value, where)


def filtered(operands):
    result = []
    for item, condition in zip(operands[::2], operands[1::2]):
        if condition is True:
            result.append(item)
        elif isinstance(condition, (Unknown, Failed)):
            inner = item if not isinstance(item, Maybe) else item.value
            result.append(Maybe(inner, condition))
    return result


def quantified(operands, dominant):
    results = []
    for value in operands:
        if isinstance(value, Maybe):
            value = value.value if value.value is not dominant else value.present
        results.append(value)
    return kleene(results, dominant) if results else not dominant


def first_row(rows):
    maybe = []
    for match, output in rows:
        if match is True:
            if all(same(output, other) for _, other in maybe):
                return output
            return obstacle([part for row in maybe for part in row] + [output])
        if isinstance(match, (Unknown, Failed)):
            maybe.append((match, output))
    if not maybe:
        return Failed(["no_row_matches"])
    outputs = [output for _, output in maybe]
    if all(same(outputs[0], output) for output in outputs) and obstacle(outputs) is None:
        return outputs[0]
    return obstacle([part for row in maybe for part in row])


def table(policy, rows):
    if policy == "first":
        return first_row(rows)
    certain = [output for match, output in rows if match is True]
    maybe = [row for row in rows if isinstance(row[0], (Unknown, Failed))]
    if maybe:
        raise NotReplayed(f"a table of hit policy {policy} with unknown rows")
    if policy in ("unique", "any", "priority"):
        if policy == "unique" and len(certain) > 1:
            return Failed(["several_rows_match"])
        return certain[0] if certain else Failed(["no_row_matches"])
    if policy == "count":
        return decimal.Decimal(len(certain))
    if policy in ("sum", "highest", "lowest"):
        return {"sum": total, "highest": max, "lowest": min}[policy](certain)
    return certain


def property_of(value, name):
    """`year` of a date and so on; of each in a list."""
    blocked = obstacle([value])
    if blocked is not None or value is None:
        return blocked
    if isinstance(value, list):
        return [property_of(item, name) for item in value]
    if isinstance(value, Months):
        years, months = divmod(abs(value), 12)
        return decimal.Decimal((years if name == "years" else months) * (-1 if value < 0 else 1))
    if isinstance(value, datetime.timedelta) and name == "days":
        return decimal.Decimal(int(value / datetime.timedelta(days=1)))
    if isinstance(value, datetime.date):
        return decimal.Decimal(value.isoweekday() if name == "weekday" else getattr(value, name))
    raise NotReplayed(f"the property {name}")


def sorted_like(items, result):
    """The order itself is the pack's function; that nothing is lost or added can be seen."""
    blocked = obstacle([items])
    if blocked is not None or items is None:
        return blocked
    rest = list(result)
    for item in items:
        rest.remove(next(other for other in rest if same(item, other)))
    return result if not rest else items


def carry_out(step, operands):
    operation = step["operation"]
    if operation == "and" or operation == "row":
        value = kleene(operands, False)
        return False if operation == "row" and value is None else value
    if operation == "or":
        return kleene(operands, True)
    if operation in ("=", "!="):
        value = equal(*operands)
        return (not value) if operation == "!=" and isinstance(value, bool) else value
    if operation == "in":
        return contains(*operands)
    if operation == "in interval":
        blocked = obstacle(operands)
        if blocked is not None:
            return blocked
        brackets = step["label"]
        return within(operands[0], ("range", operands[1], operands[2], brackets[0] == "[", brackets[1] == "]"))
    if operation == "if":
        condition, *branches = operands
        if isinstance(condition, bool):
            return branches[0]
        if len(branches) == 2 and same(*branches) and obstacle(branches) is None:
            return branches[0]
        return obstacle(operands)
    if operation == "filter":
        return filtered(operands)
    if operation == "union":
        blocked = obstacle(operands)
        lists = [items for condition, items in zip(operands[::2], operands[1::2]) if condition is True]
        return blocked if blocked is not None else union(lists)
    if operation in ("some", "every"):
        return quantified(operands, operation == "some")
    if operation == "for":
        return list(operands)
    if operation.startswith("table "):
        return table(operation[len("table "):], list(zip(operands[::2], operands[1::2])))
    if operation == "context":
        return dict(zip(step["label"].split(", "), operands)) if step.get("label") else {}
    if operation == "property":
        return property_of(operands[0], step["label"])
    if operation == "sort":
        return sorted_like(operands[0], read(step["result"]))
    if operation == "entry":
        return operands[0][step["label"]]
    if operation == "otherwise":
        blocked = obstacle(operands[:1])
        return blocked if blocked is not None else operands[1] if operands[0] is None else operands[0]
    if operation == "list contains":
        return contains(operands[1], operands[0])
    if operation == "list":
        return list(operands)
    if operation not in STRICT:
        raise NotReplayed(f"the operation {operation}")
    blocked = obstacle(operands)
    if blocked is not None:
        return blocked
    if any(operand is None for operand in operands):
        return None
    return STRICT[operation](*operands)


def operand_value(operand, steps, values):
    if "literal" in operand:
        value = read(operand["literal"])
    else:
        value = steps[operand["step"]] if "step" in operand else values[operand["value"]]
    return value[operand["item"]] if "item" in operand else value


def replay(explanation):
    """The faults found, and how many steps were carried out."""
    faults, count, values = [], 0, []
    for entry in explanation["values"]:
        steps = []
        for number, step in enumerate(entry["steps"]):
            operands = [operand_value(operand, steps, values) for operand in step["operands"]]
            expected = read(step["result"])
            found = carry_out(step, operands)
            count += 1
            if not same(found, expected):
                faults.append(f"{entry['path']}: step {number} `{step['operation']}` gives {plain(found)}, not {step['result']}")
            steps.append(expected)
        value = read(entry["value"])
        if not same(operand_value(entry["result"], steps, values), value):
            faults.append(f"{entry['path']}: the value is not that of its last step")
        values.append(value)
    by_path = {entry["path"]: value for entry, value in zip(explanation["values"], values)}
    for name, shown in explanation["outputs"].items():
        if isinstance(shown, (dict, list)) or name not in by_path:
            continue
        if plain(by_path[name]) != shown:
            faults.append(f"output {name}: {shown} is not the value {plain(by_path[name])}")
    return faults, count


def main(paths):
    failed = False
    for path in paths:
        with open(path, encoding="utf-8") as file:
            faults, count = replay(json.load(file))
        for fault in faults:
            print(f"{path}: {fault}")
        failed = failed or bool(faults)
        print(f"{path}: {count} steps carried out, {len(faults)} differ")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
