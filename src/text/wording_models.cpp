// src/text/wording_models.cpp - how doudi words what is wrong with a decision model in XML.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> models_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
      {Code::xml_syntax, "xml_syntax",
       "the text cannot be read as XML from here on",
       "从此处起无法按 XML 读取"},
      {Code::xml_element_open, "xml_element_open",
       "the element `{element}` has no end tag",
       "元素 `{element}` 没有结束标签"},
      {Code::xml_tags_cross, "xml_tags_cross",
       "the element `{element}` is closed by `{found}`",
       "元素 `{element}` 以 `{found}` 的标签结束"},
      {Code::xml_too_long, "xml_too_long",
       "the file has more than {limit} elements",
       "文件的元素超过 {limit} 个"},
      {Code::no_definitions, "no_definitions",
       "this is no decision model: its root is `{element}`, not `definitions`",
       "这不是决策模型：根元素是 `{element}`，而不是 `definitions`"},
      {Code::model_attribute_missing, "model_attribute_missing",
       "the element `{element}` needs a `{attribute}`",
       "元素 `{element}` 缺少 `{attribute}`"},
      {Code::duplicate_model_id, "duplicate_model_id",
       "the id `{id}` is given twice",
       "标识 `{id}` 重复出现"},
      {Code::model_row_size, "model_row_size",
       "row {row} has {found} `{entry}`, but its table has {expected} columns for them",
       "第 {row} 行有 {found} 个 `{entry}`，而表中与之对应的列有 {expected} 个"},
      {Code::context_result_not_last, "context_result_not_last",
       "an entry without a name gives the result of its context: it must be the last",
       "没有名称的条目给出上下文的结果，必须放在最后"},
      {Code::table_without_output, "table_without_output",
       "the decision table has no output",
       "决策表没有输出"},
      {Code::not_in_feel, "not_in_feel",
       "this is written in `{language}`, not in FEEL",
       "此处使用 `{language}` 编写，而不是 FEEL"},
      {Code::model_element_left_out, "model_element_left_out",
       "`{name}` ({id}) cannot be said in a pack and is left out",
       "`{name}`（{id}）无法用规则包表达，已略去"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
