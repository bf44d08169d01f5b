// ln 2 and pi as certified arithmetic uses them (kept_constant.h): each encloses the true number, in `most` units of 2^-w.
#ifndef DPK_KEPT_CONSTANT_PROBES_H
#define DPK_KEPT_CONSTANT_PROBES_H

// -ln(1/2); digits: those of ln 2 after the point, in base 16.
int dpk_probe_encloses_ln2(const char *digits, unsigned long w, unsigned long most);
// cos(pi/4) and sin(pi/4), the root of 1/2.
int dpk_probe_encloses_cosine_of_an_eighth(unsigned long w, unsigned long most);

#endif
