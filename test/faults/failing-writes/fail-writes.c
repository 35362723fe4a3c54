/*
 * Preloaded into a process (LD_PRELOAD), it lets the n-th write fail of those to files below a folder. What counts as a
 * write: writing, flushing, and changing the length of a file. Whoever holds the other end of the control file says which
 * one; all processes that share the file count together.
 *
 *   FAIL_CONTROL  the control file: struct control
 *   FAIL_BELOW    the folder
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
  int64_t left;   /* writes until one fails; 0: none will */
  int64_t error;  /* its errno */
  int64_t lasts;  /* 1: all that come after it fail as well, as on a full disk */
  int64_t failed; /* how many have failed */
};

static struct control *control;
static const char *below;

__attribute__((constructor)) static void attach(void) {
  const char *path = getenv("FAIL_CONTROL");
  below = getenv("FAIL_BELOW");
  if (!path || !below) return;
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *memory = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (memory != MAP_FAILED) control = memory;
}

static int is_below(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, below, strlen(below)) == 0;
}

static int fails(int fd) {
  if (!control || __atomic_load_n(&control->left, __ATOMIC_SEQ_CST) == 0) {
    if (!control || !control->lasts || !control->failed || !is_below(fd)) return 0;
  } else if (!is_below(fd) || __atomic_sub_fetch(&control->left, 1, __ATOMIC_SEQ_CST) != 0) {
    return 0;
  }
  __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
  errno = (int)control->error;
  return 1;
}

#define WRITES(type, name, parameters, arguments)                    \
  type name parameters {                                             \
    static type(*real) parameters;                                   \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name);   \
    return fails(fd) ? -1 : real arguments;                          \
  }

WRITES(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
WRITES(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
WRITES(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
WRITES(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
WRITES(ssize_t, pwritev, (int fd, const struct iovec *parts, int count, off_t at), (fd, parts, count, at))
WRITES(ssize_t, pwritev64, (int fd, const struct iovec *parts, int count, off64_t at), (fd, parts, count, at))
WRITES(int, fsync, (int fd), (fd))
WRITES(int, fdatasync, (int fd), (fd))
WRITES(int, ftruncate, (int fd, off_t length), (fd, length))
WRITES(int, ftruncate64, (int fd, off64_t length), (fd, length))
