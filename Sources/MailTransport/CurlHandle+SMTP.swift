import CCurl

extension CurlHandle {
  /// Makes the handle one that delivers mails to a server.
  func prepare(_ endpoint: SMTPEndpoint, _ transfer: SMTPTransfer) throws(CurlFailure) {
    try set(server: endpoint, path: endpoint.clientName)
    if let login = endpoint.login {
      try set(login: login.username, login.secret)
      // Else libcurl picks what it takes for the strongest: Kerberos without a ticket, CRAM-MD5 or
      // NTLM where the server keeps hashes. Either of these is safe inside TLS.
      try set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
    }
    try set(CURLOPT_UPLOAD, 1)
    try set(CURLOPT_MAXCONNECTS, 1)
    try setCallbacks(transfer)
  }

  /// Sends the prepared transfer's message, and waits for the answer; blocks.
  func deliver(
    _ size: Int, from sender: EnvelopeAddress, to recipient: EnvelopeAddress, timeout: Duration
  ) throws(CurlFailure) -> CURLcode {
    try set(CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout.wholeSeconds)
    try set(CURLOPT_INFILESIZE_LARGE, size: size)
    try set(CURLOPT_MAIL_FROM, "<\(sender.text)>")
    let recipients = curl_slist_append(nil, "<\(recipient.text)>")
    guard let recipients else { throw CurlFailure(message: "libcurl: out of memory") }
    set(CURLOPT_MAIL_RCPT, recipients)
    defer {
      set(CURLOPT_MAIL_RCPT, nil)
      curl_slist_free_all(recipients)
    }
    return perform()
  }

  private func setCallbacks(_ transfer: SMTPTransfer) throws(CurlFailure) {
    set(CURLOPT_READDATA, context: transfer)
    setRead { bytes, size, count, transfer in
      SMTPTransfer.of(transfer)?.give(.init(start: bytes, count: size * count)) ?? 0
    }
    set(CURLOPT_HEADERDATA, context: transfer)
    setHeader { bytes, size, count, transfer in
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return SMTPTransfer.of(transfer)?.received(line) == true ? line.count : 0
    }
    set(CURLOPT_DEBUGDATA, context: transfer)
    // The replies come to the header's callback, which can stop the transfer.
    try setDebug { curl, kind, bytes, count, transfer in
      guard kind == CURLINFO_HEADER_OUT, let transfer = SMTPTransfer.of(transfer) else { return 0 }
      transfer.sent(.init(start: bytes, count: count))
      // QUIT follows a refusal or an interruption; while its answer is waited for, no callback is
      // asked whether to go on.
      if transfer.dialogue.hasQuit {
        _ = minicrm_curl_set_long(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1)
      }
      return 0
    }
    set(CURLOPT_XFERINFODATA, context: transfer)
    try setProgress { transfer, _, _, _, sent in
      SMTPTransfer.of(transfer)?.mayGoOn(sent: Int64(sent)) == true ? 0 : 1
    }
  }
}

extension SMTPTransfer {
  /// From the pointer that a callback is given.
  fileprivate static func of(_ pointer: UnsafeMutableRawPointer?) -> SMTPTransfer? {
    pointer.map { Unmanaged<SMTPTransfer>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension Duration {
  /// Rounded up, at least one.
  fileprivate var wholeSeconds: Int { max(1, (wholeMilliseconds + 999) / 1_000) }
}
