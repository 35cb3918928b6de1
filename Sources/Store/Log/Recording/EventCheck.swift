import Platform
import Records

/// The look at the events of a file before any is recorded.
struct EventCheck {
  /// The beginnings of two digests: of a kind with an external id, and of what is said under it.
  /// They stand for the texts, which may be many.
  private struct Mark: Hashable {
    let first: UInt64
    let second: UInt64

    init(_ digest: Digest) {
      (first, second) = digest.bytes.withUnsafeBytes {
        ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
    }
  }

  private let recording: EventRecording
  private var seen: [Mark: (line: Int, said: Mark)] = [:]

  init(_ recording: EventRecording) { self.recording = recording }

  /// All that keeps an event from being recorded, or what it would do.
  mutating func look(at row: ImportRow<RecordedEvent>) throws -> RowCheck {
    var faults = FieldFaults()
    let checked = faults.checked(row.fields) { (event) throws(Refusal) in try event.checked() }
    guard let event = try faults.tried({ try recording.named(checked) }) else {
      return RowCheck(faults, .unchanged)
    }
    // An entry that is there stays right, whatever became of whom it names.
    let known = try faults.tried { try recording.known(event) }
    if known == nil {
      try faults.tried { try event.requireAmount() }
      try faults.tried { try recording.requireKnownYear(of: event) }
      try faults.tried { try recording.requireCorrected(by: event) }
      _ = try faults.tried { try recording.person(of: event) }
      _ = try faults.tried { try recording.party(of: event) }
    }
    let isRepeated = repeats(event, at: row.line, &faults)
    return RowCheck(faults, known != nil || isRepeated ? .unchanged : .added)
  }

  /// A line before says the same under the external id. One that says anything else is noted.
  private mutating func repeats(
    _ event: RecordedEvent, at line: Int, _ faults: inout FieldFaults
  ) -> Bool {
    guard let identity = event.identity else { return false }
    let key = Mark(Digest(of: "\(event.kind.rawValue) \(identity.id)"))
    let said = Mark(identity.digest)
    guard let other = seen[key] else {
      seen[key] = (line, said)
      return false
    }
    guard other.said != said else { return true }
    faults.note(Refusal(.externalID, identity.id, .taken(.byOtherLine(other.line))))
    return false
  }
}
