import Records

/// The faults of a file: all are counted, the first ones are kept to be shown.
package struct ImportFaults: Sendable, Hashable {
  package struct Fault: Sendable, Hashable {
    /// The line of the file that the row begins on, from 1.
    package let line: Int
    package let refusal: Refusal
  }

  package static let mostShown = 100

  package private(set) var count = 0
  /// By line; those of one line in the order that they were found in.
  package private(set) var first: [Fault] = []

  package init() {}

  package var isEmpty: Bool { count == 0 }

  package mutating func add(line: Int, _ refusal: Refusal) {
    count += 1
    let place = first.firstIndex { $0.line > line } ?? first.endIndex
    guard place < Self.mostShown else { return }
    first.insert(Fault(line: line, refusal: refusal), at: place)
    if first.count > Self.mostShown { first.removeLast() }
  }
}
