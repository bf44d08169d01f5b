// Random calls of events and accountants.
#ifndef FUZZ_ACCOUNTING_H
#define FUZZ_ACCOUNTING_H

#include "fuzz_chance.h"

// A number as events have it, mostly of a size that happens; or a question mark, or none.
static size_t write_number(char *place) {
    static const char *const odd[] = {"0", "-1", "1/0", "2/4", "01", "", "x", "9223372036854775808", "?", "3/?", "1/3",
                                      "1/1000000000000000", "100000000000000000000000000000000000000000", "NaN"};
    if (once_in(12)) return (size_t)sprintf(place, "%s", odd[below(sizeof odd / sizeof *odd)]);
    size_t small_number = 1 + below(6);
    return (size_t)(once_in(2) ? sprintf(place, "%zu", small_number) : sprintf(place, "1/%zu", 2 * small_number + 1));
}

static const char *const mechanisms[] = {
    "gaussian(epsilon=0,delta=0,standardDeviation=#,l2Sensitivity=1)",
    "laplace(l1Sensitivity=1,scale=#)",
    "discreteLaplace(epsilon=1/3,l1Sensitivity=1,scale=#,coordinates=1)",
    "discreteGaussian(epsilon=0,delta=0,sigma=#,linfSensitivity=1,l0Sensitivity=1)",
    "staircase(epsilon=#,sensitivity=3,width=2)",
    "approximate(epsilon=#,delta=1/100000)",
    "approximate(epsilon=1/10,delta=0)",
    "boundedRange(epsilon=#)",
    "zeroConcentrated(rho=#,delta=0)",
    "randomizedResponse(epsilon=#,categories=3)",
    "poissonSampled(gaussian(epsilon=0,delta=0,standardDeviation=#,l2Sensitivity=1),rate=1/3)",
    "sampledWithoutReplacement(laplace(l1Sensitivity=1,scale=#),size=2,population=9)",
    "repeatAndSelect(approximate(epsilon=#,delta=0),shape=1,gamma=1/3)",
    "repeatAndSelect(gaussian(epsilon=0,delta=0,standardDeviation=#,l2Sensitivity=1),mean=#)",
    "treeAggregation(laplace(l1Sensitivity=1,scale=#),steps=100)",
    "shuffled(randomizedResponse(epsilon=#,categories=2),population=10000,delta=1/1000000)",
    "repeated(laplace(l1Sensitivity=#,scale=3),count=#)",
    "composed(laplace(l1Sensitivity=1,scale=#),gaussian(epsilon=0,delta=0,standardDeviation=#,l2Sensitivity=1))",
    "parallel(laplace(l1Sensitivity=1,scale=#),approximate(epsilon=#,delta=0))"};

// An event's text, mostly; sometimes changed or cut, or with a length that no memory has.
static const char *event_text(int32_t sought, size_t *size) {
    static const char *const adjacencies[] = {"1:add-remove:", "1:add-remove:", "1:add-remove:", "1:replace-one:",
                                              "1:local:", "2:local:", ""};
    char *text = (char *)arena + ARENA + below(16);
    size_t count = (size_t)sprintf(text, "%s", adjacencies[below(7)]);
    for (const char *from = mechanisms[below(sizeof mechanisms / sizeof *mechanisms)]; *from; from++) {
        if (*from != '#') text[count++] = *from;
        else if (sought) text[count++] = '?';
        else count += write_number(text + count);
    }
    if (once_in(16)) text[below(count)] = (char)next();
    *size = once_in(16) ? length(count) : count;
    return once_in(20) ? NULL : text;
}

static void make_event(void) {
    dp_event *made = (dp_event *)arena;
    dp_status status;
    switch (below(6)) {
    case 0: status = dp_statistic_event((dp_statistic *)object(STATISTIC), &made, error()); break;
    case 1: status = dp_mechanism_event((dp_mechanism *)object(MECHANISM), &made, error()); break;
    case 2: status = dp_partition_selection_event((dp_partition_selection *)object(SELECTION), &made, error()); break;
    case 3: {
        dp_quantile_parameters p;
        memset(&p, 0, sizeof p);
        p.size = structure_size(sizeof p);
        p.noise = code(DP_LEAST_VARIANCE);
        p.epsilon = decent();
        p.delta = once_in(4) ? real() : 1e-5;
        p.max_partitions_contributed = small();
        p.max_contributions_per_partition = small();
        const dp_quantile_parameters *given = (const dp_quantile_parameters *)placed(&p, sizeof p);
        status = dp_statistic_quantiles_event((dp_statistic *)object(STATISTIC), given, &made, error());
        break;
    }
    default: {
        size_t count;
        const char *text = event_text(0, &count);
        status = dp_event_new(text, count, &made, error());
    }
    }
    if (checked(status) == DP_OK) keep(EVENT, made);
    else CHECK(made == NULL);
}

