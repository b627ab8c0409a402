/* Put before libc: whenever a file under AKNO_POWER_FOLDER is synced, a copy of it is kept beside it
   as NAME.kept. What is in the copies is what a disk holds after its power was cut at this moment.

   The copy is made before the sync returns and takes its place by renaming, so a process killed in
   between has kept the copy of the sync before: that sync was then not yet acknowledged either.

   With AKNO_POWER_FAILS=N one in N syncs, at random, keeps nothing and fails, as on a dying disk. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int copy(const char *from, const char *to) {
  char buffer[1 << 16];
  int source = open(from, O_RDONLY | O_CLOEXEC);
  int target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int whole = source >= 0 && target >= 0;
  while (whole) {
    ssize_t length = read(source, buffer, sizeof buffer);
    if (length <= 0) {
      whole = length == 0;
      break;
    }
    whole = write(target, buffer, length) == length;
  }
  if (source >= 0) close(source);
  if (target >= 0) close(target);
  return whole;
}

static int is_failing(void) {
  const char *fails = getenv("AKNO_POWER_FAILS");
  static unsigned seed;
  if (!fails) return 0;
  if (!seed) seed = (unsigned)getpid();
  return rand_r(&seed) % (unsigned)atoi(fails) == 0;
}

static int keep(int file) {
  const char *folder = getenv("AKNO_POWER_FOLDER");
  struct stat status;
  char link[64], path[4096], new[4200], kept[4200];
  if (!folder || fstat(file, &status) || !S_ISREG(status.st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder))) return 0;
  if (is_failing()) {
    errno = EIO;
    return -1;
  }
  snprintf(new, sizeof new, "%s.new", path);
  snprintf(kept, sizeof kept, "%s.kept", path);
  if (!copy(path, new) || rename(new, kept)) {
    perror("power.c: a sync could not be kept");
    abort();
  }
  return 0;
}

/* The real sync is left out: the machine's own power stays on, and the rounds are faster. */
int fsync(int file) { return keep(file); }

int fdatasync(int file) { return keep(file); }
