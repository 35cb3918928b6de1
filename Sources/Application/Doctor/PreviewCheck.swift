import Preview

/// The check of what page images are made with.
struct PreviewCheck: Sendable {
  private static let name = "page images"

  var check: Check { Check(Self.name) { [try await finding()] } }

  private func finding() async throws -> Finding {
    let missing = PreviewPrograms.missing()
    guard missing.isEmpty else { return .warning(Self.name, .preview(.programsMissing(missing))) }
    let granted = try await Check.blocking { try Protections.granted() }
    return granted == .all
      ? .ok(Self.name, .preview(.closedIn))
      : .warning(Self.name, .preview(.open(lacking: Protections.all.subtracting(granted))))
  }
}
