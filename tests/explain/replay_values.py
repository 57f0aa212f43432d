"""The values of an explanation: read from its typed JSON, compared, and shown as answers show them."""
import datetime
import decimal

CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144,
                          traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow])


class Months(int):
    """A years and months duration."""


class Unknown:
    def __init__(self, paths):
        self.paths = frozenset(paths)


class Failed:
    def __init__(self, codes):
        self.codes = frozenset(codes)


class Member(str):
    """A member of the record, by its path."""


class Maybe:
    """An item of a list that may not be there."""

    def __init__(self, value, present):
        self.value, self.present = value, present


class NotReplayed(Exception):
    pass


def read(node):
    """The value that typed JSON stands for."""
    if node is None or isinstance(node, bool):
        return node
    (kind, content), *rest = node.items()
    if kind == "number":
        return CONTEXT.create_decimal(content)
    if kind == "text":
        return content
    if kind == "date":
        return datetime.date.fromisoformat(content)
    if kind == "duration":
        return read_duration(content)
    if kind == "member":
        return Member(content)
    if kind == "list":
        return [read(item) for item in content]
    if kind == "maybe":
        return Maybe(read(content), read(node["present"]))
    if kind == "unknown":
        return Unknown(content)
    if kind == "failed":
        return Failed([content["code"]])
    if kind == "range":
        return ("range", read(content["low"]), read(content["high"]), content["low_included"], content["high_included"])
    if kind == "context":
        return {key: read(value) for key, value in content.items()}
    raise NotReplayed(f"a value of kind {kind}")


def read_duration(text):
    sign = -1 if text.startswith("-") else 1
    body = text.lstrip("-")[1:]
    if "T" in body or body.endswith("D"):
        days, _, time = body.partition("T")
        seconds = int(days[:-1] or 0) * 86400 if days else 0
        for unit, size in (("H", 3600), ("M", 60), ("S", 1)):
            if unit in time:
                number, _, time = time.partition(unit)
                seconds += int(number) * size
        return datetime.timedelta(seconds=sign * seconds)
    months = 0
    for unit, size in (("Y", 12), ("M", 1)):
        if unit in body:
            number, _, body = body.partition(unit)
            months += int(number) * size
    return Months(sign * months)


def same(left, right):
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return isinstance(left, Unknown) and isinstance(right, Unknown) and left.paths == right.paths
    if isinstance(left, Failed) or isinstance(right, Failed):
        return isinstance(left, Failed) and isinstance(right, Failed) and bool(left.codes & right.codes)
    if isinstance(left, Maybe) or isinstance(right, Maybe):
        return (isinstance(left, Maybe) and isinstance(right, Maybe) and same(left.value, right.value)
                and same(left.present, right.present))
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return type(left) is type(right) and left == right


def obstacle(values):
    """What keeps a strict operation from a result: a failure first, else all that is missing; nothing if neither."""
    codes, paths = set(), set()

    def look(value):
        if isinstance(value, Failed):
            codes.update(value.codes)
        elif isinstance(value, Unknown):
            paths.update(value.paths)
        elif isinstance(value, Maybe):
            look(value.value)
            look(value.present)
        elif isinstance(value, list):
            for item in value:
                look(item)
        elif isinstance(value, dict):
            for item in value.values():
                look(item)

    for value in values:
        look(value)
    if codes:
        return Failed(codes)
    return Unknown(paths) if paths else None


def plain(value):
    """As the answer shows it."""
    if isinstance(value, decimal.Decimal):
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in ("-0", "") else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Months):
        years, months = divmod(abs(value), 12)
        text = "P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-" if value < 0 else "") + text
    if isinstance(value, datetime.timedelta):
        days, rest = divmod(int(abs(value).total_seconds()), 86400)
        parts = zip((rest // 3600, rest // 60 % 60, rest % 60), "HMS")
        time = "".join(f"{number}{unit}" for number, unit in parts if number)
        text = "P" + (f"{days}D" if days else "") + ("T" + time if time else "")
        return ("-" if value < datetime.timedelta(0) else "") + (text if text != "P" else "PT0S")
    if isinstance(value, (Unknown, Failed)):
        return None
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Member):
        return value.rpartition(".")[2]
    return value
