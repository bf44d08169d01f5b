#ifndef CPRIVACY_OPENSSL_SHIM_H
#define CPRIVACY_OPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#endif
