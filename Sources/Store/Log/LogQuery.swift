import Foundation

/// What to look for in a company's log.
package struct LogQuery: Sendable {
  /// Empty is every kind.
  package var kinds: Set<LogKind>
  /// The first instant looked at.
  package var from: Date?
  /// The first instant no longer looked at.
  package var until: Date?
  /// Words that must all occur, each as any part of a word, without case.
  package var text: String?
  /// The most entries in the page, at least 1.
  package var limit: Int
  /// `LogPage.next` of the page before.
  package var after: String?

  package init(
    kinds: Set<LogKind> = [], from: Date? = nil, until: Date? = nil, text: String? = nil,
    limit: Int = 50, after: String? = nil
  ) {
    self.kinds = kinds
    self.from = from
    self.until = until
    self.text = text
    self.limit = limit
    self.after = after
  }
}
