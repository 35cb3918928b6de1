import CCurl

/// The early end of a dialogue with an SMTP server.
enum SMTPEnding: Error {
  /// libcurl could not even try.
  case unusable(String)
  /// Libcurl brought no session about; with the words of its error buffer.
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
