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
#include "io/json_columns.hpp"

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

HouseholdReader::HouseholdReader(const model::Pack& pack, std::string name, Date on)
    : pack_{&pack}, name_{std::move(name)}, on_{on}, columns_{std::make_unique<JsonColumns>(pack, on)} {
  const auto& facts = pack.entities.front().facts;
  has_id_fact_ = std::ranges::find(facts, "id", &model::Fact::name) != facts.end();
}
HouseholdReader::~HouseholdReader() = default;
HouseholdReader::HouseholdReader(HouseholdReader&&) noexcept = default;
HouseholdReader& HouseholdReader::operator=(HouseholdReader&&) noexcept = default;

HouseholdRead HouseholdReader::add(std::string_view text, exec::Batch& batch, std::uint32_t line) {
  HouseholdRead result;
  result.line = line;
  std::optional<HouseholdId> id;
  if (columns_->add(text, batch, id)) {
    result.id_is_line = !id;
    result.id = id ? std::move(*id) : HouseholdId{std::to_string(line), true};
    return result;
  }
  // Whatever is unusual about it: here it is found out, and said.
  HouseholdLine slow = read(std::string{text}, line);
  result.id = slow.id;
  result.id_is_line = slow.id_is_line;
  if (slow.record) {
    batch.add(*slow.record);
  } else {
    result.fault = std::move(slow);
  }
  return result;
}

HouseholdLine HouseholdReader::read(std::string text, std::uint32_t line) const {
  HouseholdLine result;
  result.id = {std::to_string(line), true};
  result.id_is_line = true;
  result.line = line;
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

LineReader::LineReader(const model::Pack& pack, std::string name, std::istream& input, Date on)
    : reader_{pack, std::move(name), on}, input_{&input} {}

/// The next line that is not blank.
bool LineReader::read_line() {
  while (std::getline(*input_, text_)) {
    ++line_;
    if (text_.ends_with('\r')) text_.pop_back();
    if (line_ == 1 && text_ == byte_order_mark) continue;
    if (text_.find_first_not_of(white_space) != std::string::npos) return true;
  }
  return false;
}

std::optional<HouseholdLine> LineReader::next() {
  if (!read_line()) return std::nullopt;
  return reader_.read(text_, line_);
}

std::optional<HouseholdRead> LineReader::next(exec::Batch& batch) {
  if (!read_line()) return std::nullopt;
  return reader_.add(text_, batch, line_);
}

}  // namespace doudi::io
