// doudi/exec/id_column.hpp - what the members of many households are called.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doudi::exec {

/// One id for each row: texts, or whole numbers that stand for their digits (7 is "7").
class IdColumn {
 public:
  IdColumn() = default;
  IdColumn(std::initializer_list<std::string_view> ids) {
    for (const std::string_view id : ids) push_back(id);
  }
  [[nodiscard]] static IdColumn of_numbers(std::vector<std::int64_t> numbers);
  /// Texts in somebody else's memory, which `keeper` keeps alive and nobody changes: that of row i lies from offsets[i] to
  /// offsets[i + 1] behind `bytes`.
  [[nodiscard]] static IdColumn viewing(std::size_t rows, const std::int32_t* offsets, const char* bytes,
                                        std::shared_ptr<const void> keeper);

  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] std::string operator[](std::size_t row) const;
  /// Whether the id of one row comes before that of another, as texts.
  [[nodiscard]] bool less(std::size_t row, std::size_t other) const;
  /// Throws std::logic_error for a column of numbers or in somebody else's memory.
  void push_back(std::string_view id);
  /// The id of one row. Throws std::bad_variant_access for a column of numbers.
  [[nodiscard]] std::string_view text(std::size_t row) const;
  /// Takes back all ids from row `rows` on, and keeps the memory; brings those from row `first` on into another order, that
  /// of row first + order[i] to row first + i. Both throw as push_back() does.
  void truncate(std::size_t rows);
  void reorder(std::size_t first, std::span<const std::uint32_t> order);
  void clear() { ids_ = Texts{}; }

 private:
  struct Texts {
    std::vector<std::size_t> ends;
    std::string bytes;
  };
  struct Viewed {
    std::size_t rows = 0;
    const std::int32_t* offsets = nullptr;
    const char* bytes = nullptr;
    std::shared_ptr<const void> keeper;
  };

  [[nodiscard]] Texts& growing();

  std::variant<Texts, std::vector<std::int64_t>, Viewed> ids_;
};

}  // namespace doudi::exec
