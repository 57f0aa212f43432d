// src/text/wording_tables.cpp - how doudi words what is wrong with dates, versions, parameters and tables.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> tables_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
      {Code::versions_overlap, "versions_overlap",
       "two versions of `{name}` are in force together: {period}",
       "`{name}` 的两个版本同时有效：{period}"},
      {Code::hole_between_versions, "hole_between_versions",
       "no version of `{name}` is in force in {period}",
       "`{name}` 在 {period} 没有有效版本"},
      {Code::outlives, "outlives",
       "`{reader}` is in force in {period}, but `{name}`, which it reads, is not",
       "`{reader}` 在 {period} 有效，而它所读取的 `{name}` 在此期间无效"},
      {Code::bad_parameter_value, "bad_parameter_value",
       "`{text}` is not a value of a parameter",
       "`{text}` 不是参数值"},
      {Code::parameter_out_of_range, "parameter_out_of_range",
       "the value {text} of `{name}` lies outside of {low} to {high}",
       "`{name}` 的值 {text} 不在 {low} 到 {high} 之间"},
      {Code::keys_of_unrelated_entities, "keys_of_unrelated_entities",
       "the keys of `{name}` belong to entities of which none lies above the other",
       "`{name}` 的各键所属实体之间没有上下级关系"},
      {Code::keys_differ, "keys_differ",
       "the versions of `{name}` are keyed by different facts",
       "`{name}` 各版本的键不一致"},
      {Code::default_not_accepted, "default_not_accepted",
       "the default {text} is outside the range or has more decimals than `{name}` accepts",
       "默认值 {text} 超出 `{name}` 的范围或小数位数"},
      {Code::keyed_parameter_not_here, "keyed_parameter_not_here",
       "`{name}` differs by {entity} and cannot be read above it",
       "`{name}` 按 {entity} 取值，不能在其上级读取"},
      {Code::unknown_hit_policy, "unknown_hit_policy",
       "`{text}` is not a hit policy",
       "`{text}` 不是命中策略"},
      {Code::output_named_otherwise, "output_named_otherwise",
       "the output is called `{name}`, the rule `{rule}`",
       "输出列名为 `{name}`，而规则名为 `{rule}`"},
      {Code::aggregate_of_several, "aggregate_of_several",
       "a table with the hit policy `{hit}` has one output",
       "命中策略为 `{hit}` 的表只能有一个输出"},
      {Code::row_period_reversed, "row_period_reversed",
       "the row `{name}` ends before it begins",
       "行 `{name}` 的结束日期早于开始日期"},
      {Code::values_row_missing, "values_row_missing",
       "the hit policy `{hit}` needs a row `values` that puts the outputs in order",
       "命中策略 `{hit}` 需要 `values` 行规定输出的先后"},
      {Code::default_row_missing, "default_row_missing",
       "the hit policy `{hit}` needs a row `default`, for no row may match",
       "命中策略 `{hit}` 需要 `default` 行，因为可能没有适用的行"},
      {Code::cannot_aggregate, "cannot_aggregate",
       "the hit policy `{hit}` does not work on outputs of type {type}",
       "命中策略 `{hit}` 不能用于 {type} 类型的输出"},
      {Code::output_not_listed, "output_not_listed",
       "the output {text} is not among the `values`",
       "输出 {text} 不在 `values` 中"},
      // what tables match
      {Code::gap_in_table, "gap_in_table", "no row of `{name}` matches `{input}`", "`{name}` 没有适用于 `{input}` 的行"},
      {Code::rows_overlap, "rows_overlap", "the rows `{row}` and `{other}` of `{name}` both match `{input}`",
       "`{name}` 的 `{row}` 行和 `{other}` 行都适用于 `{input}`"},
      {Code::any_rows_differ, "any_rows_differ",
       "the rows `{row}` and `{other}` of `{name}` both match `{input}`, but give `{value}` and `{other_value}`",
       "`{name}` 的 `{row}` 行和 `{other}` 行都适用于 `{input}`，结果却分别是 `{value}` 和 `{other_value}`"},
      {Code::row_unreachable, "row_unreachable", "the row `{row}` of `{name}` can never be reached",
       "`{name}` 的 `{row}` 行永远不会适用"},
      {Code::table_too_complex, "table_too_complex", "`{name}` is too complex to be proved free of gaps and overlaps",
       "`{name}` 过于复杂，无法证明没有遗漏或重叠"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
