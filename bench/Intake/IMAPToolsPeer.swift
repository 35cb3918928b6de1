import Foundation
import TestKit

/// Python's imap_tools, a mail at a time as paperless-ngx reads a mailbox: each attachment is
/// decoded, hashed, written to a file that is not fsynced, and gets a row; a commit a mail.
struct IMAPToolsPeer: IntakePeer {
  private static let package = "imap-tools==1.16.0"
  private static let script = """
    import hashlib, imap_tools, sqlite3, ssl, sys
    host, port, ca, user, secret, place = sys.argv[1:]
    password = open(secret, encoding='utf-8').read().rstrip('\\n')
    if ca:
        context = ssl.create_default_context(cafile=ca)
        box = imap_tools.MailBox(host, int(port), ssl_context=context)
    else:
        box = imap_tools.MailBoxUnencrypted(host, int(port))
    database = sqlite3.connect(place + '/documents.sqlite')
    database.execute('PRAGMA journal_mode = WAL')
    database.execute('PRAGMA synchronous = FULL')
    database.execute('CREATE TABLE document (id INTEGER PRIMARY KEY, message TEXT, name TEXT, '
                     'type TEXT, size INTEGER, sha256 TEXT)')
    with box.login_utf8(user, password, 'INBOX'):
        for message in box.fetch(mark_seen=False):
            for part in message.attachments:
                content = part.payload
                digest = hashlib.sha256(content).hexdigest()
                with open(place + '/' + digest, 'wb') as file:
                    file.write(content)
                database.execute(
                    'INSERT INTO document (message, name, type, size, sha256) '
                    'VALUES (?, ?, ?, ?, ?)',
                    (message.uid, part.filename, part.content_type, len(content), digest))
            database.commit()
    print(*database.execute('SELECT count(*), sum(size) FROM document').fetchone())
    """

  private let python: String

  /// Makes a virtual environment with the package, unless there is one.
  init() async throws {
    let build = FileManager.default.fileExists(atPath: ".build")
    let place = build ? ".build" : FileManager.default.temporaryDirectory.path
    let environment = "\(place)/bench-python"
    python = "\(environment)/bin/python"
    let isThere = try? await Program.mustRun(python, ["-c", "import imap_tools"])
    if isThere != nil { return }
    try await Program.mustRun("python3", ["-m", "venv", environment])
    try await Program.mustRun(python, ["-m", "pip", "install", "--quiet", Self.package])
  }

  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun {
    let (run, output) = try await MeasuredRun.measure(
      python,
      [
        "-c", Self.script, server.host, "\(server.port)", server.isTLS ? server.caFile : "",
        server.user, server.passwordFile, directory,
      ])
    guard output == "\(contents.attachments) \(contents.attachmentBytes)\n" else {
      throw BenchFailure("imap_tools found \(output), not \(contents)")
    }
    return run
  }
}
