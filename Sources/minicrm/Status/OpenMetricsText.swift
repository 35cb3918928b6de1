/// Metrics in the OpenMetrics text format 1.0.0.
///
/// A family is one metric with its samples: `# TYPE`, `# UNIT` and `# HELP` once, then a line each.
struct OpenMetricsText {
  struct Sample {
    let labels: [(name: String, value: String)]
    let value: Int64

    init(_ value: Int64, _ labels: (name: String, value: String)...) {
      self.labels = labels
      self.value = value
    }
  }

  private var lines: [String] = []

  /// A value that may go up and down. A unit is the last part of the name.
  mutating func gauge(_ name: String, unit: String? = nil, _ help: String, _ samples: [Sample]) {
    family(name, type: "gauge", unit: unit, help)
    lines += samples.map { "\(name)\(Self.text(of: $0.labels)) \($0.value)" }
  }

  /// A value that only goes up; the sample's name ends in `_total`.
  mutating func counter(_ name: String, _ help: String, _ value: Int64) {
    family(name, type: "counter", unit: nil, help)
    lines.append("\(name)_total \(value)")
  }

  /// The whole exposition.
  var text: String { (lines + ["# EOF"]).joined(separator: "\n") + "\n" }

  private mutating func family(_ name: String, type: String, unit: String?, _ help: String) {
    precondition(unit.map { name.hasSuffix("_\($0)") } ?? true, "a metric's name ends in its unit")
    lines.append("# TYPE \(name) \(type)")
    if let unit { lines.append("# UNIT \(name) \(unit)") }
    lines.append("# HELP \(name) \(Self.escaped(help))")
  }

  private static func text(of labels: [(name: String, value: String)]) -> String {
    guard !labels.isEmpty else { return "" }
    let pairs = labels.map { "\($0.name)=\"\(escaped($0.value))\"" }
    return "{\(pairs.joined(separator: ","))}"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\"", with: "\\\"")
  }
}
