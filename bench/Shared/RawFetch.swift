import CCurl
import Foundation

/// Fetches a mailbox, or its newest mails, with one command that is sent ahead, and looks at none
/// of it: the server's own limit. libcurl connects, does TLS and logs in.
struct RawFetch {
  private static let bufferSize = 512 * 1_024
  /// Enough of the end to hold the last line.
  private static let tailSize = 200

  private let url: String
  private let user: String
  private let passwordFile: String
  private let caFile: String
  /// The UID of the first mail.
  private let first: UInt32

  init(_ server: IntakeServer, from first: UInt32 = 1) {
    url = "\(server.isTLS ? "imaps" : "imap")://\(server.host):\(server.port)/"
    user = server.user
    passwordFile = server.passwordFile
    caFile = server.caFile
    self.first = first
  }

  /// Fetches in a process of its own, checked to have got more than the bytes of the mails.
  func measure(mailBytes: Int) async throws -> MeasuredRun {
    let (run, output) = try await MeasuredRun.measure(
      "/proc/self/exe", ["raw-fetch", url, user, passwordFile, caFile, "\(first)"])
    guard let bytes = Int(output.trimmingCharacters(in: .newlines)), bytes > mailBytes else {
      throw BenchFailure("the raw fetch got \(output), not all \(mailBytes) bytes")
    }
    return run
  }

  /// Reads the arguments that the other process is started with.
  init(arguments: [String]) throws {
    guard arguments.count == 5, let first = UInt32(arguments[4]) else {
      throw BenchFailure("raw-fetch: \(arguments)")
    }
    (url, user) = (arguments[0], arguments[1])
    (passwordFile, caFile) = (arguments[2], arguments[3])
    self.first = first
  }

  /// Prints how many bytes came.
  func run() throws {
    guard minicrm_curl_global_init() == CURLE_OK, let curl = curl_easy_init() else {
      throw BenchFailure("libcurl can't be used")
    }
    defer { curl_easy_cleanup(curl) }
    let password = try String(contentsOfFile: passwordFile, encoding: .utf8)
    for (option, value) in [
      (CURLOPT_URL, url), (CURLOPT_USERNAME, user), (CURLOPT_CAINFO, caFile),
      (CURLOPT_PASSWORD, password.trimmingCharacters(in: .newlines)), (CURLOPT_PROXY, ""),
    ] { try check(minicrm_curl_set_string(curl, option, value)) }
    for (option, value) in [
      (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_BUFFERSIZE, Self.bufferSize),
    ] { try check(minicrm_curl_set_long(curl, option, value)) }
    try check(curl_easy_perform(curl))
    // No LOGOUT: over TLS Dovecot may close at one before it has sent all that it had to say.
    try send("a SELECT INBOX\r\nb UID FETCH \(first):* BODY.PEEK[]\r\n", over: curl)
    print(try readToEnd(curl))
  }

  private func send(_ text: String, over curl: UnsafeMutableRawPointer) throws {
    let bytes = Array(text.utf8)
    var sent = 0
    try check(curl_easy_send(curl, bytes, bytes.count, &sent))
    guard sent == bytes.count else { throw BenchFailure("\(sent) bytes were sent") }
  }

  /// Reads to the end of the answer to the fetch, and gives the number of bytes.
  private func readToEnd(_ curl: UnsafeMutableRawPointer) throws -> Int {
    var link = CURL_SOCKET_BAD
    try check(minicrm_curl_get_socket(curl, &link))
    var buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    var (total, count) = (0, 0)
    /// The last bytes.
    var tail: [UInt8] = []
    while !Self.isEnd(tail) {
      let code = curl_easy_recv(curl, &buffer, buffer.count, &count)
      if code == CURLE_AGAIN {
        var request = pollfd(fd: link, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
        continue
      }
      try check(code)
      guard count > 0 else { throw BenchFailure("the server's last words: \(Self.text(tail))") }
      total += count
      // Slices, since `suffix` of a sequence goes through all of it.
      let joined = tail + buffer[max(0, count - Self.tailSize)..<count]
      tail = Array(joined[max(0, joined.count - Self.tailSize)...])
    }
    return total
  }

  private static func isEnd(_ tail: [UInt8]) -> Bool {
    tail.suffix(2) == [0x0d, 0x0a] && text(tail).contains("\nb OK ")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func check(_ code: CURLcode) throws {
    guard code == CURLE_OK else {
      throw BenchFailure("raw-fetch: \(String(cString: curl_easy_strerror(code)))")
    }
  }
}
