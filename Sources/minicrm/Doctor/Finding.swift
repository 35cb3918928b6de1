import System

/// The finding of one check: one line, and advice where something is to be done.
struct Finding: Sendable, Hashable {
  enum Grade: String, Sendable, CaseIterable {
    case ok
    /// The part works, but not as well as it should, or not for long.
    case warning
    /// The part doesn't work.
    case failed
  }

  /// The part that was checked: `mailbox documents: login`.
  let check: String
  let grade: Grade
  let text: String
  /// Empty when there is nothing to do, or the text says it.
  let advice: String

  static func ok(_ check: String, _ text: String) -> Finding {
    Finding(check: check, grade: .ok, text: text, advice: "")
  }

  static func warning(_ check: String, _ text: String, _ advice: String = "") -> Finding {
    Finding(check: check, grade: .warning, text: text, advice: advice)
  }

  static func failed(_ check: String, _ text: String, _ advice: String = "") -> Finding {
    Finding(check: check, grade: .failed, text: text, advice: advice)
  }

  /// For people; the ones that need somebody stand out.
  var line: String {
    let mark =
      switch grade {
      case .ok: "ok     "
      case .warning: "warning"
      case .failed: "FAILED "
      }
    let what = [text, advice].filter { !$0.isEmpty }.joined(separator: "; ")
    return PrintedText.printable("\(mark)  \(check): \(what)")
  }
}
