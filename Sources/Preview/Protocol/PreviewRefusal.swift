/// The reason for which a file is not shown.
package enum PreviewRefusal: Error, Sendable, Hashable {
  /// Nothing of that kind is shown, or there is nothing in the file.
  case unsupported
  /// The page is beyond the last one, or before the first.
  case noSuchPage
  /// The file opens by a password only.
  case encrypted
  /// The program that reads such files can't read this one, or crashed on it.
  case broken
  /// The file costs more than one may.
  case beyond(PreviewLimit)
  /// The previewer can't be reached, or ended in the middle: nothing is known of the file.
  case unavailable(String)

  /// In a word, for logs and for those who word it: `unsupported`, `pixels`. The previewer's own
  /// trouble is told in full.
  package var code: String {
    switch self {
    case .unsupported: "unsupported"
    case .noSuchPage: "noSuchPage"
    case .encrypted: "encrypted"
    case .broken: "broken"
    case .beyond(let limit): "\(limit)"
    case .unavailable(let reason): "unavailable: \(reason)"
    }
  }

  /// The same file will be refused again.
  package var isLasting: Bool {
    switch self {
    case .unsupported, .noSuchPage, .encrypted, .broken: true
    // Another machine, or this one in another hour, may be quicker or have more room.
    case .beyond(let limit): limit != .time && limit != .memory
    case .unavailable: false
    }
  }
}

/// The limit that a file has met.
package enum PreviewLimit: UInt8, Sendable, CaseIterable {
  case fileSize = 1
  case pixels
  case pages
  case outputSize
  case memory
  case time
}
