#include "CurlLoop.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct body {
    char *bytes;
    size_t count, capacity;
};

static size_t receive(char *data, size_t size, size_t count, void *context) {
    struct body *body = context;
    size_t length = size * count;
    if (body->count + length > body->capacity) {
        size_t capacity = 2 * (body->count + length);
        char *bytes = realloc(body->bytes, capacity);
        if (!bytes) return 0;
        body->bytes = bytes;
        body->capacity = capacity;
    }
    memcpy(body->bytes + body->count, data, length);
    body->count += length;
    return length;
}

int curl_loop_store(const void *bytes, size_t count, const char *directory) {
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    if (!EVP_Digest(bytes, count, hash, &length, EVP_sha256(), NULL)) return -1;
    char path[4096];
    int used = snprintf(path, sizeof path - 2 * length - 2, "%s/", directory);
    if (used < 0 || (size_t)used >= sizeof path - 2 * length - 2) return -1;
    for (unsigned int i = 0; i < length; i++) sprintf(path + used + 2 * i, "%02x", hash[i]);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return -1;
    size_t done = 0;
    while (done < count) {
        ssize_t written = write(file, (const char *)bytes + done, count - done);
        if (written <= 0) break;
        done += (size_t)written;
    }
    return close(file) == 0 && done == count ? 0 : -1;
}

static int start(CURLM *multi, CURL *easy, const char *url) {
    struct body *body = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &body);
    body->count = 0;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    return curl_multi_add_handle(multi, easy) == CURLM_OK ? 0 : -1;
}

long curl_loop(
    const char *const *urls, size_t count, size_t concurrency, size_t streams, const char *directory,
    const char *authorities) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return -1;
    CURLM *multi = curl_multi_init();
    CURL **handles = calloc(concurrency, sizeof *handles);
    struct body *bodies = calloc(concurrency, sizeof *bodies);
    if (!multi || !handles || !bodies) return -1;
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)concurrency);
    curl_multi_setopt(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, (long)streams);
    size_t next = 0, active = 0;
    long stored = 0;
    for (size_t i = 0; i < concurrency && next < count; i++) {
        handles[i] = curl_easy_init();
        if (!handles[i]) return -1;
        curl_easy_setopt(handles[i], CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handles[i], CURLOPT_FAILONERROR, 1L);
        curl_easy_setopt(handles[i], CURLOPT_PROXY, "");
        // As many requests on one connection as it may carry, before there is another one.
        curl_easy_setopt(handles[i], CURLOPT_PIPEWAIT, strncmp(urls[next], "https:", 6) == 0 ? 1L : 0L);
        if (authorities) curl_easy_setopt(handles[i], CURLOPT_CAINFO, authorities);
        curl_easy_setopt(handles[i], CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(handles[i], CURLOPT_WRITEDATA, &bodies[i]);
        curl_easy_setopt(handles[i], CURLOPT_PRIVATE, &bodies[i]);
        if (start(multi, handles[i], urls[next++]) == 0) active++;
    }
    while (active > 0) {
        int running = 0, left = 0;
        if (curl_multi_perform(multi, &running) != CURLM_OK) break;
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
            if (message->msg != CURLMSG_DONE) continue;
            CURL *easy = message->easy_handle;
            CURLcode code = message->data.result;
            struct body *body = NULL;
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &body);
            if (code == CURLE_OK && curl_loop_store(body->bytes, body->count, directory) == 0) stored++;
            curl_multi_remove_handle(multi, easy);
            active--;
            if (next < count && start(multi, easy, urls[next++]) == 0) active++;
        }
        if (active > 0) curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    for (size_t i = 0; i < concurrency; i++) {
        if (handles[i]) curl_easy_cleanup(handles[i]);
        free(bodies[i].bytes);
    }
    curl_multi_cleanup(multi);
    free(handles);
    free(bodies);
    return stored;
}
