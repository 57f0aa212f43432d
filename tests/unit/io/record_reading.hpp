// tests/unit/io/record_reading.hpp - reads a text as a record of the sample pack and lists what is wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "doudi/io/read_record.hpp"

#include "../model/sample_pack.hpp"

namespace doudi::test {

struct Reading {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  std::optional<model::Record> record;

  Reading(std::string_view name, std::string_view text) {
    static const model::Pack pack = sample_pack();
    record = io::read_record(pack, std::string{name}, std::string{text}, *Date::from_parts(2019, 6, 15),
                             sources, diagnostics);
  }

  /// `line:column code` of every fault, in order.
  [[nodiscard]] std::string faults() const {
    std::string lines;
    for (const text::Diagnostic& fault : diagnostics.sorted()) {
      const text::Place place = sources.place(fault.span.begin);
      if (!lines.empty()) lines += "; ";
      lines += std::to_string(place.line) + ':' + std::to_string(place.column) + ' ';
      lines += text::code_name(fault.code);
    }
    return lines;
  }
};

}  // namespace doudi::test
