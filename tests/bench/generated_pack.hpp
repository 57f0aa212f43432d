// tests/bench/generated_pack.hpp - packs of any number of rules and table rows, as an author would write them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "doudi/exec/batch.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::bench {

/// How the limits of income lie in a generated table of region and income.
enum class Limits : std::uint8_t {
  shared,  ///< the same in every region: a `unique` table
  own,     ///< every region has its own: a `first` table in which a row says up to where
};

/// What a generated simple rule is.
enum class SimpleRule : std::uint8_t {
  comparison,  ///< `amount_3 >= 250.25`
  addition,    ///< `amount_3 + 250.25`
  choice,      ///< `if flag_3 then amount_3 else 250.25`
  mixed,       ///< each of them in turn
};

/// A pack with one table of `rows` rows over a region (10 members) and an income. `rows` is 10 or a multiple of it.
[[nodiscard]] std::string table_pack(std::size_t rows, Limits limits);
/// A pack with `rules` simple rules over 20 amounts and 10 flags. Each is read once, by one of the rules that join ten,
/// and those by the outputs, so that none of them is dropped.
[[nodiscard]] std::string rules_pack(std::size_t rules, SimpleRule kind);
/// Both in one pack: what loading is measured with.
[[nodiscard]] std::string large_pack(std::size_t rules, std::size_t rows);

/// Loads the pack that is written in `text`. Throws std::runtime_error with the report if it does not load.
[[nodiscard]] model::Pack load_generated(const std::string& text);

/// Households of a pack without lists, each fact anywhere in its range.
[[nodiscard]] exec::Batch random_batch(const model::Pack& pack, std::size_t households, std::uint64_t seed);

}  // namespace doudi::bench
