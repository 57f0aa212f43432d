// src/io/csv_table.cpp - one pass over the file: views into it, column by column.
// Layer 8.
#include "io/csv_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include <simdjson.h>

#include "doudi/base/date.hpp"
#include "doudi/base/name.hpp"
#include "doudi/model/lane.hpp"

#include "io/arrow_node.hpp"
#include "io/csv_column.hpp"
#include "io/csv_scan.hpp"

namespace doudi::io {
namespace {

using model::Fact;
using model::Lane;
using text::Code;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view none_suffix = ".none";
constexpr std::size_t padding = 16;

}  // namespace

/// Reads a file, and keeps what was wrong with it.
class CsvTable::Parser {
 public:
  Parser(std::string name, std::string text, const model::Pack& pack, model::EntityId entity)
      : name_{std::move(name)}, size_{text.size()}, pack_{pack}, facts_{pack[entity].facts} {
    text.append(padding, '\n');
    text_ = std::make_shared<const std::string>(std::move(text));
  }

  std::optional<CsvTable> read(text::SourceSet& sources, text::Diagnostics& diagnostics) {
    if (size_ > largest) {
      diagnostics.error(Code::csv_too_large, {}, {{"file", name_}});
      return std::nullopt;
    }
    if (is_utf8() && read_header()) read_rows();
    if (!fault_) return finish();
    const std::uint32_t begin = sources.add(name_, std::string{body()});
    text::Diagnostic& said = diagnostics.error(
        fault_->code,
        {begin + static_cast<std::uint32_t>(fault_->begin), begin + static_cast<std::uint32_t>(fault_->end)},
        fault_->arguments);
    if (fault_->code == Code::csv_quote) said.help(text::Hint::quote_whole_cell);
    return std::nullopt;
  }

 private:
  static constexpr std::size_t largest = std::numeric_limits<std::int32_t>::max();

  struct Fault {
    Code code{};
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<text::Argument> arguments;
  };

  [[nodiscard]] std::string_view body() const { return std::string_view{*text_}.substr(0, size_); }

  bool fail(Code code, std::size_t begin, std::size_t end, std::vector<text::Argument> arguments = {}) {
    fault_ = Fault{code, begin, std::max(end, std::min(begin + 1, size_)), std::move(arguments)};
    return false;
  }

  bool is_utf8() {
    const std::string_view bytes = body();
    if (simdjson::validate_utf8(bytes.data(), bytes.size())) return true;
    std::size_t at = 0;
    while (at < bytes.size() && decode(bytes, at)) {
    }
    return fail(Code::csv_not_utf8, at, at + 1);
  }

  bool read_header() {
    CsvScan scan{body(), body().starts_with(byte_order_mark) ? byte_order_mark.size() : 0};
    scan.skip_blank_lines();
    if (scan.done()) return fail(Code::csv_without_header, 0, 0, {{"file", name_}});
    header_ = scan.at();
    while (true) {
      const CsvCell cell = scan.next();
      if (cell.faulty) return fail(Code::csv_quote, cell.end, cell.end + 1);
      std::string column = cell_text(body(), cell);
      const bool known = std::ranges::find(columns_, column) != columns_.end();
      if (column.empty() || known) return fail(Code::csv_header, cell.begin, cell.end, {{"name", column}});
      const auto fact = std::ranges::find(facts_, column, &Fact::name);
      slots_.push_back(fact == facts_.end() ? CsvSlots{} : csv_slots(pack_, *fact));
      if (fact == facts_.end() && column.ends_with(none_suffix)) slots_.back().form = CsvSlots::Form::none;
      columns_.push_back(std::move(column));
      if (cell.last) break;
    }
    at_ = scan.at();
    return true;
  }

  void read_rows() {
    const std::string_view text = body();
    const std::size_t lines = line_feeds(text.substr(at_)) + 1;
    begins_.reserve(lines);
    for (CsvSlots& slots : slots_) slots.make_room(lines);
    while (begin_row()) {
      begins_.push_back(static_cast<std::uint32_t>(at_));
      const std::size_t begin = at_;
      last_ = false;
      for (CsvSlots& slots : slots_) {
        if (last_) return fail_length(begin);
        if (!read_cell(slots)) return;
      }
      if (!last_) return fail_length(begin);
    }
    for (std::size_t column = 0; column < slots_.size(); ++column) {
      if (slots_[column].odd) read_texts(column);
      slots_[column].shrink(begins_.size());
    }
  }

