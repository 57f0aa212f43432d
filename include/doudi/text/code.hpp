// doudi/text/code.hpp - the stable codes of everything that doudi may say about a pack or a record.
// Layer 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doudi::text {

enum class Language : std::uint8_t { en, zh };

/// A code's number is its public name: `duplicate_key` is shown as E0103. Numbers are never reused.
/// E01xx the text: YAML, the shape of a pack, expressions; E02xx names and types; E03xx dates, tables,
/// schemes; E05xx records and their evaluation.
enum class Code : std::uint16_t {
  // E0101 to E0119 and, downwards from E0149: bytes and YAML
  invalid_utf8 = 101,
  yaml_syntax = 102,
  duplicate_key = 103,
  file_too_large = 104,
  not_utf8 = 105,
  control_character = 106,
  tab = 107,
  unclosed_quote = 108,
  second_document = 109,
  directive = 110,
  anchor = 111,
  alias = 112,
  tag = 113,
  merge_key = 114,
  yaml_boolean = 115,
  leading_zero = 116,
  number_form = 117,
  colon_in_text = 118,
  text_after_quote = 119,
  // E0120 upwards: the shape of a pack
  // more of YAML
  bad_escape = 139,
  key_without_value = 140,
  nesting_too_deep = 141,
  key_not_plain = 142,
  full_width_character = 143,
  date_form = 144,
  null_form = 145,
  empty_value = 146,
  unbalanced_bracket = 147,
  bad_indentation = 148,
  reserved_character = 149,
  // E0150 to E0159: grids
  // E0160 to E0189: expressions
  // E0190 to E0199: overlays
  // E0200 to E0219: names and scopes
  // E0220 to E0269: types, units, null
  // E0270 to E0289: functions
  // E0290 to E0299: circles
  // E0300 to E0329: dates, versions, parameters
  // E0330 to E0359: tables
  // E0360 to E0379: assessment and schemes
  // E0380 to E0399: lifecycle
  // E0500 to E0529: records
  // E0530 to E0559: failures of an evaluation
  // E0560 to E0589: cases
};

/// What a second place is to a diagnostic.
enum class LabelCode : std::uint16_t {
  first_written_here = 1,
  opened_here = 2,
};

/// Ways out.
enum class Hint : std::uint16_t {
  did_you_mean = 1,
  // YAML
  convert_from_gbk = 10,
  save_as_utf8 = 11,
  use_spaces = 12,
  quote_text = 13,
  write_ascii = 14,
  write_boolean = 15,
  write_number = 16,
  write_date = 17,
  write_null = 18,
  use_block_literal = 19,
  quote_or_block_form = 20,
  one_document = 21,
  write_out = 22,
  close_quote = 23,
  plain_key = 24,
  formula_in_block_literal = 25,
  leave_out = 26,
  space_after_colon = 27,
  close_bracket = 28,
  align_keys = 29,
  known_escapes = 30,
  flatten = 31,
  digits_or_quotes = 32,
  split_file = 33,
};

/// `E0103`.
[[nodiscard]] std::string code_text(Code code);
/// `duplicate_key`: the name by which cases expect an error. Throws std::logic_error for a number that is no
/// code.
[[nodiscard]] std::string_view code_name(Code code);
/// The code with this name or number text (`not_in_force`, `E0501`).
[[nodiscard]] std::optional<Code> code_from_text(std::string_view text);

}  // namespace doudi::text
