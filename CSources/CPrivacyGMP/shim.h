#ifndef CPRIVACY_GMP_SHIM_H
#define CPRIVACY_GMP_SHIM_H

#include <gmp.h>

#endif
