import CCurl
import Glibc

/// One libcurl easy handle with the options that all mail servers share. Used by one thread at a
/// time; freed, and its connection closed, in deinit.
final class CurlHandle {
  /// The result of one attempt to send or receive.
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
  /// The contexts that callbacks are given; they must live until libcurl is done.
  private var contexts: [AnyObject] = []

  /// Nil when libcurl can't be used at all (out of memory).
  init?() {
    guard Self.isReady, let handle = curl_easy_init() else { return nil }
    self.handle = OpaquePointer(handle)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(curl)
    errorText.deallocate()
  }

  var curl: UnsafeMutableRawPointer { UnsafeMutableRawPointer(handle) }

  /// Does what the options say; blocks.
  func perform() -> CURLcode {
    errorText[0] = 0
    return curl_easy_perform(curl)
  }

  /// libcurl's own words for what the last `perform` failed with.
  var detail: String { String(cString: errorText) }

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

  /// Sets the server to connect to and the protection; `path` goes behind the URL's slash.
  func set(server: some MailServer, path: String = "") throws(CurlFailure) {
    try set(peer: server)
    try set(CURLOPT_URL, server.url + path)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    try set(CURLOPT_BUFFERSIZE, Self.bufferSize)
    // ALL, never TRY: whoever strips STARTTLS from the greeting must not get the password.
    let needsTLS = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    try set(CURLOPT_USE_SSL, Int(needsTLS.rawValue))
  }

  /// Sets the longest time to connect, and the certificates to believe.
  func set(peer server: some Peer) throws(CurlFailure) {
    _ = minicrm_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, errorText)
    // A proxy from the environment would see the connection, or break it.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_NOSIGNAL, 1)
    // A look-up that hangs is left behind, else libcurl waits for its thread: past the timeout, and
    // past the wish to stop.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, server.timeout.wholeMilliseconds))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    try set(CURLOPT_CERTINFO, 1)
    if let caFile = server.caFile {
      try set(CURLOPT_CAINFO, caFile)
      // The system's authorities have a directory beside their file; they are not to be trusted
      // too.
      _ = minicrm_curl_set_pointer(curl, CURLOPT_CAPATH, nil)
    }
  }

  func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
    try check(minicrm_curl_set_long(curl, option, value))
  }

  func set(_ option: CURLoption, _ value: String) throws(CurlFailure) {
    try check(minicrm_curl_set_string(curl, option, value))
  }

  /// A pointer that libcurl keeps until it is given another.
  func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
    _ = minicrm_curl_set_pointer(curl, option, value)
  }

  /// Sets the context of libcurl's callback, kept alive as long as the handle.
  func set(_ option: CURLoption, context: AnyObject) {
    contexts.append(context)
    set(option, Unmanaged.passUnretained(context).toOpaque())
  }

  /// Sets the function that hears each line of the answers' headers.
  func setHeader(_ function: @escaping minicrm_curl_data_function) {
    _ = minicrm_curl_set_data_function(curl, CURLOPT_HEADERFUNCTION, function)
  }

  /// Sets the function that takes an answer's body.
  func setBody(_ function: @escaping minicrm_curl_data_function) {
    _ = minicrm_curl_set_data_function(curl, CURLOPT_WRITEFUNCTION, function)
  }

  /// The code of the last answer; 0 where there was none.
  var responseCode: Int {
    var code = 0
    _ = minicrm_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &code)
    return code
  }

  /// `perform` ends early when the wake signal is raised.
  func setEnd(by wake: WakeSignal) throws(CurlFailure) {
    set(CURLOPT_XFERINFODATA, context: wake)
    _ = minicrm_curl_set_progress_function(curl) { wake, _, _, _, _ in
      guard let wake else { return 1 }
      return Unmanaged<WakeSignal>.fromOpaque(wake).takeUnretainedValue().isRaised ? 1 : 0
    }
    try set(CURLOPT_NOPROGRESS, 0)
  }

  func setDebug(_ function: @escaping minicrm_curl_debug_function) throws(CurlFailure) {
    _ = minicrm_curl_set_debug_function(curl, function)
    try set(CURLOPT_VERBOSE, 1)
  }

  private func check(_ code: CURLcode) throws(CurlFailure) {
    guard code == CURLE_OK else {
      throw CurlFailure(message: "libcurl: \(String(cString: curl_easy_strerror(code)))")
    }
  }
}

/// libcurl can't be told what to do: out of memory, or built without what is needed.
struct CurlFailure: Error {
  let message: String
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
