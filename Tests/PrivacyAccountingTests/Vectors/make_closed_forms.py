"""Writes closed_forms.txt: random cases of what the accountants compute, to 40 digits (mpmath at 80).

Line: name, parameters, value. Parameters are doubles that mean their shortest decimal. Each formula is written down here
afresh, mostly as a sum or an integral, so that a slip in the library's algebra shows. Needs mpmath; deterministic.
"""
import random
import mpmath as mp

mp.mp.dps = 80
random.seed(20190108)


def m(x):
    return mp.mpf(repr(x))


def log_uniform(low, high, digits=4):
    return float(f"%.{digits}g" % mp.exp(random.uniform(float(mp.log(low)), float(mp.log(high)))))


def out(name, parameters, value):
    print(name, *[repr(p) for p in parameters], mp.nstr(value, 40, min_fixed=1, max_fixed=0))


def gaussian_delta(mu, epsilon):
    return mp.ncdf(mu / 2 - epsilon / mu) - mp.exp(epsilon) * mp.ncdf(-mu / 2 - epsilon / mu)


def root(f, low, high):
    for _ in range(240):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return high


for _ in range(30):  # epsilon of count Gaussian releases
    sigma, count = log_uniform(0.5, 200), random.choice([1, 2, 10, 100, 1000])
    delta = log_uniform(1e-15, 1e-3)
    mu = mp.sqrt(count) / m(sigma)
    epsilon = root(lambda e: gaussian_delta(mu, e) - m(delta), mp.mpf(0), mu * mu + 40 * mu)
    if epsilon > mp.mpf("1e-6"):
        out("gaussian_epsilon", [sigma, count, delta], epsilon)
for _ in range(20):
    sigma, count, epsilon = log_uniform(0.5, 200), random.choice([1, 3, 50]), log_uniform(1e-3, 5)
    value = gaussian_delta(mp.sqrt(count) / m(sigma), m(epsilon))
    if value > mp.mpf("1e-250"):
        out("gaussian_delta", [sigma, count, epsilon], value)


def orders():
    return random.choice([1.0625, 1.5, 2.0, 3.7, 8.0, 32.0, 250.0, 5000.0])


for _ in range(25):  # Laplace: the three parts of the integral
    scale, a = log_uniform(0.05, 1000), orders()
    t, alpha = 1 / m(scale), m(a)
    moment = (mp.exp((alpha - 1) * t) / 2 + mp.exp(-alpha * t) / 2
              + mp.exp((alpha - 1) * t) * (1 - mp.exp(-(2 * alpha - 1) * t)) / (2 * (2 * alpha - 1)))
    out("laplace_divergence", [scale, a], mp.log(moment) / (alpha - 1))
for _ in range(25):  # discrete Laplace: the sum itself
    scale, sensitivity, a = log_uniform(0.2, 12), random.randint(1, 6), orders()
    q, alpha = mp.exp(-1 / m(scale)), m(a)
    normal = (1 - q) / (1 + q)
    reach = int(180 * max(1, scale)) + sensitivity
    total = mp.fsum(normal * q ** (alpha * abs(k) + (1 - alpha) * abs(k - sensitivity))
                    for k in range(-reach, reach + 1))
    out("discrete_laplace_divergence", [scale, sensitivity, a], mp.log(total) / (alpha - 1))
for _ in range(25):  # randomized response: the sum over the answers
    epsilon, k, a = log_uniform(0.01, 8), random.choice([2, 3, 10, 1000]), orders()
    odds, alpha = mp.exp(m(epsilon)), m(a)
    right, wrong = odds / (odds + k - 1), 1 / (odds + k - 1)
    total = right ** alpha * wrong ** (1 - alpha) + wrong ** alpha * right ** (1 - alpha) + (k - 2) * wrong
    out("response_divergence", [epsilon, k, a], mp.log(total) / (alpha - 1))
for _ in range(25):  # sampled Gaussian at integer orders: the plain binomial sum
    sigma, rate, a = log_uniform(0.6, 20), log_uniform(1e-4, 0.5), random.choice([2, 3, 5, 16, 40, 100])
    q = m(rate)
    total = mp.fsum(mp.binomial(a, i) * (1 - q) ** (a - i) * q ** i * mp.exp(i * (i - 1) / (2 * m(sigma) ** 2))
                    for i in range(a + 1))
    out("sampled_gaussian_divergence", [sigma, rate, float(a)], mp.log(total) / (a - 1))


def optimal_delta(epsilon, count, target):
    p = mp.exp(epsilon) / (1 + mp.exp(epsilon))
    return mp.fsum(mp.binomial(count, l) * max(mp.mpf(0), p ** (count - l) * (1 - p) ** l
                                               - mp.exp(target) * p ** l * (1 - p) ** (count - l))
                   for l in range(count + 1))


for _ in range(30):  # optimal composition
    epsilon, count = log_uniform(0.005, 3), random.choice([1, 2, 7, 30, 100])
    own, delta = random.choice([0.0, 1e-9]), log_uniform(1e-12, 1e-4)
    survival = (1 - m(own)) ** count
    left = (m(delta) - 1 + survival) / survival
    if left <= 0 or optimal_delta(m(epsilon), count, mp.mpf(0)) <= left:
        continue
    value = root(lambda e: optimal_delta(m(epsilon), count, e) - left, mp.mpf(0), count * m(epsilon))
    out("optimal_epsilon", [epsilon, own, count, delta], value)
for _ in range(20):
    epsilon, count = log_uniform(0.005, 3), random.choice([1, 2, 7, 30, 100])
    target = float("%.4g" % (epsilon * count * random.random()))
    out("optimal_delta", [epsilon, count, target], optimal_delta(m(epsilon), count, m(target)))
for _ in range(20):  # concentrated privacy: the least over all orders
    rho, delta = log_uniform(1e-6, 10), log_uniform(1e-14, 1e-3)

    def at(alpha):
        return m(rho) * alpha + mp.log(1 - 1 / alpha) - mp.log(m(delta) * alpha) / (alpha - 1)

    def slope(u):
        alpha = 1 + mp.exp(u)
        return m(rho) + 1 / (alpha * (alpha - 1)) - 1 / (alpha * (alpha - 1)) + mp.log(m(delta) * alpha) / (alpha - 1) ** 2

    u = root(lambda u: -slope(u), mp.mpf(-10), mp.mpf(40))
    out("concentrated_epsilon", [rho, delta], at(1 + mp.exp(u)))
for _ in range(40):  # the functions underneath
    x = random.choice([random.uniform(-700, 700), random.uniform(-1, 1), log_uniform(1e-12, 1e-2, 17)])
    out("exponential", [x], mp.exp(m(x)))
    out("exponential_minus_one", [x], mp.expm1(m(x)))
    out("logarithm", [abs(x)], mp.log(m(abs(x))))
    if x > -1:
        out("logarithm_of_one_plus", [x], mp.log1p(m(x)))
