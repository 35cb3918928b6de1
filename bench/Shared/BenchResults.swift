import Foundation

/// The file of MINICRM_BENCH_JSON: one JSON object in which every benchmark that ran has a key of
/// its own. What others wrote into it stays.
enum BenchResults {
  /// Does nothing where no file is named.
  static func note(_ result: some Encodable, as key: String) throws {
    guard let file = BenchVariable.text("MINICRM_BENCH_JSON") else { return }
    var all: [String: Any] = [:]
    if let present = FileManager.default.contents(atPath: file), !present.isEmpty {
      guard let object = try JSONSerialization.jsonObject(with: present) as? [String: Any] else {
        throw BenchFailure("\(file) is no JSON object: nothing is written to it")
      }
      all = object
    }
    all[key] = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result))
    try JSONSerialization.data(withJSONObject: all, options: [.prettyPrinted, .sortedKeys])
      .write(to: URL(fileURLWithPath: file), options: .atomic)
  }
}
