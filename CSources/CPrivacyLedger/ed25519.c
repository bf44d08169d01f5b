#include "dpk_ed25519.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

int dpk_ed25519_new_key(uint8_t private_key[DPK_ED25519_KEY]) {
    return RAND_priv_bytes(private_key, DPK_ED25519_KEY) == 1 ? 1 : -1;
}

int dpk_ed25519_public_key(const uint8_t private_key[DPK_ED25519_KEY], uint8_t public_key[DPK_ED25519_KEY]) {
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, DPK_ED25519_KEY);
    size_t length = DPK_ED25519_KEY;
    int made = key != NULL && EVP_PKEY_get_raw_public_key(key, public_key, &length) == 1;
    EVP_PKEY_free(key);
    return made ? 1 : -1;
}

int dpk_ed25519_sign(const uint8_t private_key[DPK_ED25519_KEY], const uint8_t *message, size_t length,
                     uint8_t signature[DPK_ED25519_SIGNATURE]) {
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, DPK_ED25519_KEY);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t written = DPK_ED25519_SIGNATURE;
    int made = key != NULL && context != NULL && EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
               EVP_DigestSign(context, signature, &written, message, length) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return made ? 1 : -1;
}

int dpk_ed25519_verify(const uint8_t public_key[DPK_ED25519_KEY], const uint8_t *message, size_t length,
                       const uint8_t signature[DPK_ED25519_SIGNATURE]) {
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, DPK_ED25519_KEY);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int answer = -1;
    if (key != NULL && context != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1) {
        answer = EVP_DigestVerify(context, signature, DPK_ED25519_SIGNATURE, message, length) == 1;
    }
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return answer;
}
