// src/check/check_decision.cpp - a decision, what it requires, and the functions that they call.
#include "doudi/check/check_decision.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "check/draft.hpp"
#include "check/infer.hpp"
#include "check/item_types.hpp"
#include "check/lower_boxes.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::DecisionModel;

namespace {

/// One element of one of the models.
struct Element {
  std::size_t model = 0;
  std::string id;
  friend auto operator<=>(const Element&, const Element&) = default;
};

/// What is known in one place: of the whole graph, or inside of a decision service, whose inputs are its parameters.
struct Place {
  std::map<Element, Binding> known;
  std::vector<model::GraphNode> nodes;  // in the order of dependence
  bool service = false;
};

/// Elements in the course of being checked inside each other: only circles and services that call services have so many.
constexpr std::size_t most_open = 100;

/// How references find an element. One without an id cannot be required, but asked for.
const std::string& key_of(const syntax::ModelElement& element) {
  return element.id.empty() ? element.name : element.id;
}

template <class Elements>
auto* find_by_id(Elements& elements, const std::string& id) {
  const auto found = std::ranges::find(elements, id, [](const auto& each) { return key_of(each); });
  return found == elements.end() ? nullptr : &*found;
}

template <class Elements>
auto* find_by_name(Elements& elements, std::string_view name) {
  const auto found = std::ranges::find(elements, name, [](const auto& each) { return each.name; });
  return found == elements.end() ? nullptr : &*found;
}

class DecisionChecker {
 public:
  DecisionChecker(std::span<const DecisionModel> models, const DecisionOptions& options,
                  text::Diagnostics& diagnostics)
      : models_{models},
        options_{options},
        draft_{.written = nothing_, .diagnostics = diagnostics, .policy = options.policy} {
    if (models.empty()) throw std::invalid_argument("check_decision needs a model");
    for (const DecisionModel& model : models) declare_shared_names(model, shared_names_);
    draft_.standard.dialect = {.standard = true, .names = &shared_names_};
    draft_.standard.lift = options.lift;
    declare_item_types(draft_, models);
  }

  CheckedDecision decision(std::string_view name) {
    const DecisionModel& main = models_.front();
    Element element;
    if (const auto* decision = find_by_name(main.decisions, name)) {
      element = {0, key_of(*decision)};
    } else if (const auto* knowledge = find_by_name(main.knowledge, name)) {
      element = {0, key_of(*knowledge)};
    } else {
      throw std::invalid_argument("the model has no decision named " + std::string{name});
    }
    const std::size_t before = draft_.diagnostics.error_count();
    return finished(read(bound(graph_, element)), before);
  }

  CheckedDecision service(std::string_view name, std::string_view output) {
    const auto* service = find_by_name(models_.front().services, name);
    if (service == nullptr)
      throw std::invalid_argument("the model has no decision service named " + std::string{name});
    const std::size_t before = draft_.diagnostics.error_count();
    std::vector<Binding> arguments;
    for (const Element& element : parameters_of(0, *service)) {
      const auto [parameter, type] = declared_parameter(element);
      const Type known = type_of_input(type, parameter);
      const model::LocalId local = draft_.new_local();
      arguments.push_back({.name = parameter, .local = local, .type = known});
      inputs_.push_back({models_[element.model].model_namespace, element.id, parameter, local, known});
    }
    Expression body = service_body(0, *service, std::move(arguments), output, service->span);
    return finished(std::move(body), before);
  }

 private:
  CheckedDecision finished(Expression result, std::size_t errors_before) {
    CheckedDecision checked;
    checked.unsupported = !draft_.standard.unsupported.empty();
    const bool faulty = draft_.policy == Policy::strict && draft_.diagnostics.error_count() != errors_before;
    if (checked.unsupported || faulty) return checked;
    model::DecisionGraph graph;
    graph.inputs = std::move(inputs_);
    graph.nodes = std::move(graph_.nodes);
    graph.result = std::move(result);
    graph.lifted = std::move(draft_.standard.lifted);
    graph.pack = std::move(draft_.pack);
    checked.graph = std::move(graph);
    return checked;
  }

