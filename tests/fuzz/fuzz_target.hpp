// tests/fuzz/fuzz_target.hpp - what a fuzz target is, and the pack that some of them work with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Takes any bytes; returns 0. A crash, a hang or an exception is a fault of the library.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace doudi::fuzz {

/// The bytes as text.
inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t index = 0; index < size; ++index) text[index] = static_cast<char>(data[index]);
  return text;
}

/// A pack with facts of every type, up to its rules.
inline constexpr std::string_view village = R"(doudi: 1
pack: village
sources:
  law: {title: the law}
types:
  county: {enum: [east, west]}
  level: {enum: [low, middle, high], ordered: true}
  money: {number: CNY/month, decimals: 2, range: [0, 99999]}
facts:
  household:
    county:  {type: county}
    level:   {type: level}
    village: {type: text}
    income:  {type: money}
    yearly:  {type: number, unit: CNY/year, decimals: 2, range: [0, 999999]}
    heads:   {type: number, decimals: 0, range: [1, 20]}
    bonus:   {type: money, optional: true}
    poor:    {type: boolean}
    started: {type: date, range: [1900-01-01, today]}
    ended:   {type: date, optional: true}
    notice:  {type: years and months duration}
    stay:    {type: days and time duration}
    visits:  {list: date}
    scores:  {list: number, decimals: 0, range: [0, 100], size: [1, 9]}
    persons: {list: person, size: [1, 20]}
  person:
    wage:      {type: money}
    pension:   {type: money, optional: true}
    cares_for: {ref: person, optional: true}
    plots:     {list: plot}
  plot:
    area: {type: number, unit: mu, decimals: 1, range: [0, 100]}
parameters:
  line:  {unit: CNY/month, cite: law, value: 600}
  share: {cite: law, value: 1/3}
functions:
  above:
    parameters: {amount: {type: money}}
    formula: max(amount - line, 0)
)";

}  // namespace doudi::fuzz
