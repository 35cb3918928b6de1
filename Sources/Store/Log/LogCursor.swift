/// The place of one entry in the order of a log, as the opaque text that callers pass back.
/// It names an entry, not a count, so it stays right while entries are appended.
struct LogCursor {
  let at: Int64
  let id: Int64

  init(at: Int64, id: Int64) {
    self.at = at
    self.id = id
  }

  init(_ text: String) throws(StoreError) {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let at = Int64(halves[0]), let id = Int64(halves[1]) else {
      throw .refused("cursor", "it is none of a page of this log", "pass back `next` as it came")
    }
    self.init(at: at, id: id)
  }

  var text: String { "\(at).\(id)" }
}
