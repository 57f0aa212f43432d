// src/io/arrow_table.cpp - takes structures over and releases them.
// Layer 8.
#include "doudi/io/arrow_table.hpp"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <vector>

namespace doudi::io {

struct ArrowTable::Held {
  ArrowSchema schema{};
  std::vector<ArrowArray> chunks;

  Held() = default;
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  Held(Held&&) = delete;
  Held& operator=(Held&&) = delete;
  ~Held() {
    for (ArrowArray& chunk : chunks) {
      if (chunk.release != nullptr) chunk.release(&chunk);
    }
    if (schema.release != nullptr) schema.release(&schema);
  }

  /// The structure is released with us from now on.
  void take(ArrowArray& array) {
    chunks.push_back(array);
    array.release = nullptr;
  }
};

namespace {

/// Ends a stream when it goes out of scope.
struct StreamEnd {
  ArrowArrayStream* stream;
  explicit StreamEnd(ArrowArrayStream& of) : stream{&of} {}
  StreamEnd(const StreamEnd&) = delete;
  StreamEnd& operator=(const StreamEnd&) = delete;
  StreamEnd(StreamEnd&&) = delete;
  StreamEnd& operator=(StreamEnd&&) = delete;
  ~StreamEnd() {
    if (stream->release != nullptr) stream->release(stream);
  }
};

void report(ArrowArrayStream& stream, int error, text::Diagnostics& diagnostics) {
  const char* said = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  diagnostics.error(text::Code::arrow_stream_failed, {},
                    {{"reason", said == nullptr ? "error " + std::to_string(error) : std::string{said}}});
}

}  // namespace

ArrowTable::ArrowTable() {
  auto held = std::make_shared<Held>();
  held->schema.format = "+s";
  held_ = std::move(held);
}

ArrowTable::ArrowTable(ArrowSchema& schema, ArrowArray& array) {
  if (schema.release == nullptr || array.release == nullptr)
    throw std::invalid_argument("an Arrow structure that was released or moved from");
  auto held = std::make_shared<Held>();
  held->chunks.reserve(1);
  held->take(array);
  held->schema = schema;
  schema.release = nullptr;
  held_ = std::move(held);
}

std::optional<ArrowTable> ArrowTable::read(ArrowArrayStream& stream, text::Diagnostics& diagnostics) {
  if (stream.release == nullptr)
    throw std::invalid_argument("an Arrow stream that was released or moved from");
  const StreamEnd end{stream};
  auto held = std::make_shared<Held>();
  if (const int error = stream.get_schema(&stream, &held->schema); error != 0) {
    held->schema.release = nullptr;
    report(stream, error, diagnostics);
    return std::nullopt;
  }
  while (true) {
    ArrowArray array{};
    if (const int error = stream.get_next(&stream, &array); error != 0) {
      report(stream, error, diagnostics);
      return std::nullopt;
    }
    if (array.release == nullptr) break;
    held->take(array);
  }
  ArrowTable table;
  table.held_ = std::move(held);
  return table;
}

const ArrowSchema& ArrowTable::schema() const noexcept {
  return held_->schema;
}

std::span<const ArrowArray> ArrowTable::chunks() const noexcept {
  return held_->chunks;
}

std::shared_ptr<const void> ArrowTable::keeper() const noexcept {
  return held_;
}

}  // namespace doudi::io
