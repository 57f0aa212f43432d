// src/text/wording_pack.cpp - how doudi words what is wrong with the shape of a pack, a grid or an overlay.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> pack_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
      {Code::unknown_key, "unknown_key", "unknown key `{key}` in `{place}`", "`{place}` 中没有名为 `{key}` 的键"},
      {Code::missing_key, "missing_key", "`{place}` needs the key `{key}`", "`{place}` 缺少键 `{key}`"},
      {Code::map_expected, "map_expected", "`{place}` must be a map of keys and values",
       "`{place}` 必须由键和值组成"},
      {Code::list_expected, "list_expected", "`{place}` must be a list", "`{place}` 必须是列表"},
      {Code::single_value_expected, "single_value_expected",
       "`{place}` must be a single value, not a list or a map", "`{place}` 必须是单个值，不能是列表或键值组"},
      {Code::value_missing, "value_missing", "`{place}` must not be empty", "`{place}` 不能为空"},
      {Code::unsupported_format, "unsupported_format",
       "format version `{version}` is not known here, only `1` is", "不支持格式版本 `{version}`，只支持 `1`"},
      {Code::keys_exclude, "keys_exclude", "`{first}` and `{second}` cannot stand together in `{place}`",
       "`{place}` 中不能同时写 `{first}` 和 `{second}`"},
      {Code::one_key_needed, "one_key_needed", "`{place}` needs one of the keys {keys}",
       "`{place}` 需要以下键之一：{keys}"},
      {Code::invalid_name, "invalid_name", "`{name}` cannot be a name", "`{name}` 不能作为名称"},
      {Code::reserved_name, "reserved_name", "`{name}` cannot be a name because `{word}` belongs to the language",
       "`{name}` 不能作为名称，因为 `{word}` 是语言保留的词"},
      {Code::invalid_date, "invalid_date", "`{text}` is not a date", "`{text}` 不是日期"},
      {Code::period_reversed, "period_reversed", "`from` {from} lies after `until` {until}",
       "`from` {from} 晚于 `until` {until}"},
      {Code::quoted_expression, "quoted_expression", "the expression of `{key}` stands in quotes",
       "`{key}` 的表达式加了引号"},
      {Code::expression_in_braces, "expression_in_braces",
       "inside braces `{key}` can only be a single name", "花括号内的 `{key}` 只能是一个名称"},
      {Code::folded_expression, "folded_expression", "`{key}` would lose its line breaks here",
       "`{key}` 在此处会丢失换行"},
      {Code::value_not_allowed, "value_not_allowed", "`{key}` cannot be `{text}`", "`{key}` 不能是 `{text}`"},
      {Code::repeated_name, "repeated_name", "`{name}` is written twice in `{place}`",
       "`{name}` 在 `{place}` 中重复"},
      // grids
      {Code::grid_without_header, "grid_without_header", "the table is empty", "表格为空"},
      {Code::grid_without_rows, "grid_without_rows", "the table has a header and no rows", "表格只有表头，没有行"},
      {Code::grid_cell_count, "grid_cell_count", "this line has {found} cells, the header {expected}",
       "此行有 {found} 个单元格，表头有 {expected} 个"},
      {Code::grid_groups_differ, "grid_groups_differ", "the `||` of this line stand elsewhere than in the header",
       "此行 `||` 的位置与表头不一致"},
      {Code::grid_empty_cell, "grid_empty_cell", "a cell is empty", "单元格为空"},
      {Code::grid_full_width_bar, "grid_full_width_bar", "a full-width bar `｜` separates no cells",
       "全角竖线 `｜` 不能分隔单元格"},
      {Code::grid_repeated_label, "grid_repeated_label", "two rows are labelled `{label}`",
       "有两行的标签都是 `{label}`"},
      {Code::grid_unclosed_text, "grid_unclosed_text", "a text in this cell has no closing quote",
       "此单元格中的文本没有结束引号"},
      {Code::grid_without_label, "grid_without_label", "this row has no label", "此行没有标签"},
      {Code::grid_header, "grid_header", "this header does not fit its table", "表头与表格类型不符"},
      // overlays and files
      {Code::base_not_found, "base_not_found", "the pack `{name}` that this one extends is not found",
       "找不到所扩展的规则包 `{name}`"},
      {Code::base_circle, "base_circle", "packs extend each other in a circle: {chain}",
       "规则包循环扩展：{chain}"},
      {Code::nothing_to_remove, "nothing_to_remove", "the base has nothing named `{name}` to remove",
       "基础规则包中没有可删除的 `{name}`"},
      {Code::remove_ambiguous, "remove_ambiguous", "`{name}` names more than one thing of the base",
       "`{name}` 在基础规则包中不止一处"},
      {Code::row_unknown, "row_unknown", "the base's table has no row `{label}`",
       "基础规则包的表格没有 `{label}` 行"},
      {Code::no_table_to_change, "no_table_to_change", "the base's `{place}` has no table that `{key}` could change",
       "基础规则包的 `{place}` 没有可由 `{key}` 修改的表格"},
      {Code::scheme_place_missing, "scheme_place_missing", "the new scheme `{name}` does not say where it stands",
       "新增的救助项目 `{name}` 没有写明排列位置"},
      {Code::scheme_unknown, "scheme_unknown", "there is no scheme `{name}`", "没有名为 `{name}` 的救助项目"},
      {Code::pack_unreadable, "pack_unreadable", "no pack can be read at `{path}`", "无法读取规则包 `{path}`"},
      {Code::folder_without_pack, "folder_without_pack", "the folder `{path}` has no `pack.yaml`",
       "文件夹 `{path}` 中没有 `pack.yaml`"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
