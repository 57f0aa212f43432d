// tests/unit/syntax/test_read_pack.cpp - what is refused in the shape of a pack, with the message for each code.
#include <string>

#include <doctest/doctest.h>

#include "pack_text.hpp"

using doudi::testing::message_beside_rule;
using doudi::testing::message_of;
using doudi::testing::PackText;

TEST_SUITE("syntax/read_pack") {
  TEST_CASE("a small pack is read without a word") {
    CHECK(message_beside_rule("").empty());
  }

  TEST_CASE("an unknown key proposes the nearest, or the known ones") {
    CHECK(message_of("rules:\n  household:\n    x:\n      formla: wage\n      formula: wage\n") ==
          R"(pack.yaml:10:7: error[E0120]: unknown key `formla` in `rules.household.x`
  10 |       formla: wage
     |       ^~~~~~
  help: did you mean `formula`?
)");
    CHECK(message_beside_rule("shemes: []\n") ==
          R"(pack.yaml:11:1: error[E0120]: unknown key `shemes` in `pack`
  11 | shemes: []
     | ^~~~~~
  help: did you mean `schemes`?
)");
    CHECK(message_beside_rule("assess:\n  unit: {qqq: x, each: persons}\n") ==
          R"(pack.yaml:12:10: error[E0120]: unknown key `qqq` in `assess.unit`
  12 |   unit: {qqq: x, each: persons}
     |          ^~~
  help: known here: `zh`, `en`, `cite`, `versions`, `members`, `each`, `where`, `from`, `until`
)");
  }

  TEST_CASE("what a pack needs is asked for at its first key") {
    CHECK(PackText{"pack: p\n"}.message() == R"(pack.yaml:1:1: error[E0121]: `pack` needs the key `doudi`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: error[E0121]: `pack` needs the key `facts`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: error[E0121]: `pack` needs the key `outputs`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: error[E0128]: `pack` needs one of the keys `rules`, `schemes`
   1 | pack: p
     | ^~~~
)");
    CHECK(PackText{"pack: p\n"}.message(doudi::text::Language::zh) ==
          R"(pack.yaml:1:1: 错误[E0121]：`pack` 缺少键 `doudi`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: 错误[E0121]：`pack` 缺少键 `facts`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: 错误[E0121]：`pack` 缺少键 `outputs`
   1 | pack: p
     | ^~~~
pack.yaml:1:1: 错误[E0128]：`pack` 需要以下键之一：`rules`, `schemes`
   1 | pack: p
     | ^~~~
)");
  }

  TEST_CASE("a map, a list and a single value are told apart") {
    CHECK(message_beside_rule("parameters: [a]\n") ==
          R"(pack.yaml:11:13: error[E0122]: `parameters` must be a map of keys and values
  11 | parameters: [a]
     |             ^~~
)");
    CHECK(message_beside_rule("schemes: {a: b}\n") ==
          R"(pack.yaml:11:10: error[E0123]: `schemes` must be a list
  11 | schemes: {a: b}
     |          ^~~~~~
)");
    CHECK(
        message_beside_rule("parameters:\n  standard: {value: [1, 2]}\n") ==
        R"(pack.yaml:12:21: error[E0124]: `parameters.standard.value` must be a single value, not a list or a map
  12 |   standard: {value: [1, 2]}
     |                     ^~~~~~
)");
    CHECK(message_beside_rule("parameters: {standard: {value: null}}\n") ==
          R"(pack.yaml:11:32: error[E0125]: `parameters.standard.value` must not be empty
  11 | parameters: {standard: {value: null}}
     |                                ^~~~
)");
    CHECK(message_beside_rule("types: {county: {enum: []}}\n") ==
          R"(pack.yaml:11:24: error[E0125]: `types.county.enum` must not be empty
  11 | types: {county: {enum: []}}
     |                        ^~
)");
    CHECK(message_beside_rule("types: {county: {number: plain, range: [1, 2, 3]}}\n") ==
          R"(pack.yaml:11:40: error[E0136]: `range` cannot be `[1, 2, 3]`
  11 | types: {county: {number: plain, range: [1, 2, 3]}}
     |                                        ^~~~~~~~~
  help: write two ends, such as `[0, 100]`
)");
  }

  TEST_CASE("another format version is refused by name") {
    CHECK(PackText{"doudi: 2\npack: p\nfacts: {h: {}}\nrules: {}\noutputs: [x]\n"}.message() ==
          R"(pack.yaml:1:8: error[E0126]: format version `2` is not known here, only `1` is
   1 | doudi: 2
     |        ^
)");
  }

  TEST_CASE("keys that exclude each other are shown both") {
    CHECK(message_of(
              "rules:\n  household:\n    x:\n      formula: wage\n      table: |\n        first | wage || x\n"
              "        a     | -    || 1\n") ==
          R"(pack.yaml:11:7: error[E0127]: `formula` and `table` cannot stand together in `rules.household.x`
  11 |       table: |
     |       ^~~~~
  note: pack.yaml:10:7: the other stands here
  10 |       formula: wage
     |       ^~~~~~~
)");
    CHECK(message_beside_rule("parameters:\n  a:\n    from: 2019-01-01\n    versions:\n      - {from: "
                              "2018-01-01, value: 1}\n") ==
          R"(pack.yaml:14:5: error[E0127]: `versions` and `from` cannot stand together in `parameters.a`
  14 |     versions:
     |     ^~~~~~~~
  note: pack.yaml:13:5: the other stands here
  13 |     from: 2019-01-01
     |     ^~~~
)");
    CHECK(message_of("rules:\n  household:\n    x: {type: number}\n") ==
          R"(pack.yaml:9:5: error[E0128]: `rules.household.x` needs one of the keys `formula`, `table`
   9 |     x: {type: number}
     |     ^
)");
    CHECK(message_beside_rule("assess:\n  unit: {members: persons, where: ill}\n") ==
          R"(pack.yaml:12:3: error[E0121]: `assess.unit` needs the key `each`
  12 |   unit: {members: persons, where: ill}
     |   ^~~~
  note: pack.yaml:12:28: because of this
  12 |   unit: {members: persons, where: ill}
     |                            ^~~~~
)");
  }

  TEST_CASE("names are names, and no words of the language") {
    CHECK(message_beside_rule("parameters: {1a: {value: 1}, a-b: {value: 1}}\n") ==
          R"(pack.yaml:11:14: error[E0129]: `1a` cannot be a name
  11 | parameters: {1a: {value: 1}, a-b: {value: 1}}
     |              ^~
  help: a name begins with a letter of any script and goes on with letters, digits, `_` and single spaces
pack.yaml:11:30: error[E0129]: `a-b` cannot be a name
  11 | parameters: {1a: {value: 1}, a-b: {value: 1}}
     |                              ^~~
  help: a name begins with a letter of any script and goes on with letters, digits, `_` and single spaces
)");
    CHECK(message_beside_rule("parameters: {date: {value: 1}}\n") ==
          R"(pack.yaml:11:14: error[E0130]: `date` cannot be a name because `date` belongs to the language
  11 | parameters: {date: {value: 1}}
     |              ^~~~
  help: choose another name
)");
    CHECK(message_beside_rule("functions: {a and b: {parameters: {}, formula: x}}\n") ==
          R"(pack.yaml:11:13: error[E0130]: `a and b` cannot be a name because `and` belongs to the language
  11 | functions: {a and b: {parameters: {}, formula: x}}
     |             ^~~~~~~
  help: choose another name
)");
    CHECK(message_of("rules: {household: {amount: {formula: wage}}, person: {amount: {formula: wage}}}\n") ==
          R"(pack.yaml:7:21: error[E0130]: `amount` cannot be a name because `amount` belongs to the language
   7 | rules: {household: {amount: {formula: wage}}, person: {amount: {formula: wage}}}
     |                     ^~~~~~
  help: choose another name
)");
    CHECK(message_beside_rule("types: {number: {enum: [a]}}\n") ==
          R"(pack.yaml:11:9: error[E0130]: `number` cannot be a name because `number` belongs to the language
  11 | types: {number: {enum: [a]}}
     |         ^~~~~~
  help: choose another name
)");
    CHECK(message_beside_rule("parameters: {〇五档 标准: {value: 1}}\n") == "");
  }

  TEST_CASE("full-width characters in names are reported once, in keys and in values") {
    CHECK(message_beside_rule("schemes:\n  - {scheme: 特困（一）, eligible: good, amount: x}\n") ==
          R"(pack.yaml:12:14: error[E0129]: `特困（一）` cannot be a name
  12 |   - {scheme: 特困（一）, eligible: good, amount: x}
     |              ^~~~~~~~~~
  help: a name begins with a letter of any script and goes on with letters, digits, `_` and single spaces
)");
    CHECK(message_beside_rule("parameters: {标准（一）: {value: 1}}\n") ==
          R"(pack.yaml:11:16: error[E0143]: the full-width character `（` may not stand here
  11 | parameters: {标准（一）: {value: 1}}
     |                  ^~
  help: write `(`
)");
  }

  TEST_CASE("what a source tells is free, but the usual keys cannot be mistyped") {
    CHECK(message_beside_rule("sources: {a: {title: x, region: 兴安盟, assumed: true}}\n").empty());
    CHECK(message_beside_rule("sources: {a: {titel: x}, b c: {title: x}}\n") ==
          R"(pack.yaml:11:15: error[E0120]: unknown key `titel` in `sources.a`
  11 | sources: {a: {titel: x}, b c: {title: x}}
     |               ^~~~~
  help: did you mean `title`?
pack.yaml:11:26: error[E0129]: `b c` cannot be a name
  11 | sources: {a: {titel: x}, b c: {title: x}}
     |                          ^~~
)");
  }

  TEST_CASE("dates are days that exist, written year-month-day, and in order") {
    CHECK(message_beside_rule("in_force: {from: 2019-02-30}\n") ==
          R"(pack.yaml:11:18: error[E0131]: `2019-02-30` is not a date
  11 | in_force: {from: 2019-02-30}
     |                  ^~~~~~~~~~
  help: write year, month and day, such as `2019-04-03`
)");
    CHECK(message_beside_rule("in_force: {from: \"2019-4-3\"}\n") ==
          R"(pack.yaml:11:18: error[E0131]: `2019-4-3` is not a date
  11 | in_force: {from: "2019-4-3"}
     |                  ^~~~~~~~~~
  help: write `2019-04-03`
)");
    CHECK(message_beside_rule("in_force: {from: soon}\n") ==
          R"(pack.yaml:11:18: error[E0131]: `soon` is not a date
  11 | in_force: {from: soon}
     |                  ^~~~
  help: write year, month and day, such as `2019-04-03`
)");
    CHECK(message_beside_rule("in_force: {from: 2019-04-03, until: 2019-04-02}\n") ==
          R"(pack.yaml:11:37: error[E0132]: `from` 2019-04-03 lies after `until` 2019-04-02
  11 | in_force: {from: 2019-04-03, until: 2019-04-02}
     |                                     ^~~~~~~~~~
  note: pack.yaml:11:18: the other stands here
  11 | in_force: {from: 2019-04-03, until: 2019-04-02}
     |                  ^~~~~~~~~~
)");
  }

  TEST_CASE("a date that YAML's reader refuses is reported once") {
    CHECK(message_beside_rule("in_force: {from: 2019.4.3}\n") ==
          R"(pack.yaml:11:18: error[E0144]: `2019.4.3` is not a date as a pack or a record writes it
  11 | in_force: {from: 2019.4.3}
     |                  ^~~~~~~~
  help: write `2019-04-03`
)");
  }

  TEST_CASE("expressions are plain or block texts, and single names inside braces") {
    CHECK(message_of("rules:\n  household:\n    x:\n      formula: \"wage\"\n") ==
          R"(pack.yaml:10:16: error[E0133]: the expression of `formula` stands in quotes
  10 |       formula: "wage"
     |                ^~~~~~
  help: the quotes could be meant for the expression: write it without them, or below `|` as a block
)");
    CHECK(message_of("rules:\n  household:\n    x: {formula: wage + 1}\n") ==
          R"(pack.yaml:9:18: error[E0134]: inside braces `formula` can only be a single name
   9 |     x: {formula: wage + 1}
     |                  ^~~~~~~~
  help: write one key a line, without braces
)");
    CHECK(message_of("rules:\n  household:\n    x:\n      formula: >\n        wage + 1\n") ==
          R"(pack.yaml:10:16: error[E0135]: `formula` would lose its line breaks here
  10 |       formula: >
     |                ^
  help: write it below `|` as a block
)");
    CHECK(message_of("rules:\n  household:\n    x:\n      table: a | b\n") ==
          R"(pack.yaml:10:14: error[E0135]: `table` would lose its line breaks here
  10 |       table: a | b
     |              ^~~~~
  help: write it below `|` as a block
)");
  }

  TEST_CASE("a key with a few values accepts no other") {
    CHECK(message_of("rules:\n  household:\n    x:\n      per: persn\n      formula: wage\n") ==
          R"(pack.yaml:10:12: error[E0136]: `per` cannot be `persn`
  10 |       per: persn
     |            ^~~~~
  help: did you mean `person`?
)");
    CHECK(message_of("rules:\n  household:\n    x:\n      optional: maybe\n      formula: wage\n") ==
          R"(pack.yaml:10:17: error[E0136]: `optional` cannot be `maybe`
  10 |       optional: maybe
     |                 ^~~~~
  help: write one of `true`, `false`
)");
    CHECK(message_beside_rule("types: {county: {number: plain, unbounded: true, decimals: few}}\n") ==
          R"(pack.yaml:11:60: error[E0136]: `decimals` cannot be `few`
  11 | types: {county: {number: plain, unbounded: true, decimals: few}}
     |                                                            ^~~
  help: write a whole number
)");
  }

  TEST_CASE("lists of names repeat none") {
    CHECK(message_beside_rule("types: {county: {enum: [a, b, a]}}\n") ==
          R"(pack.yaml:11:31: error[E0137]: `a` is written twice in `types.county.enum`
  11 | types: {county: {enum: [a, b, a]}}
     |                               ^
  note: pack.yaml:11:25: first written here
  11 | types: {county: {enum: [a, b, a]}}
     |                         ^
)");
    CHECK(message_beside_rule("schemes:\n  - {scheme: a, eligible: yes1, amount: no1}\n"
                              "  - {scheme: a, eligible: yes1, amount: no1}\n") ==
          R"(pack.yaml:13:14: error[E0137]: `a` is written twice in `schemes`
  13 |   - {scheme: a, eligible: yes1, amount: no1}
     |              ^
  note: pack.yaml:12:14: first written here
  12 |   - {scheme: a, eligible: yes1, amount: no1}
     |              ^
)");
  }

  TEST_CASE("a default needs a cite") {
    CHECK(PackText{"doudi: 1\npack: p\nfacts:\n  household:\n    wage: {type: boolean, default: false}\n"
                   "outputs: [x]\nrules: {household: {x: {formula: wage}}}\n"}
              .message() == R"(pack.yaml:5:5: error[E0121]: `facts.household.wage` needs the key `cite`
   5 |     wage: {type: boolean, default: false}
     |     ^~~~
  note: pack.yaml:5:27: because of this
   5 |     wage: {type: boolean, default: false}
     |                           ^~~~~~~
)");
  }

  TEST_CASE("everything wrong is reported in one run, in the order of the file") {
    CHECK(message_beside_rule("sources: {a: {assumd: true}}\nparameters: {a: {}}\noutput: [z]\n") ==
          R"(pack.yaml:11:15: error[E0120]: unknown key `assumd` in `sources.a`
  11 | sources: {a: {assumd: true}}
     |               ^~~~~~
  help: did you mean `assumed`?
pack.yaml:12:14: error[E0128]: `parameters.a` needs one of the keys `value`, `by`
  12 | parameters: {a: {}}
     |              ^
pack.yaml:13:1: error[E0120]: unknown key `output` in `pack`
  13 | output: [z]
     | ^~~~~~
  help: did you mean `outputs`?
)");
  }
}
