#!/bin/sh
# bindings/python/wheel_dependencies.sh - installs what the engine needs in a manylinux container (AlmaLinux 8), for
# cibuildwheel. What EPEL has not is built from its released source.
set -eu

dnf install -y epel-release
dnf install -y utf8proc-devel pcre2-devel

build() {  # URL, folder, cmake options
  curl -fsSL "$1" | tar -xz -C /tmp
  folder=$2
  shift 2
  cmake -S "/tmp/$folder" -B "/tmp/$folder/build" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_POSITION_INDEPENDENT_CODE=ON "$@"
  cmake --build "/tmp/$folder/build" --parallel 2
  cmake --install "/tmp/$folder/build"
}
build https://github.com/jbeder/yaml-cpp/archive/refs/tags/yaml-cpp-0.7.0.tar.gz yaml-cpp-yaml-cpp-0.7.0 \
  -DYAML_CPP_BUILD_TESTS=OFF -DYAML_CPP_BUILD_TOOLS=OFF
build https://github.com/simdjson/simdjson/archive/refs/tags/v3.0.1.tar.gz simdjson-3.0.1
build https://github.com/HowardHinnant/date/archive/refs/tags/v3.0.1.tar.gz date-3.0.1 \
  -DBUILD_TZ_LIB=ON -DUSE_SYSTEM_TZ_DB=ON
# Headers only.
curl -fsSL https://archives.boost.io/release/1.83.0/source/boost_1_83_0.tar.gz | tar -xz -C /tmp boost_1_83_0/boost
cp -r /tmp/boost_1_83_0/boost /usr/local/include/