  Expression read(const Binding& binding) const {
    Expression result = make_node(Operation::local, binding.type, {});
    result.detail = binding.local;
    return result;
  }

  std::optional<Element> resolved(std::size_t model, const syntax::ElementReference& reference) const {
    if (reference.model_namespace.empty() || reference.model_namespace == models_[model].model_namespace)
      return Element{model, reference.id};
    for (std::size_t other = 0; other < models_.size(); ++other) {
      if (models_[other].model_namespace == reference.model_namespace) return Element{other, reference.id};
    }
    return std::nullopt;
  }

  /// An input without a declared type has the type that the caller knows.
  Type type_of_input(const std::optional<Type>& declared, const std::string& name) const {
    const bool vague = !declared || declared->is(Kind::any) ||
                       (declared->is(Kind::list) && declared->element().is(Kind::any));
    if (!vague) return *declared;
    const auto given = options_.input_types.find(name);
    if (given != options_.input_types.end()) return given->second;
    return declared.value_or(model::simple_type(Kind::any));
  }

  const std::vector<syntax::ElementReference>& requirements_of(const Element& element) const {
    static const std::vector<syntax::ElementReference> none;
    const DecisionModel& model = models_[element.model];
    if (const auto* decision = find_by_id(model.decisions, element.id)) return decision->requirements;
    if (const auto* knowledge = find_by_id(model.knowledge, element.id)) return knowledge->requirements;
    return none;
  }

  // The binding of an element, after those of all that it requires, the deepest first: chains of thousands of decisions
  // would take too much of the stack otherwise.
  Binding bound(Place& place, const Element& element) {
    struct Open {
      Element element;
      const std::vector<syntax::ElementReference>* requirements = nullptr;
      std::size_t next = 0;
    };
    std::set<Element> seen{element};
    std::vector<Open> open{{element, &requirements_of(element)}};
    while (!open.empty()) {
      Open& last = open.back();
      if (place.known.contains(last.element) || last.next == last.requirements->size()) {
        const Element done = last.element;
        open.pop_back();
        bind(place, done);
        continue;
      }
      const auto next = resolved(last.element.model, (*last.requirements)[last.next++]);
      if (next && seen.insert(*next).second) open.push_back({*next, &requirements_of(*next)});
    }
    return place.known.at(element);
  }

  // Makes a node of an element that has none.
  Binding bind(Place& place, const Element& element) {
    if (const auto found = place.known.find(element); found != place.known.end()) return found->second;
    const DecisionModel& model = models_[element.model];
    Binding binding;
    if (const auto* input = find_by_id(model.inputs, element.id)) {
      binding = input_binding(place, element, *input);
    } else if (open_.size() >= most_open || !open_.insert(element).second) {
      draft_.error(Code::circle, model.span, {{"chain", element.id}});
      binding = node(place, element, element.id, null(model.span));
    } else {
      if (const auto* decision = find_by_id(model.decisions, element.id)) {
        binding = node(place, element, decision->name, decision_body(place, element.model, *decision));
      } else if (const auto* knowledge = find_by_id(model.knowledge, element.id)) {
        binding = node(place, element, knowledge->name, knowledge_value(place, element.model, *knowledge));
      } else if (const auto* service = find_by_id(model.services, element.id)) {
        binding = node(place, element, service->name, service_value(element.model, *service));
      } else {
        binding = node(place, element, element.id, null(model.span));
      }
      open_.erase(element);
    }
    place.known.emplace(element, binding);
    return binding;
  }

  Expression null(text::Span span) const {
    return constant(model::Null{}, nullable(model::simple_type(Kind::null)), span);
  }

  Binding input_binding(Place& place, const Element& element, const syntax::InputData& input) {
    if (place.service)
      return node(place, element, input.name, null(input.span));  // not passed to the service
    const Type type = type_of_input(standard_type(draft_, qualified(element.model, input.type)), input.name);
    const model::LocalId local = draft_.new_local();
    inputs_.push_back({models_[element.model].model_namespace, element.id, input.name, local, type});
    return {.name = input.name, .local = local, .type = type};
  }

