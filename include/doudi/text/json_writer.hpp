// doudi/text/json_writer.hpp - writes JSON: members in the order given, texts escaped, numbers exact.
// Layer 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/decimal.hpp"

namespace doudi::text {

/// Builds one JSON text, piece by piece. The calls must nest as JSON does; a value without its key, a key
/// outside an object or an end that has no beginning is a std::logic_error. Texts must be UTF-8.
class JsonWriter {
 public:
  /// `indented` breaks lines and indents by two spaces; a container begun with Shape::line stays on its line.
  enum class Layout : std::uint8_t { compact, indented };
  enum class Shape : std::uint8_t { block, line };

  explicit JsonWriter(Layout layout = Layout::indented) : layout_{layout} {}
  /// With room for a text of about that size.
  JsonWriter(Layout layout, std::size_t bytes) : layout_{layout}, text_(bytes, '\0') {}

  JsonWriter& begin_object(Shape shape = Shape::block);
  JsonWriter& end_object();
  JsonWriter& begin_array(Shape shape = Shape::block);
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view text);
  JsonWriter& number(const Decimal& value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  // A key and its value.
  JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& member(std::string_view name, const char* text) { return key(name).string(text); }
  JsonWriter& member(std::string_view name, bool value) { return key(name).boolean(value); }
  JsonWriter& strings(std::string_view name, const std::vector<std::string>& texts);

  /// The whole text, with a line break at its end if indented. Throws std::logic_error while a container is
  /// open or nothing is written.
  [[nodiscard]] std::string text() const&;
  [[nodiscard]] std::string text() &&;
  /// The same without that line break, as long as nothing else is written.
  [[nodiscard]] std::string_view view() const;
  /// Begins again, in the same memory.
  void clear() noexcept;

 private:
  struct Level {
    bool object = false;
    bool line = false;
    bool empty = true;
  };
  void before_value();
  void begin(char bracket, bool object, Shape shape);
  void end(char bracket, bool object);
  void separate();
  void new_line();
  [[nodiscard]] char* room(std::size_t bytes);
  void grow(std::size_t bytes);
  void append(char character);
  void append(std::string_view text);
  void append_string(std::string_view text);

  Layout layout_;
  std::vector<Level> levels_;
  bool after_key_ = false;
  std::size_t size_ = 0;  // of the text; behind it text_ has room
  std::string text_;
};

/// The text as a JSON string with its quotes. Characters beyond ASCII stay as they are.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace doudi::text
