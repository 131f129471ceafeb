// The least that a downloader can do: a loop over libcurl's multi handle that hashes each body and stores it.
#ifndef PROOFSHEET_CURL_LOOP_H
#define PROOFSHEET_CURL_LOOP_H

#include <stddef.h>

/// Fetches all URLs, each of which is kept in memory, hashed with SHA-256 and written to a file of that name.
///
/// The authorities in a PEM file, NULL for none, are trusted in place of the system's; https speaks HTTP/2 where the
/// server does, with at most as many streams a connection. Returns how many were stored, or -1 where libcurl cannot be set up.
long curl_loop(
    const char *const *urls, size_t count, size_t concurrency, size_t streams, const char *directory,
    const char *authorities);

/// Hashes bytes with SHA-256 and writes them to a file of that name; returns 0, or -1 where that fails.
int curl_loop_store(const void *bytes, size_t count, const char *directory);

#endif
