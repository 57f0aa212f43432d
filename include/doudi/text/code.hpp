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
  // E0100 to E0119, and E0139 to E0149: bytes and YAML
  empty_file = 100,
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
  text_after_value = 119,
  // E0120 upwards: the shape of a pack
  unknown_key = 120,
  missing_key = 121,
  map_expected = 122,
  list_expected = 123,
  single_value_expected = 124,
  value_missing = 125,
  unsupported_format = 126,
  keys_exclude = 127,
  one_key_needed = 128,
  invalid_name = 129,
  reserved_name = 130,
  invalid_date = 131,
  period_reversed = 132,
  quoted_expression = 133,
  expression_in_braces = 134,
  folded_expression = 135,
  value_not_allowed = 136,
  repeated_name = 137,
  heading_in_wrong_file = 138,
  // more of bytes and YAML
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
  grid_without_header = 150,
  grid_without_rows = 151,
  grid_cell_count = 152,
  grid_groups_differ = 153,
  grid_empty_cell = 154,
  grid_full_width_bar = 155,
  grid_repeated_label = 156,
  grid_unclosed_text = 157,
  grid_without_label = 158,
  grid_header = 159,
  // E0160 to E0189: expressions
  unknown_character = 160,
  unclosed_text = 161,
  invalid_escape = 162,
  single_quotes = 163,
  unclosed_comment = 164,
  foreign_operator = 165,
  percent_sign = 166,
  name_begins_with_digit = 167,
  name_not_normalised = 168,
  bare_date = 169,
  expression_empty = 170,
  expression_too_deep = 171,
  missing_operand = 172,
  missing_operand_at_end = 173,
  missing_token = 174,
  missing_token_at_end = 175,
  missing_name = 176,
  missing_name_at_end = 177,
  unexpected_token = 178,
  unclosed_bracket = 179,
  unclosed_bracket_at_end = 180,
  stray_comma = 181,
  else_missing = 182,
  comparison_chain = 183,
  needs_brackets = 184,
  not_without_brackets = 185,
  joined_tests = 186,
  mixed_arguments = 187,
  not_callable = 188,
  repeated_entry = 189,
  // E0190 to E0199: overlays, and the files of a pack
  base_not_found = 190,
  base_circle = 191,
  nothing_to_remove = 192,
  remove_ambiguous = 193,
  row_unknown = 194,
  no_table_to_change = 195,
  scheme_place_missing = 196,
  scheme_unknown = 197,
  pack_unreadable = 198,
  folder_without_pack = 199,
  // E0200 to E0219: names and scopes
  // E0220 to E0269: types, units, null
  // E0270 to E0289: functions
  // E0290 to E0299: circles
  // E0300 to E0329: dates, versions, parameters
  // E0330 to E0359: tables
  // E0360 to E0379: assessment and schemes
  // E0380 to E0399: lifecycle
  // E0500 to E0529: records
  unknown_field = 500,
  duplicate_field = 501,
  wrong_value_type = 502,
  fields_expected = 503,
  values_expected = 504,
  members_expected = 505,
  no_value = 506,
  null_not_accepted = 507,
  number_not_plain = 508,
  number_too_long = 509,
  too_many_decimals = 510,
  number_outside_range = 511,
  not_a_choice = 512,
  date_not_iso = 513,
  date_not_in_calendar = 514,
  date_outside_range = 515,
  duration_not_iso = 516,
  text_not_plain = 517,
  list_outside_size = 518,
  duplicate_id = 519,
  id_missing = 520,
  id_not_accepted = 521,
  link_to_nobody = 522,
  link_ambiguous = 523,
  unknown_state = 524,
  unknown_paid_scheme = 525,
  since_not_first_of_month = 526,
  since_after_evaluation = 527,
  json_syntax = 528,
  record_unreadable = 529,
  // E0530 to E0559: failures of an evaluation
  division_by_zero = 530,
  overflow = 531,
  number_out_of_domain = 532,
  not_a_whole_number = 533,
  text_is_no_number = 534,
  no_such_date = 535,
  text_is_no_duration = 536,
  index_out_of_range = 537,
  empty_list = 538,
  no_row_matches = 539,
  several_rows_match = 540,
  not_in_force = 541,
  rows_disagree = 542,
  negative_amount = 543,
  null_value = 544,
  case_since_in_future = 545,
  // E0560 to E0589: cases
};

/// What a second place is to a diagnostic.
enum class LabelCode : std::uint16_t {
  first_written_here = 1,
  opened_here = 2,
  // the shape of a pack
  other_stands_here = 20,
  header_here = 21,
  needed_by_this = 22,
  // expressions
  expected_here = 30,
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
  // the shape of a pack
  one_of = 40,
  name_form = 41,
  other_name = 42,
  remove_quotes = 43,
  without_braces = 44,
  block_literal = 45,
  whole_number = 46,
  two_ends = 47,
  write_dash = 48,
  write_bar = 49,
  header_form = 50,
  before_or_after = 51,
  iso_date = 52,
  known_keys = 53,
  no_such_file = 54,
  not_readable = 55,
  looked_in = 56,
  // expressions
  write_instead = 60,
  // records
  null_or_leave_out = 120,
  leave_out_unknown = 121,
};

/// `E0103`.
[[nodiscard]] std::string code_text(Code code);
/// `duplicate_key`: the name by which cases expect an error. Throws std::logic_error for a number that is no
/// code.
[[nodiscard]] std::string_view code_name(Code code);
/// The code with this name or number text (`not_in_force`, `E0501`).
[[nodiscard]] std::optional<Code> code_from_text(std::string_view text);

}  // namespace doudi::text
