// tests/unit/model/test_record_node.cpp - paths into the tree of a record.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/model/record_node.hpp"

using namespace doudi::model;

namespace {

using Steps = std::vector<std::string>;

RecordNode text_node(std::string text) {
  return {{}, ScalarNode{std::move(text), ScalarNode::Form::text}};
}

const std::string* text_at(const RecordNode& root, const Steps& path) {
  const RecordNode* node = find_node(root, path);
  const auto* scalar = node == nullptr ? nullptr : std::get_if<ScalarNode>(&node->value);
  return scalar == nullptr ? nullptr : &scalar->text;
}

}  // namespace

TEST_SUITE("model/record_node") {
  TEST_CASE("a path is split at dots outside quotes, and its steps are shown the same way") {
    CHECK(path_steps("persons.a.wage") == Steps{"persons", "a", "wage"});
    CHECK(path_steps(R"(persons."1.2\"\\".人均 收入)") == Steps{"persons", "1.2\"\\", "人均 收入"});
    CHECK(path_steps(R"("a\n\u0007")") == Steps{"a\n\a"});
    CHECK(path_step("a\n\a") == R"("a\n\u0007")");
    CHECK(path_step("人均 收入") == "人均 收入");
    CHECK(path_step("007") == "\"007\"");
    CHECK(path_step("1.2\"\\") == R"("1.2\"\\")");
  }

  TEST_CASE("setting makes the maps on the way, and removing leaves the others") {
    RecordNode root{{}, MapNode{}};
    set_node(root, Steps{"persons", "a", "wage"}, text_node("1"));
    set_node(root, Steps{"persons", "b", "wage"}, text_node("2"));
    set_node(root, Steps{"persons", "a", "wage"}, text_node("3"));
    REQUIRE(text_at(root, {"persons", "a", "wage"}) != nullptr);
    CHECK(*text_at(root, {"persons", "a", "wage"}) == "3");
    CHECK(remove_node(root, Steps{"persons", "a"}));
    CHECK(!remove_node(root, Steps{"persons", "a"}));
    CHECK(!remove_node(root, Steps{"nobody", "a"}));
    CHECK(find_node(root, Steps{"persons", "a"}) == nullptr);
    CHECK(*text_at(root, {"persons", "b", "wage"}) == "2");
  }

  TEST_CASE("in a list a step is a member's id") {
    RecordNode root{
        {}, MapNode{{{"persons", {}, {{}, ListNode{{{{}, MapNode{{{"id", {}, text_node("a")}}}}}}}}}}};
    set_node(root, Steps{"persons", "a", "wage"}, text_node("1"));
    set_node(root, Steps{"persons", "b"}, {{}, MapNode{{{"wage", {}, text_node("2")}}}});
    CHECK(*text_at(root, {"persons", "a", "wage"}) == "1");
    CHECK(*text_at(root, {"persons", "b", "wage"}) == "2");
    CHECK(std::get<ListNode>(find_node(root, Steps{"persons"})->value).items.size() == 2);
    CHECK(remove_node(root, Steps{"persons", "a"}));
    CHECK(find_node(root, Steps{"persons", "a"}) == nullptr);
  }

  TEST_CASE("a member added to an empty list needs no id of its own") {
    RecordNode root{{}, MapNode{{{"persons", {}, {{}, ListNode{}}}}}};
    set_node(root, Steps{"persons", "a"}, {{}, MapNode{}});
    CHECK(std::holds_alternative<MapNode>(find_node(root, Steps{"persons"})->value));
    CHECK(std::get<MapNode>(find_node(root, Steps{"persons", "a"})->value).fields.empty());
  }
}
