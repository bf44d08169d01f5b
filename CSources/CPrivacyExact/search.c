#include "search.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Positive doubles and their bit patterns have the same order.
static uint64_t pattern(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double number(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

double dpk_least_double(int (*holds)(const void *context, double x), const void *context, double guess, double least,
                        double most, unsigned step_bits) {
    const uint64_t bottom = pattern(least) >> step_bits, top = pattern(most) >> step_bits;
    uint64_t fails = bottom - 1, works = top + 1;  // what lies outside the range isn't asked
    uint64_t at = guess > least ? guess < most ? pattern(guess) >> step_bits : top : bottom;
    // Outwards from the guess in growing steps until one of each kind is known, then by halves.
    for (uint64_t step = 1; works - fails > 1; step = works - fails > step * 8 ? step * 8 : step) {
        int known = fails >= bottom && works <= top;
        if (known) at = fails + (works - fails) / 2;
        if (holds(context, number(at << step_bits))) {
            works = at;
            at = at - fails > step ? at - step : fails + 1;
        } else {
            fails = at;
            at = works - at > step ? at + step : works - 1;
        }
    }
    return works <= top ? number(works << step_bits) : INFINITY;
}