  [[nodiscard]] bool begin_row() {
    const char first = (*text_)[at_];
    if (first != '\n' && first != '\r') return true;
    CsvScan scan{body(), at_};
    scan.skip_blank_lines();
    at_ = scan.at();
    return !scan.done();
  }
  [[nodiscard]] std::size_t row() const noexcept { return begins_.size() - 1; }

  void fail_length(std::size_t begin) {
    std::size_t found = 1;
    CsvScan scan{body(), begin};
    for (CsvCell cell = scan.next(); !cell.last; cell = scan.next()) {
      if (cell.faulty) return static_cast<void>(fail(Code::csv_quote, cell.end, cell.end + 1));
      ++found;
    }
    fail(Code::csv_row_length, begin, begin,
         {{"found", std::to_string(found)}, {"expected", std::to_string(slots_.size())}});
  }

  /// Goes on behind the comma or the line feed that `at` points to, or before.
  void end_cell(const char* at) {
    if (*at == '\r') ++at;
    last_ = *at == '\n';
    at_ = std::min(size_, static_cast<std::size_t>(at - text_->data()) + 1);
  }

  bool read_cell(CsvSlots& slots) {
    const char* const begin = text_->data() + at_;
    if (slots.form == CsvSlots::Form::text || slots.form == CsvSlots::Form::none) return read_text(slots);
    if (ends_cell(begin)) {
      set_invalid(slots);
      end_cell(begin);
      return true;
    }
    const char* at = begin;
    const auto cell = plain_cell(slots, at);
    if (!cell || !slots.holds(*cell)) {
      slots.become_text();
      return read_text(slots);
    }
    slots.put(row(), *cell);
    if (!slots.valid.empty()) slots.valid.push_back(1);
    end_cell(at);
    return true;
  }

  void set_invalid(CsvSlots& slots) const {
    if (slots.valid.empty()) slots.valid.assign(row(), 1);
    slots.valid.push_back(0);
  }

  bool read_text(CsvSlots& slots) {
    CsvScan scan{body(), at_};
    const CsvCell cell = scan.next();
    if (cell.faulty) return fail(Code::csv_quote, cell.end, cell.end + 1);
    at_ = scan.at();
    last_ = cell.last;
    return slots.odd || put_text(slots, cell, row());
  }

  bool put_text(CsvSlots& slots, const CsvCell& cell, std::size_t row) {
    const bool absent = cell.begin == cell.end;
    if (absent && slots.valid.empty()) slots.valid.assign(row, 1);
    if (absent || !slots.valid.empty()) slots.valid.push_back(absent ? 0 : 1);
    if (slots.form != CsvSlots::Form::none) {
      slots.views[row] = view_of_cell(cell);
      return true;
    }
    const std::string truth = cell_text(body(), cell);
    if (!absent && truth != "true" && truth != "false") return fail(Code::csv_truth, cell.begin, cell.end);
    slots.put(row, truth == "true" ? 1 : 0);
    return true;
  }

  CsvView view_of_cell(const CsvCell& cell) {
    if (cell.doubled) return view_of_other(cell_text(body(), cell));
    const std::size_t quote = cell.quoted ? 1 : 0;
    const std::size_t begin = cell.begin + quote;
    return csv_view(text_->data() + begin, cell.end - quote - begin, 0, begin);
  }

  /// Of a text that lies elsewhere: in the second buffer.
  CsvView view_of_other(const std::string& text) {
    const std::size_t begin = others_.size();
    others_ += text;
    others_.append(padding, ' ');
    const CsvView view = csv_view(others_.data() + begin, text.size(), 1, begin);
    others_.resize(begin + text.size());
    return view;
  }

  /// A column in which something is not plain, from its first row on.
  void read_texts(std::size_t column) {
    CsvSlots& slots = slots_[column];
    slots.views.resize(begins_.size());
    for (std::size_t row = 0; row < begins_.size(); ++row)
      static_cast<void>(put_text(slots, cell_at(body(), begins_[row], column), row));
  }