  Binding node(Place& place, const Element& element, const std::string& name, Expression expression) {
    const model::LocalId local = draft_.new_local();
    Binding binding{.name = name, .local = local, .type = expression.type};
    place.nodes.push_back({element.id, name, local, std::move(expression)});
    return binding;
  }

  /// Types of an imported model are known by the name of the import.
  std::string qualified(std::size_t model, const std::string& type) const {
    if (model == 0 || type.empty()) return type;
    for (const syntax::ModelImport& import : models_.front().imports) {
      if (import.model_namespace != models_[model].model_namespace) continue;
      const std::string name = import.name + "." + type;
      if (draft_.standard.types.contains(name)) return name;
    }
    return type;
  }

  /// What a function gives, of whose variable the type is that of the result or of the function.
  std::optional<Type> result_type(std::size_t model, const std::string& written) const {
    auto type = standard_type(draft_, qualified(model, written));
    if (!type || !type->is(Kind::function)) return type;
    return type->arguments.empty() ? std::nullopt : std::optional{Type{type->arguments.front()}};
  }

  // What an element requires, as names; of another model as members of the name under which it is imported.
  std::vector<Binding> required(Place& place, std::size_t model,
                                const std::vector<syntax::ElementReference>& requirements) {
    std::vector<Binding> bindings;
    std::map<std::string, std::vector<Binding>> imported;
    for (const syntax::ElementReference& reference : requirements) {
      const auto element = resolved(model, reference);
      if (!element) continue;
      Binding binding = bind(place, *element);
      if (element->model == model) {
        bindings.push_back(std::move(binding));
        continue;
      }
      for (const syntax::ModelImport& import : models_[model].imports) {
        if (import.model_namespace == models_[element->model].model_namespace)
          imported[import.name].push_back(binding);
      }
    }
    for (const auto& [name, members] : imported)
      bindings.push_back(node(place, {model, "import " + name}, name, context_of(members)));
    return bindings;
  }

  Expression context_of(const std::vector<Binding>& members) const {
    Expression result = make_node(Operation::context, model::simple_type(Kind::context), {});
    for (const Binding& member : members) {
      result.type.names.push_back(member.name);
      result.type.arguments.push_back(member.type);
      result.operands.push_back(read(member));
    }
    return result;
  }

  Inference inference(const std::vector<Binding>& bindings) {
    Inference inside{draft_, {.function = true}};
    inside.bind(bindings);
    return inside;
  }

  /// Names are read as those that the box and what stands around it declare.
  Expression inferred(Inference& inside, const std::vector<Binding>& seen,
                      const syntax::BoxedExpression& logic, const syntax::BoxedExpression& box) {
    syntax::DeclaredNames names;
    names.lie_above(shared_names_);
    for (const Binding& binding : seen) names.add(binding.name);
    declare_own_names(logic, names);
    const auto outer = std::exchange(draft_.standard.dialect.names, &names);
    Expression result = inside.infer(lowered(box, draft_.standard.dialect, draft_.diagnostics));
    draft_.standard.dialect.names = outer;
    return result;
  }

  Expression decision_body(Place& place, std::size_t model, const syntax::Decision& decision) {
    const std::vector<Binding> seen = required(place, model, decision.requirements);
    Inference inside = inference(seen);
    Expression body = inferred(inside, seen, decision.logic, decision.logic);
    if (const auto type = standard_type(draft_, qualified(model, decision.type));
        type && !type->is(Kind::function))
      body = inside.converted_to(std::move(body), *type);
    return body;
  }

  Expression knowledge_value(Place& place, std::size_t model, const syntax::BusinessKnowledge& knowledge) {
    const std::vector<Binding> seen = required(place, model, knowledge.requirements);
    const syntax::BoxedExpression& logic = knowledge.logic;
    if (logic.box == syntax::Box::nothing) return null(knowledge.span);
    FunctionValue function;
    for (const syntax::BoxedVariable& parameter : logic.variables) {
      const auto type = standard_type(draft_, qualified(model, parameter.type));
      function.parameters.push_back({parameter.name, type.value_or(model::simple_type(Kind::any))});
    }
    const auto result = result_type(model, knowledge.type);
    for (const Binding& binding : seen) function.reads.push_back(binding.local);
    function.body = [this, &logic, seen, result](std::vector<Binding> arguments, text::Span call) {
      Inference inside = inference(seen);
      inside.bind(arguments);
      if (logic.box != syntax::Box::function || logic.parts.empty()) {
        draft_.standard.unsupported.push_back(call);
        draft_.error(Code::external_function, logic.span);
        return Expression{};
      }
      Expression body = inferred(inside, seen, logic, logic.parts.front());
      return result ? inside.converted_to(std::move(body), *result) : body;
    };
    return inference({}).function_value(std::move(function), knowledge.span);
  }

