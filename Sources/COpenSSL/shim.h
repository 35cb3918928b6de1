#pragma once

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

// glibc has it for _GNU_SOURCE only, without which Swift's Glibc module is built; Store needs it to make a group of blobs durable at once.
int syncfs(int descriptor);
// <sys/pidfd.h>, which Swift's Glibc module leaves out: the end of a process that holds the store.
int pidfd_open(int process, unsigned int flags);
