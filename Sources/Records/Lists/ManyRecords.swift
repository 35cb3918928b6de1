/// Requests that name many records at once: all of them are done, or none.
package enum ManyRecords {
  package static let most = 1_000

  package static func check(_ count: Int) throws(Refusal) {
    guard count <= most else { throw Refusal(of: .limit, .request(.tooMany(count, most: most))) }
  }
}
