#include "base64.h"

#if defined(__x86_64__)

#include <immintrin.h>

// The method of Wojciech Muła and Daniel Lemire, "Faster Base64 Encoding and Decoding Using AVX2
// Instructions" (ACM Transactions on the Web 12, 2018).

/// A 16-byte table for both halves of a vector.
#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/// The sextets of 32 encoded bytes. Those that are not of the alphabet set their bits in `outside`:
/// the halves of a byte are looked up apart, and only of a pair in the alphabet no bit stands in
/// both.
__attribute__((target("avx2"), always_inline)) static inline __m256i sextets(
    __m256i bytes, unsigned *outside) {
  const __m256i of_low_half = TABLE(
      0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
      0x11, 0x11, 0x13, 0x1A, 0x1B, 0x1B, 0x1B, 0x1A);
  const __m256i of_high_half = TABLE(
      0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08,
      0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
  // What is to be added to a byte, by its high half; of a slash by the number before that.
  const __m256i distances =
      TABLE(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i low_bits = _mm256_set1_epi8(0x0F);

  const __m256i high = _mm256_and_si256(_mm256_srli_epi32(bytes, 4), low_bits);
  const __m256i low = _mm256_and_si256(bytes, low_bits);
  const __m256i both = _mm256_and_si256(
      _mm256_shuffle_epi8(of_low_half, low), _mm256_shuffle_epi8(of_high_half, high));
  *outside = ~(unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(both, _mm256_setzero_si256()));
  const __m256i slashes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('/'));
  return _mm256_add_epi8(
      bytes, _mm256_shuffle_epi8(distances, _mm256_add_epi8(slashes, high)));
}

/// 24 bytes, and eight zeros, of 32 sextets.
__attribute__((target("avx2"), always_inline)) static inline __m256i packed(__m256i sextets) {
  const __m256i pairs = _mm256_maddubs_epi16(sextets, _mm256_set1_epi32(0x01400140));
  const __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
  const __m256i halves = _mm256_shuffle_epi8(
      groups, TABLE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
  return _mm256_permutevar8x32_epi32(halves, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
}

__attribute__((target("avx2"))) static struct base64_progress decode_groups(
    const unsigned char *source, size_t count, unsigned char *target) {
  struct base64_progress done = {0, 0};
  while (count - done.read >= 32) {
    const unsigned char *from = source + done.read;
    unsigned outside;
    const __m256i values = sextets(_mm256_loadu_si256((const __m256i *)from), &outside);
    _mm256_storeu_si256((__m256i *)(target + done.written), packed(values));
    if (outside == 0) {
      done.read += 32;
      done.written += 24;
      continue;
    }
    // Of these 32 the groups before the one with the first such byte count.
    const size_t groups = (size_t)__builtin_ctz(outside) / 4;
    done.read += 4 * groups;
    done.written += 3 * groups;
    if (from[4 * groups] != '\r' || from[4 * groups + 1] != '\n') break;
    done.read += 2;
  }
  return done;
}

struct base64_progress base64_decode_groups(
    const unsigned char *source, size_t count, unsigned char *target) {
  if (__builtin_cpu_supports("avx2")) return decode_groups(source, count, target);
  return (struct base64_progress){0, 0};
}

#else

struct base64_progress base64_decode_groups(
    const unsigned char *source, size_t count, unsigned char *target) {
  (void)source, (void)count, (void)target;
  return (struct base64_progress){0, 0};
}

#endif
