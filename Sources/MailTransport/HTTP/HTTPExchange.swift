import CCurl
import Foundation
import Platform

/// Posts one form, or fetches a page, and reads the answer, on a queue of its own, where it blocks.
/// No redirect is followed: it could lead secrets elsewhere.
package actor HTTPExchange {
  /// An answer that is longer is none, in bytes.
  private static let longestBody = 1 << 20

  private nonisolated let executor: QueueExecutor
  private nonisolated let wake = WakeSignal()
  private let endpoint: HTTPEndpoint

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private init(_ endpoint: HTTPEndpoint) {
    self.endpoint = endpoint
    executor = QueueExecutor(label: "http \(endpoint.host)")
  }

  /// Ends by the endpoint's timeout, or about a second after the task's cancellation.
  package static func post(
    _ fields: [(name: String, value: String)], to endpoint: HTTPEndpoint
  ) async throws(HTTPFailure) -> HTTPReply {
    try await HTTPExchange(endpoint).exchange(form: encoded(fields))
  }

  /// Ends as a post does.
  package static func get(_ endpoint: HTTPEndpoint) async throws(HTTPFailure) -> HTTPReply {
    try await HTTPExchange(endpoint).exchange(form: nil)
  }

  private func exchange(form: String?) async throws(HTTPFailure) -> HTTPReply {
    let result: Result<HTTPReply, HTTPFailure> = await withTaskCancellationHandler {
      do throws(HTTPFailure) { return .success(try perform(form)) } catch { return .failure(error) }
    } onCancel: {
      wake.raise()
    }
    return try result.get()
  }

  private func perform(_ form: String?) throws(HTTPFailure) -> HTTPReply {
    guard let curl = CurlHandle() else { throw failure("libcurl can't be started") }
    let answer = HTTPAnswer(longestBody: Self.longestBody)
    do throws(CurlFailure) {
      try prepare(curl, form, answer)
    } catch {
      throw failure(error.message)
    }
    let code = curl.perform()
    guard code == CURLE_OK else {
      if answer.isTooLong { throw failure("the answer is longer than \(Self.longestBody) bytes") }
      throw failure(code, curl.detail)
    }
    return HTTPReply(
      status: curl.responseCode, body: answer.body, date: answer.date,
      retryAfter: answer.retryAfter)
  }

  private func prepare(
    _ curl: CurlHandle, _ form: String?, _ answer: HTTPAnswer
  ) throws(CurlFailure) {
    try curl.set(peer: endpoint)
    try curl.set(CURLOPT_URL, endpoint.url)
    try curl.set(
      CURLOPT_PROTOCOLS_STR, endpoint.url.lowercased().hasPrefix("https") ? "https" : "http")
    try curl.set(CURLOPT_TIMEOUT_MS, max(1, endpoint.timeout.wholeMilliseconds))
    try curl.set(CURLOPT_FOLLOWLOCATION, 0)
    try curl.set(CURLOPT_USERAGENT, "minicrm")
    if let socket = endpoint.socket { try curl.set(CURLOPT_UNIX_SOCKET_PATH, socket) }
    if let form {
      try curl.set(CURLOPT_POST, 1)
      try curl.set(CURLOPT_POSTFIELDSIZE, form.utf8.count)
      try curl.set(CURLOPT_COPYPOSTFIELDS, form)
    }
    curl.set(CURLOPT_HEADERDATA, context: answer)
    curl.setHeader { bytes, size, count, answer in
      HTTPAnswer.of(answer)?.header(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    curl.set(CURLOPT_WRITEDATA, context: answer)
    curl.setBody { bytes, size, count, answer in
      let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return HTTPAnswer.of(answer)?.append(bytes) == true ? bytes.count : 0
    }
    try curl.setEnd(by: wake)
  }

  private func failure(_ code: CURLcode, _ detail: String) -> HTTPFailure {
    switch LinkFailure(code, detail: detail, server: endpoint) {
    case .cancelled(let text): HTTPFailure(message: text, wasCancelled: true)
    case .timeout: failure("no answer within \(endpoint.timeout)")
    case let link?: failure(link.message)
    case nil: failure("no answer (\(LinkFailure.because(code, detail)))")
    }
  }

  private func failure(_ message: String) -> HTTPFailure {
    HTTPFailure(message: message, wasCancelled: false)
  }

  /// As `application/x-www-form-urlencoded`.
  static func encoded(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  /// A text as it may stand in a form's field or in a URL's query.
  package static func encoded(_ text: String) -> String {
    var allowed = CharacterSet(charactersIn: "-._~")
    for range in ["a"..."z", "A"..."Z", "0"..."9"] as [ClosedRange<Unicode.Scalar>] {
      allowed.insert(charactersIn: range)
    }
    return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
  }
}

/// An answer while it comes in. On the exchange's queue only.
private final class HTTPAnswer {
  private let longestBody: Int
  private(set) var body: [UInt8] = []
  private(set) var isTooLong = false
  private(set) var date: Date?
  private(set) var retryAfter: Duration?

  init(longestBody: Int) {
    self.longestBody = longestBody
  }

  /// From the pointer that a callback is given.
  static func of(_ pointer: UnsafeMutableRawPointer?) -> HTTPAnswer? {
    pointer.map { Unmanaged<HTTPAnswer>.fromOpaque($0).takeUnretainedValue() }
  }

  func header(_ bytes: UnsafeRawBufferPointer) {
    let line = String(decoding: bytes.prefix(4_096), as: UTF8.self)
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
    switch line[..<colon].lowercased() {
    case "date": date = Self.date(value)
    case "retry-after": retryAfter = pause(value)
    default: break
    }
  }

  /// False when it is more than an answer may have.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= longestBody else {
      isTooLong = true
      return false
    }
    body += bytes
    return true
  }

  /// Seconds, or a date.
  private func pause(_ value: String) -> Duration? {
    if let seconds = Int(value) { return .seconds(min(max(0, seconds), 86_400)) }
    return Self.date(value).map { end in
      .seconds(min(max(0, end.timeIntervalSince(date ?? end)), 86_400))
    }
  }

  private static func date(_ value: String) -> Date? {
    let seconds = curl_getdate(value, nil)
    return seconds < 0 ? nil : Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
