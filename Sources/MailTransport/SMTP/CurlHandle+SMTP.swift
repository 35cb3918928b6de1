import CCurl

extension CurlHandle {
  /// Resolves, connects, says EHLO, does TLS or STARTTLS, and logs in, and then carries bytes
  /// (`CURLOPT_CONNECT_ONLY`). Blocks, for the endpoint's timeout at most; ends early when the wake
  /// signal is raised, or when `dialogue` refuses to go on.
  func connect(
    _ endpoint: SMTPEndpoint, _ dialogue: SMTPDialogue, wake: WakeSignal
  ) throws(CurlFailure) -> CURLcode {
    let name = endpoint.clientName ?? ClientName.ofMachine(towards: endpoint)
    // libcurl takes the name from the URL's path, and the brackets of a literal out of their form
    // there.
    try set(
      server: endpoint,
      path: name.replacing("[", with: "%5B").replacing("]", with: "%5D"))
    if let login = endpoint.login {
      // Else libcurl picks what it takes for the strongest: Kerberos without a ticket, CRAM-MD5 or
      // NTLM where the server keeps hashes. Either of these is safe inside TLS.
      try set(
        login: login.username, login.credential, passwordOptions: "AUTH=PLAIN;AUTH=LOGIN")
    }
    try set(CURLOPT_CONNECT_ONLY, 1)
    try setCallbacks(dialogue, wake)
    return perform()
  }

  private func setCallbacks(_ dialogue: SMTPDialogue, _ wake: WakeSignal) throws(CurlFailure) {
    set(CURLOPT_HEADERDATA, context: dialogue)
    setHeader { bytes, size, count, dialogue in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return SMTPDialogue.of(dialogue)?.received(line) == true ? line.count : 0
    }
    set(CURLOPT_DEBUGDATA, context: dialogue)
    // The replies come to the header's callback, which can stop libcurl.
    try setDebug { curl, kind, bytes, count, dialogue in
      guard kind == CURLINFO_HEADER_OUT, let dialogue = SMTPDialogue.of(dialogue) else { return 0 }
      let text = UnsafeRawBufferPointer(start: bytes, count: count)
      for line in text.split(separator: UInt8(ascii: "\n")) {
        dialogue.connectionSent(String(decoding: line, as: UTF8.self))
      }
      // QUIT follows a refusal or an interruption; while its answer is waited for, no callback is
      // asked whether to go on.
      if dialogue.hasQuit { _ = minicrm_curl_set_long(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1) }
      return 0
    }
    try setEnd(by: wake)
  }
}

extension SMTPDialogue {
  /// From the pointer that a callback is given.
  fileprivate static func of(_ pointer: UnsafeMutableRawPointer?) -> SMTPDialogue? {
    pointer.map { Unmanaged<SMTPDialogue>.fromOpaque($0).takeUnretainedValue() }
  }
}