  // Decision services.

  std::vector<Element> parameters_of(std::size_t model, const syntax::DecisionService& service) const {
    std::vector<Element> elements;
    for (const auto* references : {&service.inputs, &service.input_decisions}) {
      for (const syntax::ElementReference& reference : *references) {
        if (const auto element = resolved(model, reference)) elements.push_back(*element);
      }
    }
    return elements;
  }

  std::pair<std::string, std::optional<Type>> declared_parameter(const Element& element) const {
    const DecisionModel& model = models_[element.model];
    if (const auto* input = find_by_id(model.inputs, element.id))
      return {input->name, standard_type(draft_, qualified(element.model, input->type))};
    if (const auto* decision = find_by_id(model.decisions, element.id))
      return {decision->name, standard_type(draft_, qualified(element.model, decision->type))};
    return {element.id, std::nullopt};
  }

  /// What a service gives for its arguments: its decisions, each bound for those after it.
  Expression service_body(std::size_t model, const syntax::DecisionService& service,
                          std::vector<Binding> arguments, std::string_view output, text::Span span) {
    Place place;
    place.service = true;
    const std::vector<Element> parameters = parameters_of(model, service);
    for (std::size_t index = 0; index < parameters.size() && index < arguments.size(); ++index)
      place.known.emplace(parameters[index], arguments[index]);
    std::vector<Binding> outputs;
    for (const syntax::ElementReference& reference : service.outputs) {
      const auto element = resolved(model, reference);
      if (!element) continue;
      Binding binding = bound(place, *element);
      if (output.empty() || binding.name == output || service.outputs.size() == 1)
        outputs.push_back(std::move(binding));
    }
    Expression body = outputs.size() == 1 ? read(outputs.front()) : context_of(outputs);
    if (const auto type = result_type(model, service.type); type && service.outputs.size() == 1)
      body = inference({}).converted_to(std::move(body), *type);
    while (!place.nodes.empty()) {
      model::GraphNode& last = place.nodes.back();
      Expression bind = make_node(Operation::bind, body.type, span);
      bind.text = last.name;
      bind.locals.push_back(last.local);
      bind.operands.push_back(std::move(last.expression));
      bind.operands.push_back(std::move(body));
      body = std::move(bind);
      place.nodes.pop_back();
    }
    return body;
  }

  Expression service_value(std::size_t model, const syntax::DecisionService& service) {
    FunctionValue function;
    for (const Element& element : parameters_of(model, service)) {
      const auto [name, type] = declared_parameter(element);
      function.parameters.push_back({name, type.value_or(model::simple_type(Kind::any))});
    }
    function.body = [this, model, &service](std::vector<Binding> arguments, text::Span call) {
      return service_body(model, service, std::move(arguments), {}, call);
    };
    return inference({}).function_value(std::move(function), service.span);
  }

  std::span<const DecisionModel> models_;
  const DecisionOptions& options_;
  syntax::DeclaredNames shared_names_;
  syntax::Pack nothing_;
  Draft draft_;
  Place graph_;
  std::vector<model::GraphInput> inputs_;
  std::set<Element> open_;
};

}  // namespace

CheckedDecision check_decision(std::span<const DecisionModel> models, std::string_view name,
                               const DecisionOptions& options, text::Diagnostics& diagnostics) {
  return DecisionChecker{models, options, diagnostics}.decision(name);
}

CheckedDecision check_service(std::span<const DecisionModel> models, std::string_view name,
                              std::string_view output, const DecisionOptions& options,
                              text::Diagnostics& diagnostics) {
  return DecisionChecker{models, options, diagnostics}.service(name, output);
}

}  // namespace doudi::check
