// tests/install/consumer/main.cpp - a program of somebody else, who has only the installed library.
#include <iostream>

#include "doudi/doudi.hpp"

int main() {
  const doudi::LoadedPack loaded = doudi::load_text("small.yaml",
                                                    "pack: small\n"
                                                    "unknown_key: 1\n");
  // The pack is at fault, so the answer needs YAML, the checker and both languages' wording at work.
  std::cout << doudi::version_text << '\n' << loaded.report(doudi::Language::en);
  return loaded ? 1 : 0;
}
