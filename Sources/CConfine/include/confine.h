#pragma once

#include <stdint.h>
#include <sys/types.h>

// A program that is started with nearly nothing: between fork(2) and execve(2) only calls of C are
// safe, and Swift can make no such promise.

/// What the program may use; 0 leaves a limit as it is.
struct minicrm_confine_limits {
  /// Bytes of address space.
  uint64_t memory;
  uint64_t cpu_seconds;
  /// Bytes of each file that it writes.
  uint64_t file_bytes;
  uint64_t descriptors;
};

struct minicrm_confine_program {
  /// An absolute path.
  const char *path;
  char *const *arguments;
  char *const *environment;
  /// What become its descriptors 0, 1, 2.
  int standard[3];
  /// What becomes its descriptor 3; -1 for none.
  int fourth;
  struct minicrm_confine_limits limits;
  /// Files and directories, NULL at the end: what is there and below may be read and run. NULL
  /// itself confines no files.
  const char *const *readable;
  /// The same for what may be written too.
  const char *const *writable;
  /// 1: it can start no process, and nothing but threads of its own.
  int is_alone;
  /// 1: user, network and IPC namespaces of its own, where the kernel grants them.
  int is_apart;
  /// 1: it ends by SIGKILL when the thread that started it ends.
  int dies_with_thread;
};

/// Bits of what holds.
enum {
  minicrm_confine_files = 1,       // Landlock
  minicrm_confine_calls = 2,       // seccomp
  minicrm_confine_namespaces = 4,  // user and network
};

/// Starts the program in a process group of its own, without sockets of its own making. Returns its
/// process id, or -1 with errno. It ends with status 126 where a limit can't be set, and 127 where
/// it isn't there.
pid_t minicrm_confine_start(const struct minicrm_confine_program *program);

/// Tries each protection in a process of its own. Returns the bits of those that hold, or -1 with
/// errno.
int minicrm_confine_probe(void);
