// Ed25519 signatures (RFC 8032), by OpenSSL. Functions return 1 for yes or success, 0 for no, -1 if OpenSSL can't.
#ifndef DPK_ED25519_H
#define DPK_ED25519_H

#include <stddef.h>
#include <stdint.h>

enum { DPK_ED25519_KEY = 32, DPK_ED25519_SIGNATURE = 64 };

// A new private key, from the private generator.
int dpk_ed25519_new_key(uint8_t private_key[DPK_ED25519_KEY]);
int dpk_ed25519_public_key(const uint8_t private_key[DPK_ED25519_KEY], uint8_t public_key[DPK_ED25519_KEY]);
int dpk_ed25519_sign(const uint8_t private_key[DPK_ED25519_KEY], const uint8_t *message, size_t length,
                     uint8_t signature[DPK_ED25519_SIGNATURE]);
int dpk_ed25519_verify(const uint8_t public_key[DPK_ED25519_KEY], const uint8_t *message, size_t length,
                       const uint8_t signature[DPK_ED25519_SIGNATURE]);

#endif