  CsvTable finish() {
    CsvTable result;
    result.name_ = name_;
    result.text_ = text_;
    result.size_ = size_;
    result.header_ = header_;
    result.columns_ = columns_;
    const auto others = std::make_shared<const std::string>(std::move(others_));
    std::vector<ArrowNode> fields;
    for (std::size_t i = 0; i < slots_.size(); ++i)
      fields.push_back(field_of(slots_[i], columns_[i], others));
    const ArrowNode rows = struct_node("", begins_.size(), std::move(fields));
    ArrowSchema schema{};
    ArrowArray array{};
    hand_over(rows, schema);
    hand_over(rows, array);
    result.table_ = ArrowTable{schema, array};
    result.begins_ = std::move(begins_);
    return result;
  }

  [[nodiscard]] static std::string format_of(const CsvSlots& slots) {
    switch (slots.form) {
      case CsvSlots::Form::text:
        return "vu";
      case CsvSlots::Form::truth:
      case CsvSlots::Form::none:
        return "b";
      case CsvSlots::Form::date:
        return "tdD";
      case CsvSlots::Form::number:
      case CsvSlots::Form::member:
        break;
    }
    const std::string scale = std::to_string(slots.decimals);
    if (slots.lane == Lane::u8) return "C";
    if (slots.lane == Lane::i32) return slots.decimals == 0 ? "i" : "d:9," + scale + ",32";
    return slots.decimals == 0 ? "l" : "d:18," + scale + ",64";
  }

  ArrowNode field_of(CsvSlots& slots, const std::string& column,
                     const std::shared_ptr<const std::string>& others) {
    const bool truths = slots.form == CsvSlots::Form::truth || slots.form == CsvSlots::Form::none;
    ArrowBuffer cells = slots.form == CsvSlots::Form::text ? ArrowBuffer::of(std::move(slots.views))
                        : truths                           ? ArrowBuffer::of(packed_bits(slots.cells))
                                                           : ArrowBuffer::of(std::move(slots.cells));
    ArrowNode node = plain_node(format_of(slots), column, begins_.size(), std::move(cells), slots.valid);
    if (slots.form == CsvSlots::Form::member)
      node.dictionary.push_back(text_node("", slots.enumeration->members));
    if (slots.form != CsvSlots::Form::text) return node;
    node.buffers.push_back({text_->data(), text_});
    node.buffers.push_back({others->data(), others});
    node.buffers.push_back(ArrowBuffer::of(std::vector<std::int64_t>{
        static_cast<std::int64_t>(text_->size()), static_cast<std::int64_t>(others->size())}));
    return node;
  }

  std::string name_;
  std::size_t size_;  // of the text, which has more behind it
  const model::Pack& pack_;
  const std::vector<Fact>& facts_;
  std::shared_ptr<const std::string> text_;
  std::size_t header_ = 0;
  std::size_t at_ = 0;
  bool last_ = false;  // the cell that was read last ended its row
  std::vector<std::string> columns_;
  std::vector<CsvSlots> slots_;
  std::vector<std::uint32_t> begins_;
  std::string others_;  // texts that had doubled quotes
  std::optional<Fault> fault_;
};

std::optional<CsvTable> CsvTable::read(std::string name, std::string text, const model::Pack& pack,
                                       model::EntityId entity, text::SourceSet& sources,
                                       text::Diagnostics& diagnostics) {
  return Parser{std::move(name), std::move(text), pack, entity}.read(sources, diagnostics);
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const noexcept {
  const auto found = std::ranges::find(columns_, name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

namespace {

[[nodiscard]] text::Span within(const CsvCell& cell, std::size_t begin) {
  return {static_cast<std::uint32_t>(cell.begin - begin), static_cast<std::uint32_t>(cell.end - begin)};
}

}  // namespace

std::string_view CsvTable::row_text(std::size_t row) const {
  const std::size_t begin = begins_.at(row);
  return text().substr(begin, cell_at(text(), begin, columns_.size()).end - begin);
}

text::Span CsvTable::cell_in_row(std::size_t row, std::size_t column) const {
  const std::size_t begin = begins_.at(row);
  return within(cell_at(text(), begin, column), begin);
}

text::Span CsvTable::cell_in_header(std::size_t column) const {
  return within(cell_at(text(), header_, column), header_);
}

std::string CsvTable::cell(std::size_t row, std::size_t column) const {
  return cell_text(text(), cell_at(text(), begins_.at(row), column));
}

std::uint32_t CsvTable::line_of(std::size_t row) const {
  const auto begin = static_cast<std::ptrdiff_t>(begins_.at(row));
  return static_cast<std::uint32_t>(std::count(text_->begin(), text_->begin() + begin, '\n')) + 1;
}

}  // namespace doudi::io
