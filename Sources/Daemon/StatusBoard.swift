/// The parts' words of themselves, brought together: the one line of `systemctl status`, and the
/// parts that have not been heard of.
actor StatusBoard {
  private let socket: NotifySocket?
  private let allowance: Duration
  private var parts: [PartReport] = []
  /// The doing of each part, in the parts' order; nil before the part has said so.
  private var doing: [String?] = []
  /// The trouble of the whole, while there is one.
  private var complaint: String?
  private var told = ""

  /// `allowance` is how long a part may work between two signs of life.
  init(_ socket: NotifySocket?, allowance: Duration) {
    self.socket = socket
    self.allowance = allowance
  }

  /// These parts begin, and the ones before have ended. Tells that the daemon is ready.
  func begin(_ names: [String]) -> [PartReport] {
    doing = names.map { _ in nil }
    complaint = nil
    parts = names.enumerated().map { index, name in
      PartReport(name, allowance: allowance) { [weak self] text in
        await self?.note(text, of: index)
      }
    }
    tell(ready: true)
    return parts
  }

  /// The parts go on as before, ready, but this is wrong.
  func complain(_ complaint: String) {
    self.complaint = complaint
    tell(ready: true)
  }

  /// The names of those whose sign of life is missing.
  func late(at now: SuspendingClock.Instant) -> [String] {
    parts.filter { $0.isLate(at: now) }.map(\.name)
  }

  private func note(_ text: String, of part: Int) {
    doing[part] = text
    tell(ready: false)
  }

  /// Says nothing twice.
  private func tell(ready: Bool) {
    let line = ([complaint, StatusLine.text(zip(parts.map(\.name), doing))] as [String?])
      .compactMap(\.self).joined(separator: "; ")
    if ready {
      socket?.send(.ready, .status(line))
    } else if line != told {
      socket?.send(.status(line))
    }
    told = line
  }
}
