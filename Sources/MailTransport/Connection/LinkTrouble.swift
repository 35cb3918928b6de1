/// Why no more can be said or heard on a connection.
enum LinkTrouble: Error, Hashable {
  /// The connection ended or broke, in words.
  case ended(String)
  /// The other side neither sent nor took anything for so long.
  case silent(Duration)
  /// The wake signal was raised.
  case interrupted
  /// The sender may not send any more.
  case unwanted

  var message: String {
    switch self {
    case .ended(let reason): reason
    case .silent(let time): "the server was silent for \(time)"
    case .interrupted: "the session was interrupted"
    case .unwanted: "the time to send it was over"
    }
  }
}
