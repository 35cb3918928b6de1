#pragma once
#include <stddef.h>

/// How far a decoding came, in bytes.
struct base64_progress {
  size_t read;
  size_t written;
};

/// Decodes the whole groups of four at the beginning of base64 (RFC 2045 section 6.8), over CRLFs
/// between them, with the vectors of the CPU; up to the first byte that is neither, or until fewer
/// than 32 bytes are left. What is not read is the caller's, '-' and '_' (RFC 4648 section 5) too:
/// all of it where the CPU has no AVX2.
/// `target` needs room for `count` bytes and eight more.
struct base64_progress base64_decode_groups(
    const unsigned char *source, size_t count, unsigned char *target);
