// src/io/arrow_table.cpp - takes structures over and releases them.
// Layer 8.
#include "doudi/io/arrow_table.hpp"

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "io/arrow_node.hpp"

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

void ArrowTable::give(ArrowSchema& schema, ArrowArray& array) const {
  if (held_->chunks.size() > 1) throw std::invalid_argument("a table in several chunks needs a stream");
  ArrowNode node;
  if (held_->chunks.empty()) {
    node = empty_node(held_->schema);
  } else {
    const ArrowArray& chunk = held_->chunks.front();
    node = shared_node(held_->schema, chunk, chunk.offset, chunk.length, held_);
  }
  hand_over(node, schema);
  hand_over(node, array);
}

namespace {

/// A table that is being streamed.
struct Streamed {
  ArrowTable table;
  std::size_t next = 0;
};

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
  try {
    hand_over(empty_node(static_cast<Streamed*>(stream->private_data)->table.schema()), *out);
    return 0;
  } catch (const std::exception&) {
    return ENOMEM;
  }
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
  try {
    Streamed& streamed = *static_cast<Streamed*>(stream->private_data);
    *out = {};
    if (streamed.next == streamed.table.chunks().size()) return 0;
    const ArrowArray& chunk = streamed.table.chunks()[streamed.next];
    hand_over(
        shared_node(streamed.table.schema(), chunk, chunk.offset, chunk.length, streamed.table.keeper()),
        *out);
    ++streamed.next;
    return 0;
  } catch (const std::exception&) {
    return ENOMEM;
  }
}

}  // namespace

void ArrowTable::give(ArrowArrayStream& stream) const {
  stream = {};
  stream.get_schema = stream_schema;
  stream.get_next = stream_next;
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return "out of memory"; };
  stream.release = [](ArrowArrayStream* self) {
    const std::unique_ptr<Streamed> streamed{static_cast<Streamed*>(self->private_data)};
    self->release = nullptr;
  };
  stream.private_data = std::make_unique<Streamed>(Streamed{*this}).release();
}

}  // namespace doudi::io
