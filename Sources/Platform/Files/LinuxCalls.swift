import COpenSSL

/// System calls of Linux that Swift's Glibc module leaves out. They answer as in C: -1, and the
/// reason in `errno`.
package enum LinuxCalls {
  /// Makes durable all that was written to the descriptor's file system (syncfs(2)).
  package static func syncFileSystem(of descriptor: Int32) -> Int32 { syncfs(descriptor) }

  /// A descriptor that is readable once the process has ended (pidfd_open(2)).
  package static func openProcess(_ process: Int32) -> Int32 { pidfd_open(process, 0) }
}
