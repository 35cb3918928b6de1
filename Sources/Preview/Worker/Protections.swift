import CConfine
import Platform

/// The means that this kernel grants to confine a process without privileges.
package struct Protections: OptionSet, Sendable, Hashable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Landlock: files that are not named can't be opened.
  package static let files = Protections(rawValue: Int32(minicrm_confine_files))
  /// seccomp: no socket, no process, no call that only administrators need.
  package static let calls = Protections(rawValue: Int32(minicrm_confine_calls))
  /// User and network namespaces: no network at all.
  package static let namespaces = Protections(rawValue: Int32(minicrm_confine_namespaces))
  package static let all: Protections = [.files, .calls, .namespaces]

  /// Tries each of them in a process of its own. Blocks for a moment.
  package static func granted() throws(SystemError) -> Protections {
    let held = minicrm_confine_probe()
    guard held >= 0 else {
      throw SystemError(.last, "try a process's protections", subject: "the previewer")
    }
    return Protections(rawValue: held)
  }
}
