import Application
import Foundation

extension ServerFact {
  var words: FindingWords {
    switch self {
    case .connected(let host, let port, nil): FindingWords("\(host):\(port), without TLS")
    case .connected(let host, let port, let certificate?):
      FindingWords(
        "\(host):\(port), TLS, certificate until \(certificate.day) (\(certificate.days) days)",
        certificate.endsSoon ? "have the server's certificate renewed" : nil)
    case .loggedIn(let username, .none): FindingWords("as \(username)")
    case .loggedIn(let username, .good(let end)):
      FindingWords(
        "as \(username), by an access token"
          + (end.map { ", good until \($0.formatted(.iso8601))" } ?? ""))
    case .loggedIn(let username, .unreadable(let error)):
      FindingWords("as \(username); \(error)")
    }
  }
}

extension ServerFact.Certificate {
  fileprivate var day: String { end.formatted(.iso8601.year().month().day()) }
}
