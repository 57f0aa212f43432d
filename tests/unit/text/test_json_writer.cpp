// tests/unit/text/test_json_writer.cpp - JSON as doudi writes it.
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "doudi/text/json_writer.hpp"

using doudi::text::json_string;
using doudi::text::JsonWriter;

TEST_SUITE("text/json_writer") {
  TEST_CASE("members keep their order and a line container stays on its line") {
    JsonWriter writer;
    writer.begin_object().member("b", "突泉县").member("a", true);
    writer.strings("covered", {"x", "y"});
    writer.key("empty").begin_object().end_object();
    writer.key("deep").begin_array().integer(-3).null().end_array().end_object();
    CHECK(writer.text() ==
          "{\n  \"b\": \"突泉县\",\n  \"a\": true,\n  \"covered\": [\"x\", \"y\"],\n  \"empty\": {},\n"
          "  \"deep\": [\n    -3,\n    null\n  ]\n}\n");
  }

  TEST_CASE("the compact layout has no space and no line break") {
    JsonWriter writer{JsonWriter::Layout::compact};
    writer.begin_array().begin_object().member("a", "b").member("c", false).end_object().integer(1);
    writer.end_array();
    CHECK(writer.text() == R"([{"a":"b","c":false},1])");
  }

  TEST_CASE("quotes, backslashes and control characters are escaped") {
    CHECK(json_string("a\"b\\c\n\r\t") == R"("a\"b\\c\n\r\t")");
    CHECK(json_string(std::string{"\x01\x7f\0", 3}) == R"("\u0001\u007f\u0000")");
    CHECK(json_string("渐退") == "\"渐退\"");
  }

  TEST_CASE("what cannot be JSON is refused") {
    CHECK_THROWS_AS(JsonWriter{}.begin_object().string("value"), std::logic_error);
    CHECK_THROWS_AS(JsonWriter{}.begin_array().key("key"), std::logic_error);
    CHECK_THROWS_AS(JsonWriter{}.begin_array().end_object(), std::logic_error);
    CHECK_THROWS_AS(JsonWriter{}.null().null(), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(JsonWriter{}.begin_array().text()), std::logic_error);
  }

  TEST_CASE("a writer begins again in the same memory, and takes what is JSON already") {
    JsonWriter json{JsonWriter::Layout::compact};
    json.begin_object().key("a").raw("1e400");
    CHECK_THROWS_AS(static_cast<void>(json.view()), std::logic_error);
    json.end_object();
    CHECK(json.view() == "{\"a\":1e400}");
    json.clear();
    json.string("b\x7f\x01\"\xE4\xBD\x8E");
    CHECK(json.view() == "\"b\\u007f\\u0001\\\"\xE4\xBD\x8E\"");
  }

  TEST_CASE("a character that needs an escape is found wherever it stands") {
    for (std::size_t size = 1; size <= 20; ++size) {
      const std::string plain(size, '\x80');  // bytes are not looked at further
      CHECK(json_string(plain) == '"' + plain + '"');
      for (std::size_t place = 0; place < size; ++place) {
        for (const char character : {'"', '\\', '\x7f', '\0', '\x1f'}) {
          std::string text(size, 'x');
          text[place] = character;
          const std::string escape = character == '"'      ? "\\\""
                                     : character == '\\'   ? "\\\\"
                                     : character == '\x7f' ? "\\u007f"
                                     : character == '\0'   ? "\\u0000"
                                                           : "\\u001f";
          CHECK(json_string(text) == '"' + text.substr(0, place) + escape + text.substr(place + 1) + '"');
        }
      }
    }
  }
}
