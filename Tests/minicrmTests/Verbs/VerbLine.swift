import Foundation
import TestKit

/// A command line for a verb, made of the sample values of its arguments.
struct VerbLine: Sendable {
  let verb: Verb
  private var values: [(argument: Verb.Argument, value: String?)] = []

  /// For a company: what is required, and the company wherever it can be said.
  init(_ verb: Verb, for records: CompanyRecords) throws {
    self.verb = verb
    for argument in verb.arguments
    where argument.isRequired || VerbSamples.context.contains(argument.label)
      || ["<ids>", "--yes"].contains(argument.label)
      || VerbSamples.needed.contains("\(verb) \(argument.label)")
    {
      try give(argument, of: records)
    }
  }

  /// The same with every option and flag that the verb has, but for those that keep it from doing
  /// what it does with the others, and for those that go instead of ids.
  func withEverything(of records: CompanyRecords) throws -> VerbLine {
    var line = self
    for argument in verb.arguments
    where !line.has(argument) && !["--dry-run", "--template"].contains(argument.label)
      && !(verb.choosesMany && VerbSamples.choosing.contains(argument.label))
      && !VerbSamples.apart.contains("\(verb) \(argument.label)")
    {
      try line.give(argument, of: records)
    }
    return line
  }

  /// The same with a value for one argument, whether it had one or not. A filter's goes instead of
  /// ids.
  func with(_ argument: Verb.Argument, _ value: String?) -> VerbLine {
    var line = self
    line.values.removeAll { $0.argument.label == argument.label }
    line.values.append((argument, value))
    if verb.choosesMany, VerbSamples.choosing.contains(argument.label) {
      line.values.removeAll { $0.argument.label == "<ids>" }
      line.values += verb.arguments.filter { $0.label == "--all" }.map { ($0, nil) }
    }
    return line
  }

  /// The same without the company, where the verb can do without.
  var withoutCompany: VerbLine? {
    guard verb.has("<id>") || verb.has("<ids>"), verb.has("--company") else { return nil }
    var line = self
    line.values.removeAll { $0.argument.label == "--company" }
    return line
  }

  /// The arguments of the program: positional ones in their order, options before them.
  var arguments: [String] {
    let options = values.filter { $0.argument.kind != .positional }.flatMap { argument, value in
      [argument.label] + (value.map { [$0] } ?? [])
    }
    let positionals = verb.arguments.filter { $0.kind == .positional }.compactMap { argument in
      values.first { $0.argument.label == argument.label }?.value
    }
    return verb.path + options + positionals
  }

  private func has(_ argument: Verb.Argument) -> Bool {
    values.contains { $0.argument.label == argument.label }
  }

  private mutating func give(_ argument: Verb.Argument, of records: CompanyRecords) throws {
    guard argument.kind != .flag else { return values.append((argument, nil)) }
    values.append((argument, try VerbSamples.values(of: argument, at: verb).first?(records)))
  }
}

extension Minicrm {
  /// Runs a line; what stands for a new file is one.
  func run(_ line: VerbLine, json: Bool = false) async throws -> Program.Run {
    let file = directory.path("new-\(UUID().uuidString)")
    let arguments = line.arguments.map { $0 == VerbSamples.newFile ? file : $0 }
    // A verb that prints something else than rows has no use for the option.
    let takesJSON = !line.arguments.contains("--openmetrics") && line.verb.name != "document export"
    return try await run(arguments + (json && takesJSON ? ["--json"] : []))
  }
}
