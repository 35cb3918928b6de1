import Store

extension ImportOutcome {
  /// What an import of the file did; throws everything that is wrong with the file when nothing was
  /// done.
  func tally(of file: String) throws -> ImportTally {
    switch self {
    case .imported(let tally): return tally
    case .refused(let faults):
      var lines = ["\(file): nothing was imported; errors: \(faults.count)"]
      lines += faults.first.map { "\(file), line \($0.line): \($0.message)" }
      let rest = faults.count - faults.first.count
      if rest > 0 { lines.append("… and \(rest) more") }
      throw Failure(lines.joined(separator: "\n"))
    }
  }
}
