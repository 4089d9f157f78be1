/* What a program does to the files below one folder: written down in order, or made to fail.
 *
 * DISK_FOLDER  the folder watched
 * DISK_LOG     where every write, truncation, sync, creation, renaming and removal is noted
 * DISK_FAIL    KIND:NUMBER:LAST:ERRNO:DELAY   calls of a kind from NUMBER to LAST fail with ERRNO
 *              (0: they are only late by DELAY microseconds); KIND is one of w m s o n, see below
 * DISK_FULL    while there is a file of this name, no file grows: for servers nobody can talk to
 *
 * Loaded by LD_PRELOAD. Memory that is mapped is not seen: of SQLite that is the index of the
 * write-ahead log, which is made anew after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static char *paths[FILES]; /* by descriptor; NULL for what is not below the folder */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *failing, *full;
static int notes = -1;
static long met[128], failures;

/* A copy: servers write their titles over the environment they were given. */
static const char *kept(const char *name) {
  const char *value = getenv(name);
  return value ? strdup(value) : NULL;
}

__attribute__((constructor)) static void begin(void) {
  folder = kept("DISK_FOLDER");
  failing = kept("DISK_FAIL");
  full = kept("DISK_FULL");
  const char *log = getenv("DISK_LOG");
  if (log) notes = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Fail otherwise from now on, and count anew; for programs that try much, one after the other. */
void disk_fail(const char *how) {
  failing = strdup(how);
  memset(met, 0, sizeof met);
}

/* How many calls failed, or were late, since the program began. */
long disk_failures(void) { return failures; }

static int below(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static void absolute(int at, const char *path, char *whole) {
  if (path[0] == '/') {
    snprintf(whole, PATH_MAX, "%s", path);
  } else if (at != AT_FDCWD && at >= 0 && at < FILES && paths[at]) {
    snprintf(whole, PATH_MAX, "%s/%s", paths[at], path);
  } else {
    char here[PATH_MAX / 2];
    snprintf(whole, PATH_MAX, "%s/%s", getcwd(here, sizeof here) ? here : "", path);
  }
}

static void put(const void *bytes, size_t length) {
  while (length) {
    ssize_t done = REAL(write)(notes, bytes, length);
    if (done < 0) abort();
    bytes = (const char *)bytes + done;
    length -= done;
  }
}

/* KIND INODE NUMBER LENGTH\n and LENGTH bytes */
static void note(char kind, unsigned long inode, long number, const void *bytes, size_t length) {
  char head[96];
  if (notes < 0) return;
  put(head, snprintf(head, sizeof head, "%c %lu %ld %zu\n", kind, inode, number, length));
  put(bytes, length);
}

static unsigned long inode_of(int file) {
  struct stat found;
  return fstat(file, &found) ? 0 : found.st_ino;
}

/* w write or truncate, m the same of SQLite's index, s sync, o open for writing, n a name made, moved or removed */
static int fails(char kind) {
  long first, last, delay;
  int error;
  char which;
  if (!failing || sscanf(failing, "%c:%ld:%ld:%d:%ld", &which, &first, &last, &error, &delay) != 5)
    return 0;
  if (which != kind) return 0;
  long count = ++met[(int)kind];
  if (count < first || count > last) return 0;
  failures++;
  if (delay) usleep(delay);
  if (error) errno = error;
  return error != 0;
}

/* Of its index SQLite tells no full disk from a failing one. */
static char writing(int file) {
  size_t length = strlen(paths[file]);
  return length > 4 && !strcmp(paths[file] + length - 4, "-shm") ? 'm' : 'w';
}

static int watched(int file) { return file >= 0 && file < FILES && paths[file]; }

static int opened(int file, int flags, const char *path, int fresh) {
  if (file < 0 || file >= FILES) return file;
  free(paths[file]);
  paths[file] = strdup(path);
  if (fresh) note('C', inode_of(file), 0, path, strlen(path));
  else if (flags & O_TRUNC) note('T', inode_of(file), 0, path, strlen(path));
  return file;
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
  char whole[PATH_MAX];
  int (*real)(int, const char *, int, ...) = REAL(openat);
  absolute(at, path, whole);
  if (!below(whole)) return real(at, path, flags, mode);
  pthread_mutex_lock(&turn);
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  int fresh = (flags & O_CREAT) && access(whole, F_OK);
  int file = writes && fails('o') ? -1 : real(at, path, flags, mode);
  file = opened(file, flags, whole, fresh);
  pthread_mutex_unlock(&turn);
  return file;
}

#define MODE                                   \
  mode_t mode = 0;                             \
  if (flags & (O_CREAT | __O_TMPFILE)) {       \
    va_list more;                              \
    va_start(more, flags);                     \
    mode = va_arg(more, mode_t);               \
    va_end(more);                              \
  }

int open(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE return open_at(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE return open_at(at, path, flags, mode); }

int close(int file) {
  pthread_mutex_lock(&turn);
  if (watched(file)) {
    free(paths[file]);
    paths[file] = NULL;
  }
  int done = REAL(close)(file);
  pthread_mutex_unlock(&turn);
  return done;
}

/* Whether there is no room for so many bytes at this place. */
static int no_room(int file, off64_t end) {
  struct stat found;
  if (!full || access(full, F_OK) || fstat(file, &found) || end <= found.st_size) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (!watched(file)) return REAL(write)(file, bytes, length);
  pthread_mutex_lock(&turn);
  int fault = fails(writing(file)) || no_room(file, lseek(file, 0, SEEK_CUR) + length);
  ssize_t done = fault ? -1 : REAL(write)(file, bytes, length);
  if (done > 0) note('W', inode_of(file), lseek(file, 0, SEEK_CUR) - done, bytes, done);
  pthread_mutex_unlock(&turn);
  return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) {
  if (!watched(file)) return REAL(pwrite64)(file, bytes, length, place);
  pthread_mutex_lock(&turn);
  int fault = fails(writing(file)) || no_room(file, place + length);
  ssize_t done = fault ? -1 : REAL(pwrite64)(file, bytes, length, place);
  if (done > 0) note('W', inode_of(file), place, bytes, done);
  pthread_mutex_unlock(&turn);
  return done;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) {
  return pwrite64(file, bytes, length, place);
}

int ftruncate64(int file, off64_t length) {
  if (!watched(file)) return REAL(ftruncate64)(file, length);
  pthread_mutex_lock(&turn);
  int done = fails(writing(file)) ? -1 : REAL(ftruncate64)(file, length);
  if (!done) note('T', inode_of(file), length, paths[file], strlen(paths[file]));
  pthread_mutex_unlock(&turn);
  return done;
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t place) {
  ssize_t sum = 0;
  for (int number = 0; number < count; number++) {
    ssize_t done = pwrite64(file, parts[number].iov_base, parts[number].iov_len, place + sum);
    if (done < 0) return sum ? sum : -1;
    sum += done;
  }
  return sum;
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t place) {
  return pwritev64(file, parts, count, place);
}

int posix_fallocate64(int file, off64_t place, off64_t length) {
  if (watched(file) && no_room(file, place + length)) return ENOSPC;
  return REAL(posix_fallocate64)(file, place, length);
}

int posix_fallocate(int file, off_t place, off_t length) {
  return posix_fallocate64(file, place, length);
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int sync_with(int file, int (*real)(int)) {
  if (!watched(file)) return real(file);
  pthread_mutex_lock(&turn);
  int done = fails('s') ? -1 : real(file);
  if (!done) note('S', inode_of(file), 0, paths[file], strlen(paths[file]));
  pthread_mutex_unlock(&turn);
  return done;
}

int fsync(int file) { return sync_with(file, REAL(fsync)); }
int fdatasync(int file) { return sync_with(file, REAL(fdatasync)); }

/* A name is made (kind L: link, D: folder), moved (R) or removed (U); two names travel with \n. */
static int named(char kind, int done, const char *from, const char *to) {
  char both[2 * PATH_MAX];
  int length = snprintf(both, sizeof both, to ? "%s\n%s" : "%s", from, to);
  if (!done) note(kind, 0, 0, both, length);
  pthread_mutex_unlock(&turn);
  return done;
}

#define ONE(kind, at, path, call)                     \
  char whole[PATH_MAX];                               \
  absolute(at, path, whole);                          \
  if (!below(whole)) return call;                     \
  pthread_mutex_lock(&turn);                          \
  return named(kind, fails('n') ? -1 : call, whole, NULL);

#define TWO(kind, at, from, to_at, to, call)          \
  char whole[PATH_MAX], there[PATH_MAX];              \
  absolute(at, from, whole);                          \
  absolute(to_at, to, there);                         \
  if (!below(there)) return call;                     \
  pthread_mutex_lock(&turn);                          \
  return named(kind, fails('n') ? -1 : call, whole, there);

int unlink(const char *path) { ONE('U', AT_FDCWD, path, REAL(unlink)(path)) }
int unlinkat(int at, const char *path, int flags) { ONE('U', at, path, REAL(unlinkat)(at, path, flags)) }
int mkdir(const char *path, mode_t mode) { ONE('D', AT_FDCWD, path, REAL(mkdir)(path, mode)) }
int rename(const char *from, const char *to) {
  TWO('R', AT_FDCWD, from, AT_FDCWD, to, REAL(rename)(from, to))
}
int renameat(int at, const char *from, int to_at, const char *to) {
  TWO('R', at, from, to_at, to, REAL(renameat)(at, from, to_at, to))
}
int link(const char *from, const char *to) {
  TWO('L', AT_FDCWD, from, AT_FDCWD, to, REAL(link)(from, to))
}
int linkat(int at, const char *from, int to_at, const char *to, int flags) {
  TWO('L', at, from, to_at, to, REAL(linkat)(at, from, to_at, to, flags))
}
