#pragma once

#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo take a C variable argument list, which Swift cannot call.

static inline CURLcode minicrm_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode minicrm_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode minicrm_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*minicrm_curl_data_function)(char *, size_t, size_t, void *);

static inline CURLcode minicrm_curl_set_data_function(
    CURL *handle, CURLoption option, minicrm_curl_data_function function) {
  return curl_easy_setopt(handle, option, function);
}

typedef int (*minicrm_curl_progress_function)(
    void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode minicrm_curl_set_progress_function(
    CURL *handle, minicrm_curl_progress_function function) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode minicrm_curl_get_socket(CURL *handle, curl_socket_t *value) {
  return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

static inline CURLcode minicrm_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

// A macro with a cast, which Swift does not import.
static inline CURLcode minicrm_curl_global_init(void) {
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}

typedef int (*minicrm_curl_debug_function)(CURL *, curl_infotype, char *, size_t, void *);

static inline CURLcode minicrm_curl_set_debug_function(
    CURL *handle, minicrm_curl_debug_function function) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}

static inline CURLcode minicrm_curl_get_certificates(CURL *handle, struct curl_certinfo **value) {
  return curl_easy_getinfo(handle, CURLINFO_CERTINFO, value);
}
