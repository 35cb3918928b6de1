/// The state of a document.
package enum DocumentState: String, Sendable, Hashable, CaseIterable {
  case inbox
  case filed
  case archived
}
