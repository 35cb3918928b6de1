import Foundation

/// The resident memory of a process (proc(5), status), in MB (10^6 bytes).
struct ProcessMemory: Codable {
  /// VmRSS.
  let resident: Double
  /// RssAnon: its own, which no file is behind.
  let anonymous: Double

  init(of process: pid_t) throws {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    func megabytes(_ name: String) throws -> Double {
      let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") }
      guard let kibibytes = line?.split(separator: " ").dropLast().last.flatMap({ Double($0) })
      else { throw BenchFailure("/proc/\(process)/status has no \(name)") }
      return kibibytes * 1_024 / 1_000_000
    }
    resident = try megabytes("VmRSS")
    anonymous = try megabytes("RssAnon")
  }
}
