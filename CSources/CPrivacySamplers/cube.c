// A radius R with mass proportional to (2R + 1)^m q^R, q = e^(-1/scale), then every coordinate uniform on -R ... R.
#include "cube.h"

#include <stdlib.h>

#include "declassify.h"
#include "dpk_geometric.h"
#include "dpk_random.h"
#include "masks.h"
#include "refine_from_pool.h"

typedef unsigned __int128 wide;

struct dpk_cube {
    dpk_geometric *geometric;
    size_t dimension;
};

enum { BLOCK = 256 };
static const uint64_t largest_radius = UINT64_C(1) << 61;

dpk_cube *dpk_cube_prepare(double scale, size_t dimension) {
    if (dimension < 1 || dimension > DPK_CUBE_LARGEST_DIMENSION) return NULL;
    if (!(scale >= (double)dimension && scale <= DPK_CUBE_LARGEST_SCALE)) return NULL;
    dpk_cube *law = malloc(sizeof *law);
    if (law == NULL) return NULL;
    law->dimension = dimension;
    law->geometric = dpk_geometric_prepare(scale, 128);
    if (law->geometric == NULL) {
        free(law);
        return NULL;
    }
    return law;
}

void dpk_cube_free(dpk_cube *law) {
    if (law == NULL) return;
    dpk_geometric_free(law->geometric);
    free(law);
}

uint64_t dpk_cube_factor(uint64_t radius, uint64_t i, uint64_t word, const dpk_tape *tape) {
    // U < a/b for U = (word + V)/2^64: true if (word + 1) b <= a 2^64, false if word b >= a 2^64; else V < rest/b decides.
    wide b = 2 * (radius + i), target = (wide)(2 * radius + 1) << 64;
    wide product = word * b;
    uint64_t less = product + b <= target;
    // The one branch on random bits: 2^-64 a factor.
    while (__builtin_expect(dpk_declassify((less ^ 1) & (product < target)) != 0, 0)) {
        target = (target - product) << 64;
        product = tape->refine(tape->context, i) * b;
        less = product + b <= target;
    }
    return less;
}

uint64_t dpk_cube_remainder(uint64_t radius) {
    uint64_t bound = 2 * radius + 1;
    uint64_t result = bound > 1;
    for (int bit = 0; bit < 128; bit++) {
        result <<= 1;
        result -= bound & all_if(result >= bound);
    }
    return result;
}

int64_t dpk_cube_coordinate(uint64_t radius, uint64_t remainder, const uint64_t *words, uint64_t *kept) {
    // As in uniform.c, with a word of 128 bits.
    uint64_t bound = 2 * radius + 1;
    wide low = (wide)words[0] * bound, high = (wide)words[1] * bound + (uint64_t)(low >> 64);
    *kept = ((high << 64) | (uint64_t)low) >= remainder;
    return (int64_t)((uint64_t)(high >> 64) - radius);
}

// Sets *radius; returns 0 where the trial is rejected, after the same work.
static uint64_t try_radius(const dpk_cube *law, uint64_t *radius) {
    uint64_t words[BLOCK], accepted = 1, sum = 0;
    int64_t *parts = (int64_t *)words;
    const dpk_sampler sampler = dpk_geometric_sampler(law->geometric);
    for (size_t done = 0; done <= law->dimension; done += BLOCK) {
        size_t left = law->dimension + 1 - done, count = left < BLOCK ? left : BLOCK;
        dpk_draw(&sampler, parts, count);
        for (size_t i = 0; i < count; i++) {
            // Past 2^61, which doesn't happen (cube.md), the trial is rejected.
            accepted &= sum < largest_radius && (uint64_t)parts[i] < largest_radius;
            sum = (sum + (uint64_t)parts[i]) & (largest_radius * 2 - 1);
        }
    }
    accepted &= sum < largest_radius;
    sum &= largest_radius - 1;
    dpk_tape tape = {words, dpk_refine_from_pool, NULL};
    for (size_t done = 0; done < law->dimension; done += BLOCK) {
        size_t left = law->dimension - done, count = left < BLOCK ? left : BLOCK;
        dpk_random_bytes(words, count * sizeof words[0]);
        for (size_t i = 0; i < count; i++) accepted &= dpk_cube_factor(sum, done + i + 1, words[i], &tape);
    }
    dpk_wipe(words, sizeof words);
    *radius = sum;
    return accepted;
}

void dpk_cube_draw(const dpk_cube *law, int64_t *out) {
    uint64_t radius, words[2];
    while (!dpk_declassify(try_radius(law, &radius))) {}
    uint64_t remainder = dpk_cube_remainder(radius);
    for (size_t i = 0; i < law->dimension;) {
        uint64_t kept;
        dpk_random_bytes(words, sizeof words);
        out[i] = dpk_cube_coordinate(radius, remainder, words, &kept);
        i += dpk_declassify(kept);
    }
    dpk_wipe(words, sizeof words);
}
