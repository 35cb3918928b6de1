import Platform

/// The id that another system gives an event, and a digest of all that the system said of the
/// event, by which the same event is known again.
package struct ExternalIdentity: Hashable {
  package let id: String
  package let digest: Digest

  package init(id: String, digest: Digest) {
    self.id = id
    self.digest = digest
  }
}