static void ask_event(void) {
    dp_event *event = (dp_event *)object(EVENT);
    if (once_in(2)) {
        double epsilon = -1, delta = -1;
        if (checked(dp_event_cost(event, &epsilon, &delta, error())) == DP_OK)
            CHECK(epsilon >= 0 && delta >= 0 && delta <= 1);
        else CHECK(epsilon == 0 && delta == 0);
        return;
    }
    const char *text = "x";
    size_t count = 1;
    if (checked(dp_event_text(event, &text, &count, error())) != DP_OK) {
        CHECK(text == NULL && count == 0);
        return;
    }
    // What it says is read back as the same event.
    dp_event *same = NULL;
    const char *again = NULL;
    CHECK(strlen(text) == count && dp_event_new(text, count, &same, NULL) == DP_OK);
    CHECK(dp_event_text(same, &again, NULL, NULL) == DP_OK && strcmp(text, again) == 0);
    dp_event_free(same);
}

static void make_accountant(void) {
    dp_accountant *made = (dp_accountant *)arena;
    dp_status status;
    if (once_in(4)) {
        status = dp_accountant_copy((dp_accountant *)object(ACCOUNTANT), &made, error());
    } else {
        // Loss distributions take a thousand times as long as the others.
        int32_t kind = once_in(20) ? code(DP_CERTIFIED_PLD_ACCOUNTANT) : 1 + (int32_t)below(DP_GAUSSIAN_ACCOUNTANT);
        status = dp_accountant_new(kind, once_in(3) ? code(DP_LOCAL) : DP_ADD_REMOVE, &made, error());
    }
    if (checked(status) == DP_OK) keep(ACCOUNTANT, made);
    else CHECK(made == NULL);
}

// How often an event happens: few times, or as often as is refused. Millions of releases are counted, but take minutes.
static int64_t times(void) {
    int64_t count = once_in(3) ? integer() : small();
    return count > 0 && count < (1LL << 55) ? 1 + count % 50 : count;
}

static void compose(void) {
    dp_accountant *accountant = (dp_accountant *)object(ACCOUNTANT);
    checked(dp_accountant_compose(accountant, (dp_event *)object(EVENT), times(), error()));
}

static void ask_accountant(void) {
    dp_accountant *accountant = (dp_accountant *)object(ACCOUNTANT);
    dp_bracket bracket = {1, 0};
    int asks_delta = once_in(2);
    dp_status status = asks_delta ? dp_accountant_delta(accountant, decent(), &bracket, error())
                                  : dp_accountant_epsilon(accountant, once_in(2) ? 1e-5 : share(), &bracket, error());
    if (checked(status) != DP_OK) CHECK(all_zero(&bracket, sizeof bracket));
    else CHECK(bracket.lower >= 0 && bracket.lower <= bracket.upper && bracket.upper < (asks_delta ? 1.5 : INFINITY));
}

static void calibrate(void) {
    if (!once_in(4)) return; // a search asks some fifty times
    dp_accountant *accountant = (dp_accountant *)object(ACCOUNTANT);
    double epsilon = decent(), delta = once_in(2) ? 1e-5 : share();
    if (once_in(3)) {
        int64_t most = -1;
        dp_event *event = (dp_event *)object(EVENT);
        if (checked(dp_accountant_most_releases(accountant, event, epsilon, delta, &most, error())) == DP_OK)
            CHECK(most >= 0);
        else CHECK(most == 0);
        return;
    }
    double number = -1;
    size_t count;
    const char *text = event_text(!once_in(8), &count);
    dp_status status = dp_accountant_calibrate(accountant, code(DP_MOST), text, count, times(), epsilon, delta, &number,
                                               error());
    if (checked(status) == DP_OK) CHECK(number > 0 && isfinite(number));
    else CHECK(number == 0);
}

#endif
