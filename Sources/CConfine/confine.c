#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Landlock (landlock(7)). Debian 12's headers know its second version only, so all stands here.

enum { create_ruleset = 444, add_rule = 445, restrict_self = 446 };

enum {
  execute = 1 << 0, write_file = 1 << 1, read_file = 1 << 2, read_dir = 1 << 3,
  truncate_file = 1 << 14, ioctl_device = 1 << 15,
};

struct ruleset {
  uint64_t files, network, scoped;
};

struct __attribute__((packed)) beneath {
  uint64_t allowed;
  int32_t parent;
};

static int landlock_version(void) {
  return (int)syscall(create_ruleset, NULL, 0, 1);
}

static uint64_t file_rights(int version) {
  // Thirteen rights in the first version, and one more in each of the second, third and fifth.
  return version < 2 ? (1 << 13) - 1 : version < 3 ? (1 << 14) - 1
       : version < 5 ? (1 << 15) - 1 : (1 << 16) - 1;
}

static int allow(int rules, const char *const *paths, uint64_t rights) {
  for (; *paths; paths++) {
    int parent = open(*paths, O_PATH | O_CLOEXEC);
    // Not every system has every directory.
    if (parent < 0) continue;
    struct stat status;
    struct beneath rule = {.allowed = rights, .parent = parent};
    if (fstat(parent, &status) == 0 && !S_ISDIR(status.st_mode)) {
      rule.allowed &= execute | write_file | read_file | truncate_file | ioctl_device;
    }
    int failed = syscall(add_rule, rules, 1, &rule, 0) != 0;
    close(parent);
    if (failed) return -1;
  }
  return 0;
}

/// 0 where the files, and from later versions on TCP, abstract sockets and signals, are closed.
static int close_files(const char *const *readable, const char *const *writable) {
  int version = landlock_version();
  if (version < 1) return -1;
  struct ruleset all = {.files = file_rights(version), .network = 3, .scoped = 3};
  size_t size = version < 4 ? 8 : version < 6 ? 16 : 24;
  int rules = (int)syscall(create_ruleset, &all, size, 0);
  if (rules < 0) return -1;
  int failed = allow(rules, readable, execute | read_file | read_dir)
    || (writable && allow(rules, writable, all.files))
    || syscall(restrict_self, rules, 0) != 0;
  close(rules);
  return failed ? -1 : 0;
}

// System calls (seccomp(2)).

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define REFUSE(call, number) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), ANSWER(SECCOMP_RET_ERRNO | (number))

#define FOR_ALL \
  LOAD(arch), \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0), ANSWER(SECCOMP_RET_KILL_PROCESS), \
  LOAD(nr), \
  /* The calls of x32 have numbers of their own. */ \
  BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), ANSWER(SECCOMP_RET_KILL_PROCESS), \
  REFUSE(SYS_socket, EACCES), REFUSE(SYS_connect, EACCES), REFUSE(SYS_bind, EACCES), \
  REFUSE(SYS_ptrace, EPERM), REFUSE(SYS_process_vm_readv, EPERM), \
  REFUSE(SYS_process_vm_writev, EPERM), REFUSE(SYS_pidfd_getfd, EPERM), \
  REFUSE(SYS_mount, EPERM), REFUSE(SYS_umount2, EPERM), REFUSE(SYS_pivot_root, EPERM), \
  REFUSE(SYS_chroot, EPERM), REFUSE(SYS_unshare, EPERM), REFUSE(SYS_setns, EPERM), \
  REFUSE(SYS_bpf, EPERM), REFUSE(SYS_perf_event_open, EPERM), REFUSE(SYS_userfaultfd, EPERM), \
  REFUSE(SYS_io_uring_setup, ENOSYS), REFUSE(SYS_keyctl, EPERM), REFUSE(SYS_add_key, EPERM), \
  REFUSE(SYS_request_key, EPERM), REFUSE(SYS_open_by_handle_at, EPERM), \
  REFUSE(SYS_init_module, EPERM), REFUSE(SYS_finit_module, EPERM), \
  REFUSE(SYS_delete_module, EPERM), REFUSE(SYS_kexec_load, EPERM), REFUSE(SYS_reboot, EPERM), \
  REFUSE(SYS_swapon, EPERM), REFUSE(SYS_settimeofday, EPERM), REFUSE(SYS_clock_settime, EPERM)

/// Skips what follows, `count` statements, unless it is this call.
#define IS_CALL(call, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, (count))
#define IF_ARGUMENT_IS_NOT(value, number) \
  LOAD(args[0]), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 1, 0), \
  ANSWER(SECCOMP_RET_ERRNO | (number)), ANSWER(SECCOMP_RET_ALLOW)

