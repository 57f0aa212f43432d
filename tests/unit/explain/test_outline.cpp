// tests/unit/explain/test_outline.cpp - explanations as HTML, and the part of one that led to a value.
#include <string>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"
#include "doudi/text/message.hpp"

using namespace doudi;

namespace {

constexpr const char* pack_text = R"(
doudi: 1
pack: notes
sources: {law: {title: "Act <on> \"notes\""}}
facts:
  household:
    note: {type: text, en: "the <b>note</b>"}
    parts: {type: number, decimals: 0, range: [0, 9]}
rules:
  household:
    letters:
      cite: law 1
      formula: string length(note)
    share:
      formula: letters / parts
outputs: [letters, share]
)";

struct Explained {
  LoadedPack loaded = load_text("notes.yaml", pack_text);
  Date on = *Date::parse("2020-01-01");
  model::Record record;
  explain::Explanation explanation;

  explicit Explained(int parts) {
    model::RecordBuilder builder{*loaded};
    builder.set("note", "<img src=x>").set("parts", parts);
    record = *builder.finish(on);
    explanation = explain::explain(*loaded, record, on);
  }
  [[nodiscard]] std::string html() const {
    return explain::render_html(*loaded, record, explanation, loaded.sources, text::Language::en);
  }
  [[nodiscard]] std::string steps(const std::string& path) const {
    return explain::render_steps(*loaded, record, explanation, loaded.sources, path, text::Language::en);
  }
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_SUITE("explain/outline") {
  TEST_CASE("HTML escapes what the pack and the record say") {
    const std::string html = Explained{2}.html();
    CHECK(has(html, "&lt;img src=x&gt;"));
    CHECK_FALSE(has(html, "<img"));
    CHECK(has(html, "the &lt;b&gt;note&lt;/b&gt;"));
    CHECK(has(html, "title=\"Act &lt;on&gt; &quot;notes&quot;\">law 1</span>"));
    CHECK(has(html, "class=\"answer decided\""));
  }

  TEST_CASE("HTML of a failure says so") {
    const std::string html = Explained{0}.html();
    CHECK(has(html, "class=\"answer error\""));
    CHECK(has(html, "notes.yaml:15:"));
  }

  TEST_CASE("the steps of one value are those that it comes from") {
    const Explained explained{2};
    CHECK(explained.steps("letters") ==
          "letters = 11  [law 1]\n  = string length(note)\n  the <b>note</b> note = <img src=x>\n");
    CHECK(has(explained.steps("share"), "share = 5.5\n"));
    CHECK(explained.steps("nothing").empty());
  }

  TEST_CASE("the words of a failure stand alone") {
    const Explained explained{0};
    const explain::AnswerError& error = explained.explanation.answer.errors.front();
    const std::string words = text::message_text(error.code, error.arguments, text::Language::en);
    CHECK_FALSE(words.empty());
    CHECK_FALSE(has(words, "error["));
    const std::string rendered = text::render(
        text::Diagnostic{.code = error.code, .arguments = error.arguments}, {}, text::Language::en);
    CHECK(rendered == "error[E0530]: " + words + "\n");
  }
}
