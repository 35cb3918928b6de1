import Foundation
import Store

extension UnfinishedWork {
  /// After so long without a batch nobody is at it any more, in seconds.
  static let patience: TimeInterval = 60

  var problem: Problem {
    let since = changedAt.formatted(.iso8601)
    switch work {
    case .imported(let kind, let file, let done, let total):
      return Problem(
        subject: "import of \(kind) at \(company)",
        text: "it was cut off on \(since): \(done) of \(total) rows of \(file) are in",
        advice: "import the same file again, and it goes on behind them; or import with --anew")
    case .erasure(let subject, let id):
      return Problem(
        subject: "erasure of \(subject.rawValue) \(id) at \(company)",
        text: "it was cut off on \(since): a part of the data is still there",
        advice: "minicrm erase \(subject.rawValue) \(id), with the same options, goes on with it")
    }
  }
}
