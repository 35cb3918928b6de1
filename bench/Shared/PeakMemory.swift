import Foundation

/// The kernel's figures of this process's memory.
enum PeakMemory {
  /// The most that was resident since `reset`, in MB (10^6 bytes), "?" when the kernel doesn't say.
  static var megabytes: String {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return "?" }
    return String(format: "%.0f", kibibytes * 1_024 / 1_000_000)
  }

  /// Forgets the peak so far, which the generation of mails made (proc(5), clear_refs).
  static func reset() {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    file.write(Data("5".utf8))
    file.closeFile()
  }
}