static int filter(struct sock_filter *statements, size_t count) {
  struct sock_fprog program = {(unsigned short)count, statements};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static int close_calls(int is_alone) {
  uint32_t self = (uint32_t)getpid();
  struct sock_filter for_all[] = {FOR_ALL, ANSWER(SECCOMP_RET_ALLOW)};
  struct sock_filter for_alone[] = {
    FOR_ALL,
    REFUSE(SYS_kill, EPERM), REFUSE(SYS_tkill, EPERM), REFUSE(SYS_rt_sigqueueinfo, EPERM),
    REFUSE(SYS_rt_tgsigqueueinfo, EPERM), REFUSE(SYS_pidfd_open, EPERM),
    REFUSE(SYS_pidfd_send_signal, EPERM), REFUSE(SYS_setpriority, EPERM),
    REFUSE(SYS_sched_setaffinity, EPERM), REFUSE(SYS_socketpair, EACCES),
    REFUSE(SYS_setpgid, EPERM), REFUSE(SYS_setsid, EPERM),
#ifdef SYS_fork
    REFUSE(SYS_fork, EAGAIN), REFUSE(SYS_vfork, EAGAIN),
#endif
    // abort(3) sends itself a signal; limits are asked for, and may be lowered, of oneself.
    IS_CALL(SYS_tgkill, 4), IF_ARGUMENT_IS_NOT(self, EPERM),
    IS_CALL(SYS_prlimit64, 4), IF_ARGUMENT_IS_NOT(0, EPERM),
    // Its flags are behind a pointer, where no filter sees them; the C library then takes clone.
    REFUSE(SYS_clone3, ENOSYS),
    IS_CALL(SYS_clone, 3), LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
    ANSWER(SECCOMP_RET_ERRNO | EAGAIN), ANSWER(SECCOMP_RET_ALLOW),
  };
  return is_alone ? filter(for_alone, sizeof for_alone / sizeof *for_alone)
                  : filter(for_all, sizeof for_all / sizeof *for_all);
}

#else

static int close_calls(int is_alone) {
  (void)is_alone;
  return -1;
}

#endif

static int close_namespaces(void) {
  return unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS);
}

// Limits (setrlimit(2)).

static int set_limit(int kind, uint64_t most) {
  if (!most) return 0;
  struct rlimit limit;
  if (getrlimit(kind, &limit) != 0) return -1;
  if (limit.rlim_max > most) limit.rlim_max = most;
  limit.rlim_cur = limit.rlim_max;
  // A signal of its own tells of it a second before the one that ends anything.
  if (kind == RLIMIT_CPU && limit.rlim_cur > 1) limit.rlim_cur -= 1;
  return setrlimit(kind, &limit);
}

static int set_limits(const struct minicrm_confine_limits *limits) {
  struct rlimit none = {0, 0};
  return setrlimit(RLIMIT_CORE, &none) || set_limit(RLIMIT_AS, limits->memory)
    || set_limit(RLIMIT_CPU, limits->cpu_seconds + !!limits->cpu_seconds)
    || set_limit(RLIMIT_FSIZE, limits->file_bytes)
    || set_limit(RLIMIT_NOFILE, limits->descriptors);
}

/// The kernel ends it rather than the one who started it, when memory is short.
static void volunteer(void) {
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t ignored = write(file, "1000", 4);
  (void)ignored;
  close(file);
}

static void usual_signals(void) {
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/// 0 to 3 are what the program is given, whatever numbers they had; the rest is closed.
static int place_descriptors(const struct minicrm_confine_program *program) {
  int given[4] = {
    program->standard[0], program->standard[1], program->standard[2], program->fourth};
  int count = program->fourth < 0 ? 3 : 4;
  for (int place = 0; place < count; place++) {
    given[place] = fcntl(given[place], F_DUPFD_CLOEXEC, 16);
    if (given[place] < 0) return -1;
  }
  for (int place = 0; place < count; place++) {
    if (dup2(given[place], place) < 0) return -1;
  }
#ifdef SYS_close_range
  if (syscall(SYS_close_range, count, ~0U, 0) == 0) return 0;
#endif
  for (int number = count; number < 4096; number++) close(number);
  return 0;
}

static void become(const struct minicrm_confine_program *program, pid_t parent) {
  setpgid(0, 0);
  usual_signals();
  if (place_descriptors(program) != 0) _exit(126);
  volunteer();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) _exit(126);
  if (program->is_apart) close_namespaces();
  // A change of credentials, as above, may forget it.
  if (program->dies_with_thread) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(126);
  }
  if (program->readable) close_files(program->readable, program->writable);
  if (set_limits(&program->limits) != 0) _exit(126);
  // The last one: it refuses what the others need.
  close_calls(program->is_alone);
  execve(program->path, program->arguments, program->environment);
  _exit(127);
}

pid_t minicrm_confine_start(const struct minicrm_confine_program *program) {
  sigset_t all, before;
  sigfillset(&all);
  pid_t parent = getpid();
  // No handler of the parent's may run in the child.
  int failure = pthread_sigmask(SIG_SETMASK, &all, &before);
  if (failure) {
    errno = failure;
    return -1;
  }
  pid_t child = fork();
  if (child == 0) become(program, parent);
  failure = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = failure;
  return child;
}

int minicrm_confine_probe(void) {
  pid_t child = fork();
  if (child == 0) {
    static const char *const nothing[] = {NULL};
    int held = 0;
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (close_namespaces() == 0) held |= minicrm_confine_namespaces;
    if (close_files(nothing, nothing) == 0) held |= minicrm_confine_files;
    if (close_calls(1) == 0) held |= minicrm_confine_calls;
    _exit(held);
  }
  if (child < 0) return -1;
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  errno = ECHILD;
  return -1;
}
