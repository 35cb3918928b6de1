import Records

extension LogFault {
  /// `the log of acme does not fit at entry 3: …`
  func text(inLogOf company: String) -> String {
    let place = entry.map { "entry \($0.rawValue)" } ?? "its end"
    return "the log of \(company) does not fit at \(place): \(reason)"
  }
}
