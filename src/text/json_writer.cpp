// src/text/json_writer.cpp - escapes, commas, line breaks.
// Layer 1.
#include "doudi/text/json_writer.hpp"

#include <algorithm>
#include <charconv>
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

template <class Word>
constexpr Word all_bytes(Word byte) noexcept {
  return static_cast<Word>(~Word{0} / 0xFF * byte);
}

/// The high bit of a byte of `bytes` that is zero; of others only above such a byte.
template <class Word>
constexpr Word zero_bytes(Word bytes) noexcept {
  return (bytes - all_bytes<Word>(1)) & ~bytes & all_bytes<Word>(0x80);
}

/// Whether one of the characters in a word needs an escape.
template <class Word>
constexpr bool any_escape(Word bytes) noexcept {
  const Word control = (bytes - all_bytes<Word>(0x20)) & ~bytes & all_bytes<Word>(0x80);
  return (control | zero_bytes<Word>(bytes ^ all_bytes<Word>('"')) |
          zero_bytes<Word>(bytes ^ all_bytes<Word>('\\')) |
          zero_bytes<Word>(bytes ^ all_bytes<Word>(0x7f))) != 0;
}

/// Copies the text if it needs no escapes, as nearly none do: a word at a time, the last perhaps partly twice. At least one
/// word. Nothing if it needs some.
template <class Word>
char* put_plain_words(char* place, std::string_view text) noexcept {
  constexpr std::size_t step = sizeof(Word);
  const auto copy = [&](std::size_t at) {
    Word word = 0;
    std::memcpy(&word, text.data() + at, step);
    std::memcpy(place + at, &word, step);
    return !any_escape(word);
  };
  for (std::size_t at = 0; at + step < text.size(); at += step) {
    if (!copy(at)) return nullptr;
  }
  return copy(text.size() - step) ? place + text.size() : nullptr;
}

char* put_plain(char* place, std::string_view text) noexcept {
  if (text.size() >= sizeof(std::uint64_t)) return put_plain_words<std::uint64_t>(place, text);
  if (text.size() >= sizeof(std::uint32_t)) return put_plain_words<std::uint32_t>(place, text);
  for (const char character : text) {
    if (!is_plain(character)) return nullptr;
    *place++ = character;
  }
  return place;
}

char* put(char* place, std::string_view text) noexcept {
  for (const char character : text) *place++ = character;  // only a few
  return place;
}

char* put_escape(char* place, char character) noexcept {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(character);
  switch (character) {
    case '"':
      return put(place, "\\\"");
    case '\\':
      return put(place, "\\\\");
    case '\n':
      return put(place, "\\n");
    case '\r':
      return put(place, "\\r");
    case '\t':
      return put(place, "\\t");
    default:
      place = put(place, "\\u00");
      *place++ = hex[byte >> 4U];
      *place++ = hex[byte & 0xFU];
      return place;
  }
}

/// At most this many bytes stand for a text and its quotes.
constexpr std::size_t longest_string(std::string_view text) noexcept {
  constexpr std::size_t longest_escape = 6;
  return longest_escape * text.size() + 2;
}

/// Writes the text with its quotes and escapes.
char* put_string(char* place, std::string_view text) noexcept {
  *place++ = '"';
  if (char* const end = put_plain(place, text)) {
    place = end;
  } else {
    for (const char character : text) {
      if (is_plain(character)) {
        *place++ = character;
      } else {
        place = put_escape(place, character);
      }
    }
  }
  *place++ = '"';
  return place;
}

}  // namespace

/// Where so many bytes may be written at the end of the text.
inline char* JsonWriter::room(std::size_t bytes) {
  if (text_.size() - size_ < bytes) grow(bytes);
  return text_.data() + size_;
}

void JsonWriter::grow(std::size_t bytes) {
  constexpr std::size_t least = 256;
  text_.resize(std::max(2 * text_.size(), size_ + bytes + least));
}

inline void JsonWriter::append(char character) {
  *room(1) = character;
  ++size_;
}

inline void JsonWriter::separate() {
  Level& level = levels_.back();
  if (!level.empty) append(',');
  if (!level.empty && level.line && layout_ == Layout::indented) append(' ');
  level.empty = false;
  if (!level.line) new_line();
}

inline void JsonWriter::before_value() {
  if (levels_.empty()) {
    if (size_ != 0) throw std::logic_error{"a JSON text holds one value"};
    return;
  }
  if (levels_.back().object) {
    if (!after_key_) throw std::logic_error{"a value in a JSON object needs a key"};
    after_key_ = false;
    return;
  }
  separate();
}

inline void JsonWriter::append(std::string_view text) {
  static_cast<void>(put(room(text.size()), text));
  size_ += text.size();
}

void JsonWriter::append_string(std::string_view text) {
  size_ = static_cast<std::size_t>(put_string(room(longest_string(text)), text) - text_.data());
}

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
  char* place = put_string(room(longest_string(name) + 2), name);
  *place++ = ':';
  if (layout_ == Layout::indented) *place++ = ' ';
  size_ = static_cast<std::size_t>(place - text_.data());
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_string(text);
  return *this;
}

JsonWriter& JsonWriter::number(const Decimal& value) {
  return raw(value.text());
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  constexpr std::size_t most_digits = 20;  // and a sign
  char* const place = room(most_digits);
  size_ = static_cast<std::size_t>(std::to_chars(place, place + most_digits, value).ptr - text_.data());
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  append(json);
  return *this;
}

JsonWriter& JsonWriter::strings(std::string_view name, const std::vector<std::string>& texts) {
  key(name).begin_array(Shape::line);
  for (const std::string& text : texts) string(text);
  return end_array();
}

std::string JsonWriter::text() const& {
  JsonWriter copy{*this};
  return std::move(copy).text();
}

std::string JsonWriter::text() && {
  static_cast<void>(view());
  if (layout_ == Layout::indented) append('\n');
  text_.resize(size_);
  return std::move(text_);
}

std::string_view JsonWriter::view() const {
  if (!levels_.empty() || size_ == 0) throw std::logic_error{"the JSON text is not finished"};
  return std::string_view{text_}.substr(0, size_);
}

void JsonWriter::clear() noexcept {
  levels_.clear();
  after_key_ = false;
  size_ = 0;
}

void JsonWriter::begin(char bracket, bool object, Shape shape) {
  before_value();
  const bool line =
      shape == Shape::line || layout_ == Layout::compact || (!levels_.empty() && levels_.back().line);
  append(bracket);
  levels_.push_back({object, line, true});
}

void JsonWriter::end(char bracket, bool object) {
  if (levels_.empty() || levels_.back().object != object || after_key_) {
    throw std::logic_error{"a JSON container ends that was not begun"};
  }
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && !level.line) new_line();
  append(bracket);
}

void JsonWriter::new_line() {
  const std::size_t indent = levels_.size() * 2;
  char* const place = room(indent + 1);
  *place = '\n';
  std::memset(place + 1, ' ', indent);
  size_ += indent + 1;
}

std::string json_string(std::string_view text) {
  std::string written(longest_string(text), '\0');
  written.resize(static_cast<std::size_t>(put_string(written.data(), text) - written.data()));
  return written;
}

}  // namespace doudi::text
