import Foundation

/// One client of the mail sink, served until it leaves.
struct MailSinkConnection {
  private let link: Int32
  private let roundTrip: Duration
  private let onMail: (ArraySlice<UInt8>) -> Void
  private var input: [UInt8] = []
  /// The beginning of the next line, or of the mail that is coming.
  private var start = 0
  /// The place at which the search for a mail's end goes on.
  private var searched = 0
  private var isInMail = false
  private var hasQuit = false
  /// By time.
  private var replies: [(due: ContinuousClock.Instant, text: String)] = []

  init(_ link: Int32, roundTrip: Duration, onMail: @escaping (ArraySlice<UInt8>) -> Void) {
    self.link = link
    self.roundTrip = roundTrip
    self.onMail = onMail
  }

  mutating func serve() {
    reply("220 sink ESMTP")
    while !(hasQuit && replies.isEmpty) {
      guard writeDue() else { return }
      guard waitForInput() else { continue }
      guard readSome() else { return }
      while takeNext() {}
      input.removeFirst(start)
      searched -= start
      start = 0
    }
  }

  private mutating func reply(_ text: String) {
    replies.append((ContinuousClock.now + roundTrip, text + "\r\n"))
  }

  /// False when the client is gone.
  private mutating func writeDue() -> Bool {
    guard !replies.isEmpty else { return true }
    let now = ContinuousClock.now
    let due = replies.prefix { $0.due <= now }
    replies.removeFirst(due.count)
    let bytes = Array(due.map(\.text).joined().utf8)
    return bytes.isEmpty || send(link, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0
  }

  /// Until there is something to read, which is true, or a reply is due.
  private func waitForInput() -> Bool {
    var request = pollfd(fd: link, events: Int16(POLLIN), revents: 0)
    guard let next = replies.first else { return poll(&request, 1, -1) > 0 }
    let wait = next.due - ContinuousClock.now
    let milliseconds = Int32(wait / .milliseconds(1))
    // poll(2) counts in milliseconds: the rest is slept.
    if milliseconds > 0 { return poll(&request, 1, milliseconds) > 0 }
    if wait > .zero { usleep(UInt32(wait / .microseconds(1)) + 1) }
    return false
  }

  private mutating func readSome() -> Bool {
    let count = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
      let count = recv(link, buffer.baseAddress, buffer.count, 0)
      if count > 0 { input += UnsafeRawBufferPointer(rebasing: buffer[..<count]) }
      return count
    }
    return count > 0
  }

  /// One command or one mail, when it is there in full.
  private mutating func takeNext() -> Bool {
    isInMail ? takeMail() : takeCommand()
  }

  private mutating func takeCommand() -> Bool {
    guard let end = input[start...].firstIndex(of: UInt8(ascii: "\n")) else { return false }
    let verb = String(decoding: input[start..<end].prefix(4), as: UTF8.self).uppercased()
    start = end + 1
    searched = start
    switch verb {
    case "EHLO": reply("250-sink\r\n250-8BITMIME\r\n250 PIPELINING")
    case "DATA":
      isInMail = true
      reply("354 go on")
    case "QUIT":
      hasQuit = true
      reply("221 bye")
    default: reply("250 2.0.0 ok")
    }
    return true
  }

  private mutating func takeMail() -> Bool {
    guard let end = endOfMail() else { return false }
    onMail(input[start..<end])
    start = end + 3
    searched = start
    isInMail = false
    reply("250 2.0.0 taken")
    return true
  }

  /// The beginning of the line with the dot.
  private mutating func endOfMail() -> Int? {
    while let end = input[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      if end + 1 - searched == 3, input[searched] == UInt8(ascii: ".") { return searched }
      searched = end + 1
    }
    return nil
  }
}
