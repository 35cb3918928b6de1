import CCurl
import Glibc

/// One libcurl easy handle: it connects, does TLS and logs in, and then carries bytes
/// (`CURLOPT_CONNECT_ONLY`). Used by one thread at a time; freed, and its socket closed, in deinit.
final class CurlHandle {
  /// What one attempt to send or receive came to.
  enum Transfer {
    case bytes(Int)
    /// Nothing now: poll, then the same call again.
    case again
    case ended
    case failed(String)
  }

  /// Once in the process, before any handle. SIGPIPE must not end the process: with
  /// CURLOPT_NOSIGNAL libcurl leaves that to us.
  private static let isReady: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return minicrm_curl_global_init() == CURLE_OK
  }()

  private static let bufferSize = 512 * 1_024

  private let handle: OpaquePointer
  private let errorText: UnsafeMutablePointer<CChar>
  private let words = ServerWords()
  private let wake: WakeSignal

  /// Nil when libcurl can't be used at all (out of memory).
  init?(wake: WakeSignal) {
    guard Self.isReady, let handle = curl_easy_init() else { return nil }
    self.handle = OpaquePointer(handle)
    self.wake = wake
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(curl)
    errorText.deallocate()
  }

  private var curl: UnsafeMutableRawPointer { UnsafeMutableRawPointer(handle) }

  /// Resolves, connects, does TLS or STARTTLS, and logs in. Blocks, for the endpoint's timeout at
  /// most; ends early when the wake signal is raised.
  func connect(_ endpoint: IMAPEndpoint) throws(IMAPError) {
    try setTarget(endpoint)
    try setProtection(endpoint)
    try setCallbacks()
    let code = curl_easy_perform(curl)
    guard code == CURLE_OK else {
      throw ConnectFailure(
        code: code, detail: String(cString: errorText), reply: words.refusal
      ).error(endpoint)
    }
  }

  /// The socket to poll.
  var socket: Int32? {
    var socket = CURL_SOCKET_BAD
    guard minicrm_curl_get_socket(curl, &socket) == CURLE_OK, socket != CURL_SOCKET_BAD else {
      return nil
    }
    return socket
  }

  /// Never blocks. After `.again` the same bytes must be given again, at the same address: OpenSSL
  /// may hold half of them.
  func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    var count = 0
    let code = curl_easy_send(curl, bytes.baseAddress, bytes.count, &count)
    return transfer(code, count)
  }

  /// Never blocks. Poll only after `.again`: decrypted bytes may wait inside OpenSSL.
  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    var count = 0
    let code = curl_easy_recv(curl, buffer.baseAddress, buffer.count, &count)
    if code == CURLE_OK, count == 0 { return .ended }
    return transfer(code, count)
  }

  private func transfer(_ code: CURLcode, _ count: Int) -> Transfer {
    switch code {
    case CURLE_OK: .bytes(count)
    case CURLE_AGAIN: .again
    default: .failed(String(cString: curl_easy_strerror(code)))
    }
  }

  // MARK: Options

  private func setTarget(_ endpoint: IMAPEndpoint) throws(IMAPError) {
    let scheme = endpoint.security == .implicitTLS ? "imaps" : "imap"
    let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
    try set(CURLOPT_URL, "\(scheme)://\(host):\(endpoint.port)/", endpoint)
    try set(CURLOPT_USERNAME, endpoint.username, endpoint)
    try set(CURLOPT_PASSWORD, endpoint.secret.value, endpoint)
    // A proxy from the environment would see the connection, or break it.
    try set(CURLOPT_PROXY, "", endpoint)
    try set(CURLOPT_CONNECT_ONLY, 1)
    try set(CURLOPT_NOSIGNAL, 1)
    // A look-up that hangs is left behind, else libcurl waits for its thread: past the timeout, and
    // past the wish to stop.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    try set(CURLOPT_BUFFERSIZE, Self.bufferSize)
    try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, endpoint.timeout.wholeMilliseconds))
  }

  private func setProtection(_ endpoint: IMAPEndpoint) throws(IMAPError) {
    // ALL, never TRY: whoever strips STARTTLS from the greeting must not get the password.
    let needsTLS = endpoint.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    try set(CURLOPT_USE_SSL, Int(needsTLS.rawValue))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let caFile = endpoint.caFile {
      try set(CURLOPT_CAINFO, caFile, endpoint)
      // The system's authorities have a directory beside their file; they are not to be trusted too.
      _ = minicrm_curl_set_pointer(curl, CURLOPT_CAPATH, nil)
    }
  }

  private func setCallbacks() throws(IMAPError) {
    _ = minicrm_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, errorText)
    _ = minicrm_curl_set_pointer(
      curl, CURLOPT_HEADERDATA, Unmanaged.passUnretained(words).toOpaque())
    _ = minicrm_curl_set_header_function(curl) { bytes, size, count, words in
      guard let words else { return 0 }
      Unmanaged<ServerWords>.fromOpaque(words).takeUnretainedValue()
        .append(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    _ = minicrm_curl_set_pointer(
      curl, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(wake).toOpaque())
    _ = minicrm_curl_set_progress_function(curl) { wake, _, _, _, _ in
      guard let wake else { return 1 }
      return Unmanaged<WakeSignal>.fromOpaque(wake).takeUnretainedValue().isRaised ? 1 : 0
    }
    try set(CURLOPT_NOPROGRESS, 0)
  }

  private func set(_ option: CURLoption, _ value: Int) throws(IMAPError) {
    try check(minicrm_curl_set_long(curl, option, value), "libcurl")
  }

  private func set(
    _ option: CURLoption, _ value: String, _ endpoint: IMAPEndpoint
  ) throws(IMAPError) {
    try check(minicrm_curl_set_string(curl, option, value), endpoint.subject)
  }

  private func check(_ code: CURLcode, _ subject: String) throws(IMAPError) {
    guard code == CURLE_OK else {
      throw IMAPError(
        subject: subject, kind: .connect,
        message: "libcurl: \(String(cString: curl_easy_strerror(code)))")
    }
  }
}

extension Duration {
  /// Rounded up, so that a wait is never a little too short; at most what fits an Int32.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < 2_000_000 else { return 2_000_000_000 }
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
