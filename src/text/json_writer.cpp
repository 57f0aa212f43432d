// src/text/json_writer.cpp - escapes, commas, line breaks.
// Layer 1.
#include "doudi/text/json_writer.hpp"

#include <array>
#include <stdexcept>

namespace doudi::text {

namespace {

/// Which bytes stand in a string of JSON as they are.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte) plain[byte] = byte != 0x7f;
  plain['"'] = plain['\\'] = false;
  return plain;
}();

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
  std::size_t run = 0;  // where what stands as it is begins
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if (plain_bytes[static_cast<unsigned char>(text[offset])]) continue;
    out.append(text, run, offset - run);
    append_escape(out, text[offset]);
    run = offset + 1;
  }
  out.append(text, run);
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

std::string JsonWriter::text() const {
  if (!levels_.empty() || text_.empty()) throw std::logic_error{"the JSON text is not finished"};
  return layout_ == Layout::compact ? text_ : text_ + '\n';
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
