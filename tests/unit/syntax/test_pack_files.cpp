// tests/unit/syntax/test_pack_files.cpp - which files are a pack, its digest, and what is said where they are missing.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/syntax/pack_files.hpp"
#include "doudi/text/diagnostic.hpp"

namespace fs = std::filesystem;
using namespace doudi;

namespace {

/// A folder of its own, removed at the end; its path is left out of messages.
class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / ("doudi_pack_files_" + std::to_string(++count))} {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  static inline int count = 0;
  fs::path path_;
};

struct Loaded {
  Loaded(const Folder& folder, const std::string& name, const std::vector<fs::path>& search_path = {}) {
    files = syntax::load_pack_files(folder.path() / name, search_path, sources, diagnostics);
    message = text::render(diagnostics, sources, text::Language::en);
    const std::string root = folder.path().string();
    for (auto at = message.find(root); at != std::string::npos; at = message.find(root)) {
      message.replace(at, root.size(), "DIR");
    }
  }
  [[nodiscard]] std::vector<std::string> keys() const {
    std::vector<std::string> result;
    for (const auto& member : files.pack->mapping()->members) result.push_back(member.key.text);
    return result;
  }

  text::SourceSet sources;
  text::Diagnostics diagnostics;
  syntax::LoadedFiles files;
  std::string message;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("syntax/pack_files") {
  TEST_CASE("a file is a pack, its digest is what sha256sum prints, and its cases lie beside it") {
    const Folder folder;
    folder.write("x.yaml", "doudi: 1\npack: x\n");
    folder.write("x.cases.yaml", "cases: x\n");
    const Loaded loaded{folder, "x.yaml"};
    CHECK(loaded.message.empty());
    CHECK(loaded.keys() == Names{"doudi", "pack"});
    CHECK(loaded.files.digest == "sha256:922e15f5a3b86fa4efa54f32907137edca50179b3b89dd6ec81b7ff549910510");
    REQUIRE(loaded.files.case_files.size() == 1);
    CHECK(loaded.files.case_files[0].first == (folder.path() / "x.cases.yaml").string());
    CHECK(loaded.sources.file_text(loaded.files.case_files[0].second) == "cases: x\n");
  }

  TEST_CASE("a folder's files are joined, pack.yaml first, without cases and subfolders") {
    const Folder folder;
    folder.write("a.yaml", "rules:\n  person:\n    age: {}\nschemes: [a]\n");
    folder.write("pack.yaml", "doudi: 1\nrules:\n  person:\n    sex: {}\nschemes: [p]\n");
    folder.write("z.yaml", "sources: {z: {}}\n");
    folder.write("cases.yaml", "# tests\n\ncases: x\n");
    folder.write("more.yaml", "cases : x\n");
    folder.write("sub/other.yaml", "doudi: 1\n");
    folder.write(".hidden.yaml", "doudi: 1\n");
    folder.write("notes.txt", "x\n");
    for (const char* name : {"", "."}) {
      const Loaded loaded{folder, name};
      CHECK(loaded.message.empty());
      CHECK(loaded.keys() == Names{"doudi", "rules", "schemes", "sources"});
      const auto* person = loaded.files.pack->mapping()->find("rules")->mapping()->find("person")->mapping();
      CHECK(person->members.size() == 2);
      CHECK(person->members[0].key.text == "sex");
      CHECK(loaded.files.pack->mapping()->find("schemes")->sequence()->items[0].scalar()->text == "p");
      CHECK(loaded.files.case_files.size() == 2);
      CHECK(loaded.files.digest == "sha256:52c8523bb2a521d231af28810b7dd213d8cefecfb0fd1fe45078153cecf078fb");
    }
  }

  TEST_CASE("a key twice across files is reported with both places, a heading in the wrong file too") {
    const Folder folder;
    folder.write("pack.yaml", "doudi: 1\nrules:\n  person:\n    age: {}\n");
    folder.write("more.yaml", "doudi: 1\nrules:\n  person:\n    age: {}\n");
    CHECK(Loaded(folder, "").message == R"(DIR/more.yaml:1:1: error[E0120]: unknown key `doudi` in `more.yaml`
   1 | doudi: 1
     | ^~~~~
  help: the heading of a pack stands in `pack.yaml` alone
DIR/more.yaml:4:5: error[E0103]: the key `age` is written twice
   4 |     age: {}
     |     ^~~
  note: DIR/pack.yaml:4:5: first written here
   4 |     age: {}
     |     ^~~
)");
  }

  TEST_CASE("missing files, empty folders and folders without pack.yaml are messages") {
    const Folder folder;
    fs::create_directories(folder.path() / "empty");
    folder.write("other/rules.yaml", "rules: {}\n");
    fs::create_directories(folder.path() / "folder.yaml" / "pack.yaml");
    CHECK(Loaded(folder, "none.yaml").message == R"(error[E0198]: no pack can be read at `DIR/none.yaml`
  help: there is no such file or folder
)");
    CHECK(Loaded(folder, "empty").message == R"(error[E0199]: the folder `DIR/empty` has no `pack.yaml`
)");
    CHECK(Loaded(folder, "other").message == R"(error[E0199]: the folder `DIR/other` has no `pack.yaml`
)");
    CHECK(Loaded(folder, "folder.yaml").message ==
          R"(error[E0199]: the folder `DIR/folder.yaml` has no `pack.yaml`
)");
    CHECK_FALSE(Loaded(folder, "none.yaml").files.pack);
    CHECK(Loaded(folder, "none.yaml").files.digest.empty());
  }

  TEST_CASE("a file that is no map or no YAML gives no pack") {
    const Folder folder;
    folder.write("list.yaml", "- a\n");
    folder.write("broken.yaml", "a: \xFF\xFE\n");
    CHECK(Loaded(folder, "list.yaml").message ==
          R"(DIR/list.yaml:1:1: error[E0122]: `list.yaml` must be a map of keys and values
   1 | - a
     | ^~~
)");
    CHECK_FALSE(Loaded(folder, "list.yaml").files.pack);
    CHECK_FALSE(Loaded(folder, "broken.yaml").files.pack);
    CHECK_FALSE(Loaded(folder, "broken.yaml").message.empty());
  }

  TEST_CASE(
      "a base is found beside the pack and on the search path, and its lines come first in the digest") {
    const Folder folder;
    folder.write("base/pack.yaml", "doudi: 1\npack: base\ntitle: {en: Base}\n");
    folder.write("base/cases.yaml", "cases: base\n");
    folder.write("overlay/pack.yaml", "doudi: 1\npack: overlay\nextends: base\n");
    folder.write("overlay/more.yaml", "sources: {a: {}}\n");
    folder.write("elsewhere/deep.yaml", "doudi: 1\npack: deep\nextends: overlay\n");
    const Loaded overlay{folder, "overlay"};
    CHECK(overlay.message.empty());
    CHECK(overlay.keys() == Names{"doudi", "pack", "title", "sources"});
    CHECK(overlay.files.pack->mapping()->find("pack")->scalar()->text == "overlay");
    CHECK(overlay.files.case_files.empty());
    CHECK(overlay.files.digest == "sha256:e11fe0279cf1d9b4e392253a459aff75fbc73c2ac4ff6fd23e3871829cb27398");
    const Loaded deep{folder, "elsewhere/deep.yaml", {folder.path()}};
    CHECK(deep.message.empty());
    CHECK(deep.files.digest == "sha256:d52396e7fd335d7e9230c25cc22d506b323c46b3e2522cf66d0f8350e0613a8e");
  }

  TEST_CASE("a base that is not there and packs in a circle are reported") {
    const Folder folder;
    folder.write("a.yaml", "doudi: 1\nextends: b\n");
    folder.write("b.yaml", "doudi: 1\nextends: c\n");
    folder.write("c.yaml", "doudi: 1\nextends: b\n");
    folder.write("d.yaml", "doudi: 1\nextends: basee\n");
    folder.write("base.yaml", "doudi: 1\n");
    folder.write("e.yaml", "doudi: 1\nextends: ../qwertz\n");
    folder.write("f.yaml", "doudi: 1\nextends: [base]\n");
    CHECK(Loaded(folder, "a.yaml").message ==
          R"(DIR/c.yaml:2:10: error[E0191]: packs extend each other in a circle: b → c → b
   2 | extends: b
     |          ^
)");
    CHECK(Loaded(folder, "d.yaml").message ==
          R"(DIR/d.yaml:2:10: error[E0190]: the pack `basee` that this one extends is not found
   2 | extends: basee
     |          ^~~~~
  help: did you mean `base`?
)");
    CHECK(Loaded(folder, "e.yaml").message ==
          R"(DIR/e.yaml:2:10: error[E0190]: the pack `../qwertz` that this one extends is not found
   2 | extends: ../qwertz
     |          ^~~~~~~~~
  help: looked in `DIR`
)");
    CHECK(Loaded(folder, "f.yaml").message ==
          R"(DIR/f.yaml:2:10: error[E0124]: `extends` must be a single value, not a list or a map
   2 | extends: [base]
     |          ^~~~~~
)");
    CHECK_FALSE(Loaded(folder, "a.yaml").files.pack);
  }

  TEST_CASE("a pack in memory is digested as its text and finds its base on the search path") {
    const Folder folder;
    folder.write("base.yaml", "doudi: 1\npack: base\n");
    text::SourceSet sources;
    text::Diagnostics diagnostics;
    const auto plain = syntax::load_pack_text("memory", "doudi: 1\npack: x\n", {}, sources, diagnostics);
    CHECK(plain.digest == "sha256:922e15f5a3b86fa4efa54f32907137edca50179b3b89dd6ec81b7ff549910510");
    const std::vector<fs::path> search_path{folder.path()};
    const auto overlay =
        syntax::load_pack_text("memory", "doudi: 1\nextends: base\n", search_path, sources, diagnostics);
    CHECK_FALSE(diagnostics.has_errors());
    REQUIRE(overlay.pack);
    CHECK(overlay.pack->mapping()->find("pack")->scalar()->text == "base");
  }
}
