import CCurl

/// The end of a dialogue with an SMTP server before its last word.
enum SMTPEnding: Error {
  /// libcurl could not even try.
  case unusable(String)
  /// Connecting gave no session; with libcurl's own words, of its error buffer.
  case connecting(CURLcode, detail: String)
  case link(LinkTrouble)

  var wasInterrupted: Bool {
    switch self {
    case .unusable: false
    case .connecting(let code, _): code == CURLE_ABORTED_BY_CALLBACK
    case .link(let trouble): trouble == .interrupted || trouble == .unwanted
    }
  }

  var wasSilence: Bool {
    switch self {
    case .unusable: false
    case .connecting(let code, _): code == CURLE_OPERATION_TIMEDOUT
    case .link(.silent): true
    case .link: false
    }
  }
}
