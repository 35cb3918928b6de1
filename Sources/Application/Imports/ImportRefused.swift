import Records
import Store

/// A file was not imported, since not all of it is right; nothing was changed.
package struct ImportRefused: Error, Sendable, CustomStringConvertible {
  /// The file's name.
  package let file: String
  package let faults: ImportFaults
  /// The columns whose headers aren't known may be chosen by whoever imports.
  package let takesChoices: Bool

  package var description: String { text { "\($0)" } }

  /// A line for each of the first faults, with the words that `words` has for it.
  package func text(of words: (Refusal) -> String) -> String {
    var lines = ["\(file): nothing was imported; errors: \(faults.count)"]
    lines += faults.first.map { "\(file), line \($0.line): \(words($0.refusal))" }
    let rest = faults.count - faults.first.count
    if rest > 0 { lines.append("… and \(rest) more") }
    return lines.joined(separator: "\n")
  }
}

extension ImportOutcome {
  /// The tally of the import of `file`.
  func tally(
    of file: String, takesChoices: Bool = true
  ) throws(ImportRefused) -> ImportTally {
    switch self {
    case .imported(let tally): return tally
    case .refused(let faults):
      throw ImportRefused(file: file, faults: faults, takesChoices: takesChoices)
    }
  }
}
