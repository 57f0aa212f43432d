// tests/install/consumer/main.cpp - a program of somebody else, who has only the installed library.
#include <cstdio>

#include "doudi/version.hpp"

int main() {
  std::puts(doudi::version_text);
}
