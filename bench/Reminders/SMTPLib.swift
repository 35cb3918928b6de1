import Foundation

/// Python's smtplib, which sends one mail again and again on one connection.
enum SMTPLib {
  private static let script = """
    import smtplib, sys, time
    port, count, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    mail = open(path, 'rb').read()
    server = smtplib.SMTP('127.0.0.1', port)
    start = time.monotonic()
    for number in range(count):
        server.sendmail('muistutus@example.fi', ['henkilo%d@example.fi' % number], mail)
    print(time.monotonic() - start)
    server.quit()
    """

  /// The seconds that `count` mails like this took; nil where there is no Python. The interpreter's
  /// start and the connection's are not among them.
  static func send(_ mail: [UInt8], count: Int, to port: UInt16) throws -> Double? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("reminder-bench-\(ProcessInfo.processInfo.processIdentifier).eml")
    try Data(mail).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", "-c", script, "\(port)", "\(count)", file.path]
    let output = Pipe()
    python.standardOutput = output
    try python.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    python.waitUntilExit()
    // env(1) says so where there is no such program.
    if python.terminationStatus == 127 { return nil }
    let seconds = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
    guard python.terminationStatus == 0, let seconds = Double(seconds) else {
      throw BenchFailure("smtplib ended with status \(python.terminationStatus)")
    }
    return seconds
  }
}
