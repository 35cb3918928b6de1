import MIME
import Records

/// A part's verdict and why.
package struct ReasonedVerdict: Sendable, Hashable {
  package let verdict: PartVerdict
  package let reason: PartReason

  init(_ verdict: PartVerdict, _ reason: PartReason) {
    self.verdict = verdict
    self.reason = reason
  }

  init(_ verdict: PartVerdict, _ code: PartReasonCode) {
    self.init(verdict, PartReason(code))
  }

  /// A document whatever it is, since it is beyond what is read.
  init(beyond limit: ReadingLimit) {
    self.init(.document, .beyondLimit(PartLimit(limit)))
  }

  var isDocument: Bool { verdict.isDocument }
}

extension PartLimit {
  fileprivate init(_ limit: ReadingLimit) {
    self =
      switch limit {
      case .depth: .depth
      case .scratch: .scratch
      case .multiparts: .multiparts
      case .parts: .parts
      case .header: .header
      }
  }
}
