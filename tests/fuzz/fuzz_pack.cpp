// tests/fuzz/fuzz_pack.cpp - any text as a pack: it loads or says why not, and what loads can be explained.
#include <stdexcept>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/io/facts_schema.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"

#include "fuzz_target.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace doudi;
  const LoadedPack loaded = load_text("pack.yaml", fuzz::text_of(data, size));
  const bool said = !loaded.report(text::Language::en).empty() && !loaded.report(text::Language::zh).empty();
  if (!loaded && !said) throw std::logic_error("no pack, and nothing said about it");
  if (!loaded) return 0;
  static_cast<void>(io::facts_schema(*loaded));
  // A record that says nothing: everything is unknown, and so is whatever is asked.
  const Date on = *Date::parse("2019-06-01");
  const auto record = model::RecordBuilder{*loaded}.finish(on);
  if (!record.has_value()) throw std::logic_error("an empty record is refused");
  const explain::Explanation explanation = explain::explain(*loaded, *record, on);
  static_cast<void>(explain::render_json(*loaded, *record, explanation, loaded.sources));
  static_cast<void>(explain::render_text(*loaded, *record, explanation, loaded.sources, text::Language::zh));
  return 0;
}
