// src/text/json_writer.cpp - escapes, commas, line breaks.
// Layer 1.
#include "doudi/text/json_writer.hpp"

#include <cstring>
#include <stdexcept>
#include <utility>

namespace doudi::text {

namespace {

/// Whether a byte stands in a string of JSON as it is.
constexpr bool is_plain(char character) noexcept {
  return static_cast<unsigned char>(character) >= 0x20 && character != '"' && character != '\\' &&
         character != 0x7f;
}

constexpr std::uint64_t all_bytes(std::uint64_t byte) noexcept {
  return byte * 0x0101010101010101U;
}

/// The high bit of a byte of `bytes` that is zero; of others only above such a byte.
constexpr std::uint64_t zero_bytes(std::uint64_t bytes) noexcept {
  return (bytes - all_bytes(1)) & ~bytes & all_bytes(0x80);
}

/// How many plain characters the text begins with: eight at a time, since nearly all are.
std::size_t plain_run(std::string_view text) noexcept {
  std::size_t length = 0;
  for (; length + sizeof(std::uint64_t) <= text.size(); length += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + length, sizeof bytes);
    const std::uint64_t control = (bytes - all_bytes(0x20)) & ~bytes & all_bytes(0x80);
    const std::uint64_t other = zero_bytes(bytes ^ all_bytes('"')) | zero_bytes(bytes ^ all_bytes('\\')) |
                                zero_bytes(bytes ^ all_bytes(0x7f));
    if ((control | other) != 0) break;
  }
  while (length < text.size() && is_plain(text[length])) ++length;
  return length;
}

void append_escape(std::string& out, char character) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(character);
  switch (character) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
  }
}

void append_escaped(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t run = plain_run(text);
    out.append(text, 0, run);
    if (run == text.size()) break;
    append_escape(out, text[run]);
    text.remove_prefix(run + 1);
  }
  out += '"';
}

}  // namespace

JsonWriter& JsonWriter::begin_object(Shape shape) {
  begin('{', true, shape);
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  end('}', true);
  return *this;
}

JsonWriter& JsonWriter::begin_array(Shape shape) {
  begin('[', false, shape);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  end(']', false);
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  if (levels_.empty() || !levels_.back().object || after_key_) {
    throw std::logic_error{"a JSON key belongs into an object, before a value: " + std::string{name}};
  }
  separate();
  append_escaped(text_, name);
  text_ += layout_ == Layout::compact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_escaped(text_, text);
  return *this;
}

JsonWriter& JsonWriter::number(const Decimal& value) {
  before_value();
  text_ += value.text();
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  text_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  text_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  text_ += "null";
  return *this;
}

JsonWriter& JsonWriter::strings(std::string_view name, const std::vector<std::string>& texts) {
  key(name).begin_array(Shape::line);
  for (const std::string& text : texts) string(text);
  return end_array();
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

std::string JsonWriter::text() const& {
  JsonWriter copy{*this};
  return std::move(copy).text();
}

std::string JsonWriter::text() && {
  static_cast<void>(view());
  if (layout_ == Layout::indented) text_ += '\n';
  return std::move(text_);
}

std::string_view JsonWriter::view() const {
  if (!levels_.empty() || text_.empty()) throw std::logic_error{"the JSON text is not finished"};
  return text_;
}

void JsonWriter::clear() noexcept {
  levels_.clear();
  after_key_ = false;
  text_.clear();
}

void JsonWriter::before_value() {
  if (levels_.empty()) {
    if (!text_.empty()) throw std::logic_error{"a JSON text holds one value"};
    return;
  }
  if (levels_.back().object) {
    if (!after_key_) throw std::logic_error{"a value in a JSON object needs a key"};
    after_key_ = false;
    return;
  }
  separate();
}

void JsonWriter::begin(char bracket, bool object, Shape shape) {
  before_value();
  const bool line =
      shape == Shape::line || layout_ == Layout::compact || (!levels_.empty() && levels_.back().line);
  text_ += bracket;
  levels_.push_back({object, line, true});
}

void JsonWriter::end(char bracket, bool object) {
  if (levels_.empty() || levels_.back().object != object || after_key_) {
    throw std::logic_error{"a JSON container ends that was not begun"};
  }
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && !level.line) new_line();
  text_ += bracket;
}

void JsonWriter::separate() {
  Level& level = levels_.back();
  if (!level.empty) text_ += level.line && layout_ == Layout::indented ? ", " : ",";
  level.empty = false;
  if (!level.line) new_line();
}

void JsonWriter::new_line() {
  text_ += '\n';
  text_.append(levels_.size() * 2, ' ');
}

std::string json_string(std::string_view text) {
  std::string escaped;
  append_escaped(escaped, text);
  return escaped;
}

}  // namespace doudi::text
