// src/io/read_lines.cpp - one line to one record; `id` is taken out before the record is built.
// Layer 8.
#include "doudi/io/read_lines.hpp"

#include <algorithm>
#include <istream>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/io/read_record.hpp"

#include "io/build_record.hpp"

namespace doudi::io {

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Takes the first `id` that is a text or a number out of the tree. A second one stays, and is reported; so is one that is
/// neither.
std::optional<HouseholdId> take_id(model::RecordNode& root) {
  auto* map = std::get_if<model::MapNode>(&root.value);
  if (map == nullptr) return std::nullopt;
  const auto field = std::ranges::find(map->fields, "id", &model::RecordField::key);
  if (field == map->fields.end()) return std::nullopt;
  const auto* scalar = std::get_if<model::ScalarNode>(&field->value.value);
  if (scalar == nullptr) return std::nullopt;
  HouseholdId id{scalar->text, scalar->form == model::ScalarNode::Form::number};
  map->fields.erase(field);
  return id;
}

void shift(text::Span& span, std::uint32_t distance) {
  if (span.somewhere()) span = {span.begin + distance, span.end + distance};
}

}  // namespace

std::string report(const HouseholdLine& line, text::Language language) {
  const std::vector<text::Diagnostic> sorted = line.diagnostics.sorted();
  if (sorted.empty()) return {};
  // Empty lines stand for those before, so that the place comes out as that in the file.
  constexpr std::uint32_t first = 1;
  const std::uint32_t before = line.line - 1;
  text::SourceSet whole;
  const std::uint32_t begin =
      whole.add(std::string{line.sources.place(first).file},
                std::string(before, '\n') + std::string{line.sources.file_text(first)});
  const std::uint32_t distance = begin + before - first;
  std::string result;
  for (text::Diagnostic diagnostic : sorted) {
    shift(diagnostic.span, distance);
    for (text::Label& label : diagnostic.labels) shift(label.span, distance);
    result += text::render(diagnostic, whole, language);
  }
  return result;
}

LineReader::LineReader(const model::Pack& pack, std::string name, std::istream& input, Date on)
    : pack_{&pack}, name_{std::move(name)}, input_{&input}, on_{on} {
  const auto& facts = pack.entities.front().facts;
  has_id_fact_ = std::ranges::find(facts, "id", &model::Fact::name) != facts.end();
}

std::optional<HouseholdLine> LineReader::next() {
  std::string text;
  while (std::getline(*input_, text)) {
    ++line_;
    if (line_ == 1 && text == byte_order_mark) continue;
    if (text.find_first_not_of(white_space) != std::string::npos) return read(std::move(text));
  }
  return std::nullopt;
}

HouseholdLine LineReader::read(std::string text) const {
  HouseholdLine result;
  result.id = {std::to_string(line_), true};
  result.id_is_line = true;
  result.line = line_;
  const std::uint32_t begin = result.sources.add(name_, std::move(text));
  auto root = read_json(result.sources, begin, result.diagnostics);
  if (!root) return result;
  if (!has_id_fact_) {
    if (auto id = take_id(*root)) {
      result.id = std::move(*id);
      result.id_is_line = false;
    }
  }
  result.record = build_record(*pack_, std::move(*root), on_, 0, result.diagnostics);
  if (result.diagnostics.has_errors()) result.record.reset();
  return result;
}

}  // namespace doudi::io
