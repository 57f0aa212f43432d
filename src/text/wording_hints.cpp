// src/text/wording_hints.cpp - how doudi words second places and ways out.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const LabelWording> label_wording() noexcept {
  // clang-format off
  static const std::vector<LabelWording> rows{
      {LabelCode::first_written_here, "first_written_here", "first written here", "首次出现在此处"},
      {LabelCode::opened_here, "opened_here", "opened here", "在此处打开"},
      // the shape of a pack
      {LabelCode::other_stands_here, "other_stands_here", "the other stands here", "另一处在此"},
      {LabelCode::header_here, "header_here", "the header", "表头"},
      {LabelCode::needed_by_this, "needed_by_this", "because of this", "因为此处"},
      {LabelCode::expected_here, "expected_here", "expected here", "应写在此处"},
  };
  // clang-format on
  return rows;
}

std::span<const HintWording> hint_wording() noexcept {
  // clang-format off
  static const std::vector<HintWording> rows{
      {Hint::did_you_mean, "did_you_mean", "did you mean `{name}`?", "是否想写 `{name}`？"},
      // YAML
      {Hint::convert_from_gbk, "convert_from_gbk",
       "the file looks like GBK: convert it, for instance with `iconv -f GB18030 -t UTF-8`",
       "文件看起来是 GBK 编码：请转换编码，例如使用 `iconv -f GB18030 -t UTF-8`"},
      {Hint::save_as_utf8, "save_as_utf8", "save the file as UTF-8", "请将文件另存为 UTF-8 编码"},
      {Hint::use_spaces, "use_spaces", "use spaces", "请使用空格"},
      {Hint::quote_text, "quote_text", "if it is a text, put it in quotes", "如果它是文本，请加引号"},
      {Hint::write_ascii, "write_ascii", "write `{ascii}`", "请写成 `{ascii}`"},
      {Hint::write_boolean, "write_boolean", "write `{word}`, or put a text in quotes",
       "请写成 `{word}`；如果它是文本，请加引号"},
      {Hint::write_number, "write_number", "write `{number}`", "请写成 `{number}`"},
      {Hint::write_date, "write_date", "write `{date}`", "请写成 `{date}`"},
      {Hint::write_null, "write_null", "write `null`", "请写成 `null`"},
      {Hint::use_block_literal, "use_block_literal",
       "put the text in quotes, or write it below `|` as a block",
       "请给文本加引号，或用 `|` 写成文本块"},
      {Hint::quote_or_block_form, "quote_or_block_form",
       "put the text in quotes, or write one key a line without braces",
       "请给文本加引号，或不用花括号、每行写一个键"},
      {Hint::one_document, "one_document", "keep one document in a file", "每个文件只写一个文档"},
      {Hint::write_out, "write_out", "write the value out where it is needed", "请在需要的地方完整写出该值"},
      {Hint::close_quote, "close_quote",
       "close the quote on its line; longer texts stand below `|` as a block",
       "请在同一行内闭合引号；较长的文本请用 `|` 写成文本块"},
      {Hint::plain_key, "plain_key", "write `{key}`", "请写成 `{key}`"},
      {Hint::formula_in_block_literal, "formula_in_block_literal",
       "write a formula that begins so below `|` as a block, or turn it round",
       "以此开头的公式请用 `|` 写成文本块，或改变书写顺序"},
      {Hint::leave_out, "leave_out", "leave it out", "请删去它"},
      {Hint::space_after_colon, "space_after_colon", "write `: `, a colon and a space", "请写成 `: `，即半角冒号加空格"},
      {Hint::close_bracket, "close_bracket", "close it with `{bracket}`", "请用 `{bracket}` 闭合"},
      {Hint::align_keys, "align_keys",
       "indent the keys of one map equally, and write `key: value`",
       "同一层的键请保持相同缩进，并写成 `键: 值` 的形式"},
      {Hint::known_escapes, "known_escapes",
       "write a backslash as `\\\\`, or use single quotes",
       "反斜杠请写成 `\\\\`，或改用单引号"},
      {Hint::flatten, "flatten", "write it with fewer levels", "请减少嵌套层数"},
      {Hint::digits_or_quotes, "digits_or_quotes",
       "write digits with at most one point, such as `1234.5`; put a text in quotes",
       "请只用数字和至多一个小数点，例如 `1234.5`；如果它是文本，请加引号"},
      {Hint::split_file, "split_file", "split the file", "请拆分该文件"},
      // the shape of a pack
      {Hint::one_of, "one_of", "write one of {choices}", "请写以下之一：{choices}"},
      {Hint::name_form, "name_form",
       "a name begins with a letter of any script and goes on with letters, digits, `_` and single spaces",
       "名称以文字或字母开头，其后可以是文字、字母、数字、`_` 和单个空格"},
      {Hint::other_name, "other_name", "choose another name", "请换一个名称"},
      {Hint::remove_quotes, "remove_quotes",
       "the quotes could be meant for the expression: write it without them, or below `|` as a block",
       "引号可能是表达式的一部分：请去掉引号，或用 `|` 写成文本块"},
      {Hint::without_braces, "without_braces", "write one key a line, without braces",
       "请不用花括号，每行写一个键"},
      {Hint::block_literal, "block_literal", "write it below `|` as a block", "请用 `|` 写成文本块"},
      {Hint::whole_number, "whole_number", "write a whole number", "请写整数"},
      {Hint::two_ends, "two_ends", "write two ends, such as `[0, 100]`", "请写两个端点，例如 `[0, 100]`"},
      {Hint::write_dash, "write_dash", "write `-` where a row asks or says nothing",
       "没有条件或内容的单元格请写 `-`"},
      {Hint::write_bar, "write_bar", "write `|`", "请写半角 `|`"},
      {Hint::header_form, "header_form", "such a table begins with `{header}`", "此类表格的表头为 `{header}`"},
      {Hint::before_or_after, "before_or_after", "write `before:` or `after:` and a scheme's name",
       "请用 `before:` 或 `after:` 写明相邻的项目"},
      {Hint::iso_date, "iso_date", "write year, month and day, such as `2019-04-03`",
       "请写年、月、日，例如 `2019-04-03`"},
      {Hint::known_keys, "known_keys", "known here: {keys}", "此处可用：{keys}"},
      {Hint::no_such_file, "no_such_file", "there is no such file or folder", "该文件或文件夹不存在"},
      {Hint::not_readable, "not_readable", "it cannot be opened as a file", "无法作为文件打开"},
      {Hint::looked_in, "looked_in", "looked in {places}", "已查找：{places}"},
      // expressions
      {Hint::write_instead, "write_instead", "write `{text}`", "请写成 `{text}`"},
      // records
      {Hint::null_or_leave_out, "null_or_leave_out",
       "leave the field out if it is not known; write `null` if there is none",
       "未知时请删去该字段；确实没有时请写 `null`"},
      {Hint::leave_out_unknown, "leave_out_unknown", "leave the field out if it is not known",
       "未知时请删去该字段"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
