// src/syntax/check_yaml.hpp - refuses what YAML allows and people misread: duplicate keys, `yes`, 012, 2019.4.3.
// Layer 2.
#pragma once

#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// Reports what may not stand in a document for this purpose, marks such values as faulty and removes repeated keys.
void check_yaml(YamlNode& root, YamlPurpose purpose, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
