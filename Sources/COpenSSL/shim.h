#pragma once

#include <openssl/crypto.h>
#include <openssl/evp.h>

// glibc has it for _GNU_SOURCE only, without which Swift's Glibc module is built; Store, the
// one importer of this module, needs it to make a group of blobs durable at once.
int syncfs(int descriptor);
