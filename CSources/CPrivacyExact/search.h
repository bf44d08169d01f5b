// The least double that is known to satisfy something which small ones don't and large ones do; private to this target.
#ifndef DPK_SEARCH_H
#define DPK_SEARCH_H

// The least double x of [least, most], 0 < least < most, for which holds(context, x) is nonzero, if it is zero below some
// point and nonzero from there on; in any case one for which it is nonzero, and zero at a double below it unless that is
// below `least`. Only every 2^step_bits-th double is asked. +infinity if none is found. Fast when `guess` is near.
double dpk_least_double(int (*holds)(const void *context, double x), const void *context, double guess, double least,
                        double most, unsigned step_bits);

#endif
