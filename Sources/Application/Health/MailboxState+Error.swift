import Foundation
import Store

extension MailboxState {
  /// The error of the last look; nil when a later one is getting on.
  package var currentError: String? {
    guard let lastError else { return nil }
    let (failed, progressed) = (lastErrorAt ?? .distantPast, progressAt ?? .distantPast)
    return failed >= progressed ? lastError : nil
  }
}
