/// Where a document stands.
package enum DocumentState: String, Sendable, Hashable, CaseIterable {
  case inbox
  case filed
  case archived
}
