// bindings/python/cpp/record_tree.hpp - a household written as dicts of Python, as the tree that the engine validates.
#pragma once

#include <pybind11/pybind11.h>

#include "doudi/model/pack.hpp"
#include "doudi/model/record_node.hpp"

namespace doudi::python {

/// Takes dicts, lists, Decimal, int, str, bool, None, dates, and a float whose shortest decimal text fits the declared
/// decimals of its fact. Whether they fit the facts is for the builder to say; what no fact could be is a TypeError or
/// ValueError here, naming the path and never the value. Needs the GIL.
[[nodiscard]] model::RecordNode record_tree(const model::Pack& pack, pybind11::handle record);

}  // namespace doudi::python
