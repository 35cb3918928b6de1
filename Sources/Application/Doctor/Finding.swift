/// The finding of one check: a fact, and what it means for the part that was checked.
package struct Finding: Sendable {
  package enum Grade: String, Sendable, CaseIterable {
    case ok
    /// The part works, but not as well as it should, or not for long.
    case warning
    /// The part doesn't work.
    case failed
  }

  /// The part that was checked: `mailbox documents: login`.
  package let check: String
  package let grade: Grade
  package let fact: Fact

  package static func ok(_ check: String, _ fact: Fact) -> Finding {
    Finding(check: check, grade: .ok, fact: fact)
  }

  package static func warning(_ check: String, _ fact: Fact) -> Finding {
    Finding(check: check, grade: .warning, fact: fact)
  }

  package static func failed(_ check: String, _ fact: Fact) -> Finding {
    Finding(check: check, grade: .failed, fact: fact)
  }
}
