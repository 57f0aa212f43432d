// src/check/check_outputs.cpp - what an answer gives.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/table_reader.hpp"

namespace doudi::check {

using model::Output;

namespace {

constexpr std::array<std::pair<std::string_view, Output::Kind>, 5> reserved{{
    {"scheme", Output::Kind::scheme},
    {"covered", Output::Kind::covered},
    {"amount", Output::Kind::amount},
    {"grants", Output::Kind::grants},
    {"state", Output::Kind::state},
}};

std::optional<Output::Kind> reserved_kind(const std::string& name) {
  for (const auto& [word, kind] : reserved) {
    if (word == name) return kind;
  }
  return std::nullopt;
}

}  // namespace

void check_outputs(Draft& draft) {
  for (const syntax::WrittenText& written : draft.written.outputs) {
    Output output{.name = written.text};
    if (const auto kind = reserved_kind(written.text)) {
      output.kind = *kind;
      if (*kind == Output::Kind::state && !draft.written.lifecycle) {
        draft.error(Code::no_lifecycle, span_of(written), {{"name", written.text}});
      } else if (*kind != Output::Kind::state && draft.written.schemes.empty()) {
        draft.error(Code::output_needs_schemes, span_of(written), {{"name", written.text}});
      }
    } else {
      Inference root{draft, {.entity = model::EntityId{0}}};
      output.value = root.infer(written);
      if (output.value.operation == model::Operation::derived) {
        output.per = draft.pack[std::get<model::RuleId>(output.value.detail)].per;
      }
    }
    draft.pack.outputs.push_back(std::move(output));
  }
}

}  // namespace doudi::check
