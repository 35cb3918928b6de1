/// event is known again.
package struct ExternalIdentity: Hashable {
  package let id: String
  /// 32 bytes.
  package let digest: [UInt8]

  package init(id: String, digest: [UInt8]) {
    self.id = id
    self.digest = digest
  }
}
