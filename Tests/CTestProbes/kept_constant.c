#include <string.h>

#include "certified_normal.h"
#include "inversion_log.h"
#include "kept_constant_probes.h"

// Whether low <= x <= high, and the two are at most `most` apart.
static int is_close(mpz_srcptr low, mpz_srcptr x, mpz_srcptr high, unsigned long most) {
    mpz_t width;
    mpz_init(width);
    mpz_sub(width, high, low);
    int close = mpz_cmp(low, x) <= 0 && mpz_cmp(x, high) <= 0 && mpz_cmp_ui(width, most) <= 0;
    mpz_clear(width);
    return close;
}

int dpk_probe_encloses_ln2(const char *digits, unsigned long w, unsigned long most) {
    mpz_t u, x, low, high;
    mpz_init_set_ui(u, 1);
    mpz_init_set_str(x, digits, 16);
    mpz_inits(low, high, NULL);
    mpz_tdiv_q_2exp(x, x, 4 * (unsigned long)strlen(digits) - w);
    dpk_enclose_exponential(low, high, u, 1, w);
    int close = is_close(low, x, high, most);
    mpz_clears(u, x, low, high, NULL);
    return close;
}

int dpk_probe_encloses_cosine_of_an_eighth(unsigned long w, unsigned long most) {
    mpz_t v, x;
    dpk_interval cosine, sine;
    mpz_inits(v, x, NULL);
    dpk_interval_init(&cosine);
    dpk_interval_init(&sine);
    mpz_setbit(v, 1000 - 3);
    mpz_setbit(x, 2 * w - 1);
    mpz_sqrt(x, x);
    dpk_enclose_angle(&cosine, &sine, v, 1000, w);
    int close = is_close(cosine.low, x, cosine.high, most) && is_close(sine.low, x, sine.high, most);
    mpz_clears(v, x, NULL);
    dpk_interval_clear(&cosine);
    dpk_interval_clear(&sine);
    return close;
}
