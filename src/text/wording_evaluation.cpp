// src/text/wording_evaluation.cpp - how doudi words why an evaluation failed.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> evaluation_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
      // failures of an evaluation
      {Code::division_by_zero, "division_by_zero", "division by zero", "除数为零"},
      {Code::overflow, "overflow", "a number, date or duration grows beyond what can be represented",
       "数值、日期或时长超出可表示的范围"},
      {Code::number_out_of_domain, "number_out_of_domain", "`{function}` is not defined for {value}",
       "`{function}` 对 {value} 没有定义"},
      {Code::not_a_whole_number, "not_a_whole_number", "`{value}` is not a whole number of use here",
       "`{value}` 不是此处可用的整数"},
      {Code::text_is_no_number, "text_is_no_number", "the text `{value}` is not a number",
       "文本 `{value}` 不是数值"},
      {Code::no_such_date, "no_such_date", "there is no date `{value}`", "日期 `{value}` 不存在"},
      {Code::text_is_no_duration, "text_is_no_duration", "the text `{value}` is not a duration",
       "文本 `{value}` 不是时长"},
      {Code::index_out_of_range, "index_out_of_range", "position {index} lies outside of the {size} that there are",
       "位置 {index} 超出范围，共有 {size} 个"},
      {Code::empty_list, "empty_list", "`{function}` needs at least one value", "`{function}` 至少需要一个值"},
      {Code::no_row_matches, "no_row_matches", "no row of the table matches", "表格中没有适用的行"},
      {Code::several_rows_match, "several_rows_match", "the rows {rows} match, but only one may",
       "{rows} 各行同时适用，但只允许一行适用"},
      {Code::not_in_force, "not_in_force", "`{name}` is not in force on {date}, only in {nearest}",
       "`{name}` 在 {date} 不生效，生效期间为 {nearest}"},
      {Code::rows_disagree, "rows_disagree", "the rows {rows} match with different values",
       "{rows} 各行同时适用，但取值不同"},
      {Code::negative_amount, "negative_amount", "the amount of `{name}` is {amount}, below zero",
       "`{name}` 的金额为 {amount}，小于零"},
      {Code::null_value, "null_value", "`{name}` has no value", "`{name}` 没有值"},
      {Code::case_since_in_future, "case_since_in_future", "the case's state began on {since}, after the month of {date}",
       "个案状态始于 {since}，晚于 {date} 所在月份"},
      {Code::kinds_do_not_fit, "kinds_do_not_fit", "values of these types cannot be used together here",
       "这些类型的值不能在此处一起使用"},
      {Code::offset_missing, "offset_missing",
       "one of the times has an offset from UTC or a zone and the other has none, so they cannot be put in order",
       "其中一个时间带有时差或时区，另一个没有，因此无法比较先后"},
      {Code::text_is_no_range, "text_is_no_range", "the text `{value}` is not a range",
       "文本 `{value}` 不是区间"},
      {Code::bad_pattern, "bad_pattern", "`{value}` is no regular expression that can be used here",
       "`{value}` 不是此处可用的正则表达式"},
      {Code::too_many_steps, "too_many_steps",
       "this takes too many steps and was given up: loops inside each other, or over too long a list",
       "计算步骤过多，已中止：循环层层嵌套，或列表过长"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
