/// The use of a mailbox's room (RFC 9208).
package struct IMAPQuota: Sendable, Hashable {
  package struct Resource: Sendable, Hashable {
    /// `STORAGE`, in units of 1,024 bytes, or `MESSAGE`, in upper case.
    package let name: String
    package let used: Int64
    package let limit: Int64

    package init(name: String, used: Int64, limit: Int64) {
      self.name = name
      self.used = used
      self.limit = limit
    }

    /// The used share of the limit, 0 to 1 and more; a limit of nothing is used up.
    package var share: Double { limit > 0 ? Double(used) / Double(limit) : 1 }
  }

  package let root: String
  package let resources: [Resource]

  package init(root: String, resources: [Resource]) {
    self.root = root
    self.resources = resources
  }
}
