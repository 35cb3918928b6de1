import CCurl

extension CurlHandle {
  /// Resolves, connects, does TLS or STARTTLS, and logs in, and then carries bytes
  /// (`CURLOPT_CONNECT_ONLY`). Blocks, for the endpoint's timeout at most; ends early when the wake
  /// signal is raised.
  func connect(_ endpoint: IMAPEndpoint, wake: WakeSignal) throws(IMAPError) {
    let words = ServerWords()
    do throws(CurlFailure) {
      try set(server: endpoint)
      try set(login: endpoint.username, endpoint.credential)
      try set(CURLOPT_CONNECT_ONLY, 1)
      try setCallbacks(words, wake)
    } catch {
      throw IMAPError(subject: endpoint.subject, kind: .connect, message: error.message)
    }
    let code = perform()
    guard code == CURLE_OK else {
      throw ConnectFailure(
        code: code, detail: detail, reply: words.refusal, challenge: words.challenge,
        mechanisms: words.mechanisms
      ).error(endpoint)
    }
  }

  private func setCallbacks(_ words: ServerWords, _ wake: WakeSignal) throws(CurlFailure) {
    set(CURLOPT_HEADERDATA, context: words)
    setHeader { bytes, size, count, words in
      guard let words else { return 0 }
      Unmanaged<ServerWords>.fromOpaque(words).takeUnretainedValue()
        .append(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    try setEnd(by: wake)
  }
}
