import Preview

/// The check of what page images are made with.
struct PreviewCheck: Sendable {
  private static let name = "page images"

  /// The socket of the pages' previewer; nil on an installation without pages.
  let socket: String?

  var check: Check {
    Check(Self.name) {
      var findings = [try await finding()]
      if let socket { findings.append(try await Self.finding(at: socket)) }
      return findings
    }
  }

  private func finding() async throws -> Finding {
    let missing = PreviewPrograms.missing()
    guard missing.isEmpty else { return .warning(Self.name, .preview(.programsMissing(missing))) }
    let granted = try await Check.blocking { try Protections.granted() }
    return granted == .all
      ? .ok(Self.name, .preview(.closedIn))
      : .warning(Self.name, .preview(.open(lacking: Protections.all.subtracting(granted))))
  }

  private static func finding(at socket: String) async throws -> Finding {
    let isThere = try await Check.blocking { PreviewClient(socket: socket).isListenedTo }
    return .ok(
      "\(name): previewer", .preview(isThere ? .running(path: socket) : .ownOfPages(path: socket)))
  }
}
