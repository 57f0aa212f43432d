"""Checks a JSON value against a JSON Schema, with the keywords that our schemas use; another keyword is an error.

Standard library only; where the module jsonschema is installed, `faults` asks that too, and what it finds counts as well.
"""
import re

try:
    import jsonschema
except ImportError:
    jsonschema = None

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description"}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Checker:
    def __init__(self, schema):
        self.root = schema

    def faults(self, value, schema, path=""):
        """Where the value does not fit, as texts that begin with the path."""
        found = []
        for keyword, argument in schema.items():
            if keyword not in ANNOTATIONS:
                found += self.keyword(keyword, argument, value, schema, path)
        return found

    def keyword(self, keyword, argument, value, schema, path):
        check = getattr(self, "check_" + keyword.lstrip("$"), None)
        if check is None:
            raise ValueError(f"the schema has a keyword that is not checked: {keyword}")
        return check(argument, value, schema, path)

    def check_ref(self, argument, value, schema, path):
        target = self.root
        for part in argument.removeprefix("#/").split("/"):
            target = target[part]
        return self.faults(value, target, path)

    def check_type(self, argument, value, schema, path):
        names = argument if isinstance(argument, list) else [argument]
        good = any(is_type(value, name) for name in names)
        return [] if good else [f"{path}: {value!r:.60} is not of type {argument}"]

    def check_const(self, argument, value, schema, path):
        return [] if value == argument and type(value) is type(argument) else [f"{path}: {value!r:.60} is not {argument!r}"]

    def check_enum(self, argument, value, schema, path):
        return [] if value in argument else [f"{path}: {value!r:.60} is none of {argument}"]

    def check_pattern(self, argument, value, schema, path):
        good = not isinstance(value, str) or re.search(argument, value)
        return [] if good else [f"{path}: {value!r:.60} does not match {argument}"]

    def check_minLength(self, argument, value, schema, path):
        return [f"{path}: too short"] if isinstance(value, str) and len(value) < argument else []

    def check_minimum(self, argument, value, schema, path):
        return [f"{path}: {value} is below {argument}"] if is_type(value, "integer") and value < argument else []

    def check_minProperties(self, argument, value, schema, path):
        return [f"{path}: too few keys"] if isinstance(value, dict) and len(value) < argument else []

    def check_maxProperties(self, argument, value, schema, path):
        return [f"{path}: too many keys"] if isinstance(value, dict) and len(value) > argument else []

    def check_required(self, argument, value, schema, path):
        missing = [key for key in argument if key not in value] if isinstance(value, dict) else []
        return [f"{path}: {key} is missing" for key in missing]

    def check_properties(self, argument, value, schema, path):
        if not isinstance(value, dict):
            return []
        shared = [key for key in argument if key in value]
        return [fault for key in shared for fault in self.faults(value[key], argument[key], f"{path}/{key}")]

    def check_additionalProperties(self, argument, value, schema, path):
        known = schema.get("properties", {})
        others = [key for key in value if key not in known] if isinstance(value, dict) else []
        if argument is False:
            return [f"{path}: {key} is not expected" for key in others]
        return [fault for key in others for fault in self.faults(value[key], argument, f"{path}/{key}")]

    def check_items(self, argument, value, schema, path):
        items = enumerate(value) if isinstance(value, list) else ()
        return [fault for index, item in items for fault in self.faults(item, argument, f"{path}/{index}")]

    def check_anyOf(self, argument, value, schema, path):
        good = any(not self.faults(value, choice, path) for choice in argument)
        return [] if good else [f"{path}: {value!r:.60} fits no choice"]

    def check_oneOf(self, argument, value, schema, path):
        count = sum(not self.faults(value, choice, path) for choice in argument)
        return [] if count == 1 else [f"{path}: fits {count} choices, not one"]


def faults(value, schema):
    found = Checker(schema).faults(value, schema)
    if jsonschema is not None and not found:
        validator = jsonschema.validators.validator_for(schema)(schema)
        found = [f"jsonschema: {error.json_path}: {error.message:.200}" for error in validator.iter_errors(value)]
    return found
