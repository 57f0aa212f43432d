// tests/bench/export_columns.cpp - columns into files.
#include "export_columns.hpp"

#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <type_traits>

namespace doudi::bench {
namespace {

static_assert(std::endian::native == std::endian::little, "cells are written as they lie in memory");

template <class T>
void write_column(const std::filesystem::path& folder, const std::string& name, const Column<T>& cells) {
  const std::string kind = std::is_same_v<T, std::uint8_t>    ? ".u8"
                           : std::is_same_v<T, std::uint32_t> ? ".u32"
                                                              : ".i64";
  const std::filesystem::path path = folder / (name + kind);
  std::ofstream file{path, std::ios::binary};
  file.write(reinterpret_cast<const char*>(cells.data()),
             static_cast<std::streamsize>(cells.size() * sizeof(T)));
  if (!file.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

}  // namespace

void export_columns(const Households& households, const Decisions& decisions, const std::string& folder) {
  const std::filesystem::path path{folder};
  std::filesystem::create_directories(path);
  write_column(path, "offsets", households.offsets);
  write_column(path, "county", households.county);
  write_column(path, "urban", households.urban);
  write_column(path, "months_over", households.months_over);
  write_column(path, "land_income", households.land_income);
  write_column(path, "other_income", households.other_income);
  write_column(path, "savings", households.savings);
  write_column(path, "previous_benefit", households.previous_benefit);
  write_column(path, "age", households.age);
  write_column(path, "sex", households.sex);
  write_column(path, "disability_grade", households.disability_grade);
  write_column(path, "seriously_ill", households.seriously_ill);
  write_column(path, "student", households.student);
  write_column(path, "caregiver", households.caregiver);
  write_column(path, "wage", households.wage);
  write_column(path, "transfers", households.transfers);
  write_column(path, "scheme", decisions.scheme);
  write_column(path, "covered", decisions.covered);
  write_column(path, "amount", decisions.amount);
}

}  // namespace doudi::bench
