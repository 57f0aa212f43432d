// doudi/doudi.hpp - the public interface in one header, in the order in which it is best read.
#pragma once

#include "doudi/version.hpp"

// What values are: exact numbers, days, durations.
#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/base/duration.hpp"
#include "doudi/base/result.hpp"

// A pack, from files or text, and what is wrong with it.
#include "doudi/load.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/diagnostic.hpp"

// A record, built in code or read from JSON or YAML.
#include "doudi/io/read_record.hpp"
#include "doudi/model/record_builder.hpp"

// The decision, with its reasons, as text or JSON.
#include "doudi/explain/explain.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/explain/render.hpp"

namespace doudi {

using explain::Explanation;
using model::Null;
using model::Pack;
using model::Record;
using model::RecordBuilder;
using model::report;
using text::Language;

}  // namespace doudi
