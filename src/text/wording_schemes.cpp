// src/text/wording_schemes.cpp - how doudi words what is wrong with assessment units, schemes and the lifecycle.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> schemes_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
      {Code::unknown_unit, "unknown_unit",
       "`{name}` is not an assessment unit",
       "没有名为 `{name}` 的评估单元"},
      {Code::assess_missing, "assess_missing",
       "the scheme `{name}` does not say who is assessed",
       "救助项目 `{name}` 没有写明评估对象"},
      {Code::unit_needs_members, "unit_needs_members",
       "`{name}` must put forward a list of members, not {type}",
       "`{name}` 必须给出成员列表，不能是 {type}"},
      {Code::members_of_two_entities, "members_of_two_entities",
       "the members put forward are of more than one entity",
       "被评估的成员属于多个实体"},
      {Code::amount_not_money, "amount_not_money",
       "the amount `{text}` is {type}, not money per time",
       "金额 `{text}` 是 {type}，不是单位时间的金额"},
      {Code::amount_not_rounded, "amount_not_rounded",
       "the amount `{text}` may have more than two decimals",
       "金额 `{text}` 可能超过两位小数"},
      {Code::output_needs_schemes, "output_needs_schemes",
       "the output `{name}` needs schemes",
       "输出 `{name}` 需要有救助项目"},
      {Code::unknown_scheme, "unknown_scheme",
       "`{name}` is not a scheme",
       "没有名为 `{name}` 的救助项目"},
      {Code::unit_of_two_kinds, "unit_of_two_kinds",
       "one version of `{name}` puts members forward together, another one by one",
       "`{name}` 的一个版本把成员一起提出，另一个版本逐人提出"},
      {Code::no_lifecycle, "no_lifecycle",
       "`{name}` needs a lifecycle",
       "`{name}` 需要有 lifecycle"},
      {Code::state_not_declared, "state_not_declared",
       "`{name}` is not a state",
       "没有名为 `{name}` 的状态"},
      {Code::state_in_transition, "state_in_transition",
       "a transition cannot read `state`, which is what it decides",
       "状态转移不能读取 `state`，它正由转移决定"},
      {Code::pays_outside_lifecycle, "pays_outside_lifecycle",
       "`{name}` is not among the schemes of the lifecycle",
       "`{name}` 不在 lifecycle 的 `of` 中"},
      {Code::scheme_never_paid, "scheme_never_paid",
       "no state pays `{name}`, so it can never be granted",
       "没有任何状态发放 `{name}`，它永远不会获批"},
      {Code::transition_hidden, "transition_hidden",
       "the transition from `{from}` to `{to}` is never taken",
       "从 `{from}` 到 `{to}` 的转移永远不会发生"},
      {Code::state_unreachable, "state_unreachable",
       "nothing leads to the state `{name}`",
       "没有任何转移通向状态 `{name}`"},
      {Code::state_without_way_out, "state_without_way_out",
       "nothing leads out of the state `{name}`",
       "没有任何转移离开状态 `{name}`"},
      {Code::pays_in_vain, "pays_in_vain",
       "the state `{state}` pays `{name}`, which asks for the state `{asked}`",
       "状态 `{state}` 发放 `{name}`，而后者要求状态 `{asked}`"},
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
