// src/exec/id_column.cpp - ids as texts.
// Layer 6.
#include "doudi/exec/id_column.hpp"

#include <stdexcept>
#include <utility>

namespace doudi::exec {

IdColumn IdColumn::of_numbers(std::vector<std::int64_t> numbers) {
  IdColumn column;
  column.ids_ = std::move(numbers);
  return column;
}

IdColumn IdColumn::viewing(std::size_t rows, const std::int32_t* offsets, const char* bytes,
                           std::shared_ptr<const void> keeper) {
  IdColumn column;
  column.ids_ = Viewed{rows, offsets, bytes, std::move(keeper)};
  return column;
}

std::size_t IdColumn::size() const noexcept {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids_)) return numbers->size();
  if (const auto* viewed = std::get_if<Viewed>(&ids_)) return viewed->rows;
  return std::get_if<Texts>(&ids_)->ends.size();
}

std::string_view IdColumn::text(std::size_t row) const {
  if (const auto* viewed = std::get_if<Viewed>(&ids_)) {
    const auto begin = static_cast<std::size_t>(viewed->offsets[row]);
    const auto end = static_cast<std::size_t>(viewed->offsets[row + 1]);
    return begin == end ? std::string_view{} : std::string_view{viewed->bytes + begin, end - begin};
  }
  const auto& texts = std::get<Texts>(ids_);
  const std::size_t begin = row == 0 ? 0 : texts.ends[row - 1];
  return std::string_view{texts.bytes}.substr(begin, texts.ends[row] - begin);
}

std::string IdColumn::operator[](std::size_t row) const {
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&ids_))
    return std::to_string((*numbers)[row]);
  return std::string{text(row)};
}

bool IdColumn::less(std::size_t row, std::size_t other) const {
  if (std::holds_alternative<std::vector<std::int64_t>>(ids_)) return (*this)[row] < (*this)[other];
  return text(row) < text(other);
}

IdColumn::Texts& IdColumn::growing() {
  auto* texts = std::get_if<Texts>(&ids_);
  if (texts == nullptr) throw std::logic_error("a column of ids that does not grow");
  return *texts;
}

void IdColumn::push_back(std::string_view id) {
  Texts& texts = growing();
  texts.bytes += id;
  texts.ends.push_back(texts.bytes.size());
}

void IdColumn::truncate(std::size_t rows) {
  Texts& texts = growing();
  if (rows >= texts.ends.size()) return;
  texts.ends.resize(rows);
  texts.bytes.resize(rows == 0 ? 0 : texts.ends.back());
}

void IdColumn::reorder(std::size_t first, std::span<const std::uint32_t> order) {
  std::vector<std::string> former;
  for (std::size_t row = first; row < size(); ++row) former.emplace_back(text(row));
  truncate(first);
  for (const std::uint32_t row : order) push_back(former[row]);
}

}  // namespace doudi::exec
