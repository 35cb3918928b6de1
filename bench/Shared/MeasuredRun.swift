import Foundation
import TestKit

/// The times of one run of a program.
struct MeasuredRun: Codable {
  let seconds: Double
  /// The processor's seconds, in user and system mode, of the program and its reaped children.
  let cpuSeconds: Double
  /// The most that was resident, in MB (10^6 bytes), without the pages of its program and
  /// libraries.
  let peakMegabytes: Double

  /// Runs a program that has to succeed, with a file as its standard input where one is named. What
  /// was written before is on the disk when it starts.
  ///
  /// - Returns: what it took and what it printed.
  static func measure(
    _ executable: String, _ arguments: [String], inputPath: String? = nil
  ) async throws -> (run: MeasuredRun, output: String) {
    sync()
    let start = ContinuousClock.now
    let child = try ChildProcess(executable, arguments, inputPath: inputPath)
    async let peak = watchMemory(of: child)
    let end = try await child.end(within: .seconds(7_200))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard end == .exited(0) else {
      throw BenchFailure("\(executable) ended with \(end): \(child.standardError.suffix(2_000))")
    }
    let run = MeasuredRun(
      seconds: seconds, cpuSeconds: try cpuSeconds(of: child.id),
      peakMegabytes: Double(try await peak) / 1_000_000)
    return (run, child.standardOutput)
  }

  /// Looks every 20 ms until it has ended. `ru_maxrss` would not do: the kernel has it begin with
  /// what was resident in the parent.
  private static func watchMemory(of child: ChildProcess) async throws -> Int {
    var peak = 0
    while !child.hasEnded {
      peak = max(peak, child.peakMemory ?? 0)
      try await Task.sleep(for: .milliseconds(20))
    }
    return peak
  }

  /// The processor's seconds of a process that has ended and is not reaped yet: utime, stime,
  /// cutime and cstime (proc(5)).
  private static func cpuSeconds(of id: pid_t) throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
    // The name, in brackets, may hold anything.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 14 else { throw BenchFailure("/proc/\(id)/stat is \(text)") }
    let ticks = fields[11...14].compactMap { Double($0) }.reduce(0, +)
    return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

extension MeasuredRun {
  /// Each figure by itself.
  init(medianOf runs: [MeasuredRun]) {
    func median(_ figure: (MeasuredRun) -> Double) -> Double {
      let sorted = runs.map(figure).sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
    self.init(
      seconds: median(\.seconds), cpuSeconds: median(\.cpuSeconds),
      peakMegabytes: median(\.peakMegabytes))
  }
}
