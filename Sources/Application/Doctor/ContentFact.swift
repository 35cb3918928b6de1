import Store

/// A fact about the documents' and mails' bytes.
package enum ContentFact: Sendable, Hashable {
  case fault(ExaminedContents.Fault)
  case moreFaults(Int)
  /// `deep` where every byte was read.
  case whole(count: Int, deep: Bool)
  /// Files that nothing names.
  case unnamed(count: Int, bytes: Int64)
}
