/// The findings on contents; of each list the first few, in `faults` all are counted.
package struct ExaminedContents: Sendable, Hashable {
  /// Contents that rows name.
  package var named = 0
  package var faults = 0
  package var firstFaults: [Fault] = []
  /// Files that no row names and that nobody is about to name.
  package var unnamed = 0
  /// In bytes.
  package var unnamedSize: Int64 = 0
  /// The paths of what has no content's name, or is no file: not minicrm's. The first few.
  package var strangers: [String] = []

  package init() {}

  /// The fault of one content.
  package struct Fault: Sendable, Hashable {
    /// Names the owners and the fault.
    package let text: String
    /// The bytes aren't known, and may be right.
    package let isUnreadable: Bool

    package init(text: String, isUnreadable: Bool) {
      self.text = text
      self.isUnreadable = isUnreadable
    }
  }
}
