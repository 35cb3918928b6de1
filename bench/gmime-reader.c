/* Reads a spool of mails with GMime as the benchmark's own reader does: every mail is parsed, its parts
 * are walked, and attachments (leaves with a file name) are decoded into nothing or into SHA-256.
 *
 * gmime-reader SPOOL RANGES scan|decode|hash read|map
 *
 * RANGES has a line "OFFSET LENGTH" in bytes for each mail of the file SPOOL. Prints the seconds that
 * it took from the first mail to the last, how many attachments there were, and their bytes. With `map`
 * the file is mapped into memory for each mail instead of read. */
#include <gmime/gmime.h>
#include <openssl/evp.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum work { SCAN, DECODE, HASH };

struct reading {
  enum work work;
  bool maps;
  EVP_MD_CTX *digest;
  long attachments;
  long long bytes;
};

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "gmime-reader: %s\n", what);
  exit(1);
}

static void decode(GMimeDataWrapper *content, struct reading *reading) {
  GMimeStream *nowhere = g_mime_stream_null_new();
  ssize_t count = g_mime_data_wrapper_write_to_stream(content, nowhere);
  if (count < 0) fail("an attachment can't be decoded");
  reading->bytes += count;
  g_object_unref(nowhere);
}

/* What g_mime_data_wrapper_write_to_stream does, with the hash in place of the stream. */
static void hash(GMimeDataWrapper *content, struct reading *reading) {
  static char buffer[64 * 1024];
  unsigned char result[EVP_MAX_MD_SIZE];
  GMimeStream *encoded = g_mime_data_wrapper_get_stream(content);
  GMimeStream *decoded = g_mime_stream_filter_new(encoded);
  GMimeFilter *filter =
    g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
  ssize_t count;

  g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
  g_object_unref(filter);
  g_mime_stream_reset(encoded);
  EVP_DigestInit_ex(reading->digest, EVP_sha256(), NULL);
  while ((count = g_mime_stream_read(decoded, buffer, sizeof buffer)) > 0) {
    EVP_DigestUpdate(reading->digest, buffer, count);
    reading->bytes += count;
  }
  if (count < 0) fail("an attachment can't be decoded");
  EVP_DigestFinal_ex(reading->digest, result, NULL);
  g_object_unref(decoded);
}

static void visit(GMimeObject *parent, GMimeObject *object, gpointer context) {
  struct reading *reading = context;
  GMimeDataWrapper *content;

  if (!GMIME_IS_PART(object) || !g_mime_part_get_filename(GMIME_PART(object))) return;
  reading->attachments++;
  content = g_mime_part_get_content(GMIME_PART(object));
  if (!content) return;
  if (reading->work == DECODE) decode(content, reading);
  if (reading->work == HASH) hash(content, reading);
}

static void read_mail(int spool, long long offset, long long length, struct reading *reading) {
  /* The stream closes its descriptor. */
  int file = dup(spool);
  long long end = offset + length;
  GMimeStream *stream = reading->maps
    ? g_mime_stream_mmap_new_with_bounds(file, PROT_READ, MAP_PRIVATE, offset, end)
    : g_mime_stream_fs_new_with_bounds(file, offset, end);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

  if (!message) fail("a mail can't be parsed");
  g_mime_message_foreach(message, visit, reading);
  g_object_unref(message);
  g_object_unref(parser);
  g_object_unref(stream);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  struct reading reading = {0};
  long long offset, length;
  FILE *ranges;
  double start;
  int spool;

  if (count != 5) fail("SPOOL RANGES scan|decode|hash read|map");
  spool = open(arguments[1], O_RDONLY);
  ranges = fopen(arguments[2], "r");
  if (spool < 0 || !ranges) fail("the mails can't be opened");
  if (!strcmp(arguments[3], "decode")) reading.work = DECODE;
  if (!strcmp(arguments[3], "hash")) reading.work = HASH;
  reading.maps = !strcmp(arguments[4], "map");
  reading.digest = EVP_MD_CTX_new();
  g_mime_init();
  start = now();
  while (fscanf(ranges, "%lld %lld", &offset, &length) == 2) {
    read_mail(spool, offset, length, &reading);
  }
  printf("%.6f %ld %lld\n", now() - start, reading.attachments, reading.bytes);
  return 0;
}
