// Events, accountants and calibration as a user would call them: C17 and C++17, against dp.h and libdp alone. Figures
// are rows of Tests/PrivacyAccountingTests/Vectors/accounting-reference.csv; nothing here is random.
#include <math.h>
#include <string.h>

#include "check.h"
#include "dp.h"

static dp_error why;

static const char gaussian_10[] = "1:add-remove:gaussian(epsilon=0,delta=0,standardDeviation=10,l2Sensitivity=1)";

static dp_event *event_of(const char *text) {
    dp_event *event = NULL;
    CHECK(dp_event_new(text, strlen(text), &event, &why) == DP_OK && event != NULL);
    return event;
}

static dp_accountant *accountant_of(int32_t kind, const char *text, int64_t count) {
    dp_accountant *accountant = NULL;
    CHECK(dp_accountant_new(kind, DP_ADD_REMOVE, &accountant, &why) == DP_OK);
    dp_event *event = event_of(text);
    CHECK(dp_accountant_compose(accountant, event, count, &why) == DP_OK);
    dp_event_free(event);
    return accountant;
}

static void events_are_their_text(void) {
    dp_event *event = event_of(gaussian_10);
    const char *text = NULL;
    size_t length = 0;
    CHECK(dp_event_text(event, &text, &length, &why) == DP_OK);
    CHECK(length == strlen(gaussian_10) && strcmp(text, gaussian_10) == 0);
    CHECK(dp_event_text(event, &text, NULL, &why) == DP_OK);
    dp_event_free(event);
    event = event_of("1:add-remove:repeated(laplace(l1Sensitivity=1,scale=5/2),count=20)");
    double epsilon = 0, delta = 1;
    CHECK(dp_event_cost(event, &epsilon, &delta, &why) == DP_OK && epsilon == 8 && delta == 0);
    dp_event_free(event);
    const char *const wrong[] = {"", "gaussian", "2:add-remove:approximate(epsilon=1,delta=0)",
                                 "1:add-remove:approximate(epsilon=2/2,delta=0)",
                                 "1:add-remove:approximate(epsilon=1, delta=0)",
                                 "1:add-remove:laplace(l1Sensitivity=1,scale=0)",
                                 "1:add-remove:randomizedResponse(epsilon=1,categories=2)",
                                 "1:add-remove:laplace(l1Sensitivity=1,scale=?)", "\xff\xfe"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dp_event *none = event;
        CHECK(dp_event_new(wrong[i], strlen(wrong[i]), &none, &why) == DP_INVALID_EVENT && none == NULL);
        CHECK(why.status == DP_INVALID_EVENT && why.message[0] != 0 && why.parameter == 0);
    }
}

// What an event says of its epsilon is what the object was made with.
static void check_cost(dp_event *event, double epsilon, double delta) {
    double its_epsilon = 0, its_delta = 1;
    CHECK(dp_event_cost(event, &its_epsilon, &its_delta, &why) == DP_OK);
    CHECK(its_epsilon == epsilon && its_delta == delta);
    dp_event_free(event);
}

static void statistics_mechanisms_and_selections_have_events(void) {
    dp_statistic_parameters p;
    memset(&p, 0, sizeof p);
    p.size = sizeof p;
    p.kind = DP_COUNT;
    p.epsilon = 0.5;
    p.max_partitions_contributed = p.max_contributions_per_partition = 1;
    dp_statistic *statistic = NULL;
    CHECK(dp_statistic_new(&p, &statistic, &why) == DP_OK);
    dp_event *event = NULL;
    CHECK(dp_statistic_event(statistic, &event, &why) == DP_OK);
    const char *text = NULL;
    CHECK(dp_event_text(event, &text, NULL, &why) == DP_OK);
    CHECK(strncmp(text, "1:add-remove:discreteLaplace(epsilon=1/2,", 41) == 0);
    check_cost(event, 0.5, 0);
    dp_quantile_parameters q;
    memset(&q, 0, sizeof q);
    q.size = sizeof q;
    q.epsilon = 2;
    q.max_partitions_contributed = q.max_contributions_per_partition = 1;
    CHECK(dp_statistic_quantiles_event(statistic, &q, &event, &why) == DP_NOT_SUPPORTED && event == NULL);
    dp_statistic_free(statistic);

    p.kind = DP_QUANTILE_TREE;
    p.number = DP_FLOAT64;
    p.upper_bound = 100;
    p.tree_height = 4;
    p.branching_factor = 16;
    CHECK(dp_statistic_new(&p, &statistic, &why) == DP_OK);
    CHECK(dp_statistic_event(statistic, &event, &why) == DP_NOT_SUPPORTED && event == NULL);
    CHECK(dp_statistic_quantiles_event(statistic, &q, &event, &why) == DP_OK);
    check_cost(event, 2, 0);
    q.epsilon = -2;
    CHECK(dp_statistic_quantiles_event(statistic, &q, &event, &why) == DP_INVALID_PARAMETER && event == NULL);
    dp_statistic_free(statistic);

    for (int32_t kind = DP_LAPLACE_MECHANISM; kind <= DP_INTEGER_STAIRCASE_MECHANISM; kind++) {
        dp_mechanism_parameters m;
        memset(&m, 0, sizeof m);
        m.size = sizeof m;
        m.kind = kind;
        m.epsilon = 1;
        m.delta = 0x1p-20;
        m.sensitivity = 1;
        m.integer_sensitivity = 1;
        m.bound = 1e6;
        dp_mechanism *mechanism = NULL;
        CHECK(dp_mechanism_new(&m, &mechanism, &why) == DP_OK);
        CHECK(dp_mechanism_event(mechanism, &event, &why) == DP_OK);
        dp_mechanism_free(mechanism);
        int is_gaussian = kind == DP_GAUSSIAN_MECHANISM || kind == DP_DISCRETE_GAUSSIAN_MECHANISM;
        check_cost(event, 1, is_gaussian ? 0x1p-20 : 0);
    }
    for (int32_t kind = DP_TRUNCATED_GEOMETRIC_SELECTION; kind <= DP_GAUSSIAN_SELECTION; kind++) {
        dp_partition_selection_parameters s;
        memset(&s, 0, sizeof s);
        s.size = sizeof s;
        s.kind = kind;
        s.epsilon = 1;
        s.delta = 0x1p-20;
        s.max_partitions_contributed = s.pre_threshold = 1;
        dp_partition_selection *selection = NULL;
        CHECK(dp_partition_selection_new(&s, &selection, &why) == DP_OK);
        CHECK(dp_partition_selection_event(selection, &event, &why) == DP_OK);
        dp_partition_selection_free(selection);
        double epsilon = 0, delta = 0;
        CHECK(dp_event_cost(event, &epsilon, &delta, &why) == DP_OK);
        CHECK(epsilon <= 1 && epsilon > 0 && delta <= 0x1p-20 && delta > 0);
        dp_event_free(event);
    }
}

static void accountants_bracket_the_truth(void) {
    // 100 Gaussian releases of deviation 10 at delta 1e-6: the closed form's epsilon.
    const double exact = 4.88655411746221;
    for (int32_t kind = DP_BASIC_ACCOUNTANT; kind <= DP_CERTIFIED_PLD_ACCOUNTANT; kind++) {
        if (kind == DP_OPTIMAL_ACCOUNTANT) continue; // knows no bound for Gaussian noise
        dp_accountant *accountant = accountant_of(kind, gaussian_10, 100);
        dp_bracket epsilon = {0, 0}, delta = {0, 0};
        CHECK(dp_accountant_epsilon(accountant, 1e-6, &epsilon, &why) == DP_OK);
        CHECK(epsilon.upper >= exact * (1 - 1e-13) && epsilon.lower <= exact * (1 + 1e-13));
        if (kind >= DP_GAUSSIAN_ACCOUNTANT) CHECK(epsilon.upper <= exact * (1 + 2e-5) && epsilon.lower > 0);
        if (kind == DP_RDP_ACCOUNTANT) CHECK(epsilon.upper <= 5.22153963115);
        CHECK(dp_accountant_delta(accountant, exact, &delta, &why) == DP_OK);
        CHECK(delta.upper >= 1e-6 * (1 - 1e-12) && delta.lower <= 1e-6 * (1 + 1e-12));
        dp_accountant_free(accountant);
    }
}

static void copies_ask_what_if(void) {
    dp_accountant *accountant = accountant_of(DP_BASIC_ACCOUNTANT, "1:add-remove:approximate(epsilon=1/10,delta=0)", 2);
    dp_accountant *copy = NULL;
    CHECK(dp_accountant_copy(accountant, &copy, &why) == DP_OK);
    dp_event *event = event_of("1:add-remove:approximate(epsilon=1,delta=0)");
    CHECK(dp_accountant_compose(copy, event, 3, &why) == DP_OK);
    dp_bracket before = {0, 0}, after = {0, 0};
    CHECK(dp_accountant_epsilon(accountant, 0, &before, &why) == DP_OK && before.upper == 0.2);
    CHECK(dp_accountant_epsilon(copy, 0, &after, &why) == DP_OK && after.upper >= 3.2 && after.upper < 3.2000001);
    dp_event_free(event);
    dp_accountant_free(copy);
    dp_accountant_free(accountant);
}

static void what_is_not_known_has_a_status(void) {
    dp_accountant *accountant = (dp_accountant *)&why;
    CHECK(dp_accountant_new(0, DP_ADD_REMOVE, &accountant, &why) == DP_UNKNOWN_CODE && accountant == NULL);
    CHECK(dp_accountant_new(DP_BASIC_ACCOUNTANT, 4, &accountant, &why) == DP_UNKNOWN_CODE && accountant == NULL);
    accountant = accountant_of(DP_ZCDP_ACCOUNTANT, gaussian_10, 1);
    dp_event *other = event_of("1:replace-one:approximate(epsilon=1,delta=0)");
    CHECK(dp_accountant_compose(accountant, other, 1, &why) == DP_DIFFERENT_ADJACENCY);
    dp_event_free(other);
    dp_event *event = event_of(gaussian_10);
    CHECK(dp_accountant_compose(accountant, event, 0, &why) == DP_INVALID_QUESTION);
    dp_bracket bracket = {1, 1};
    CHECK(dp_accountant_epsilon(accountant, 0, &bracket, &why) == DP_UNBOUNDED);
    CHECK(bracket.lower == 0 && bracket.upper == 0);
    CHECK(dp_accountant_epsilon(accountant, 1, &bracket, &why) == DP_INVALID_QUESTION);
    CHECK(dp_accountant_epsilon(accountant, NAN, &bracket, &why) == DP_INVALID_QUESTION);
    CHECK(dp_accountant_delta(accountant, -1, &bracket, &why) == DP_INVALID_QUESTION);
    CHECK(dp_accountant_delta(accountant, INFINITY, &bracket, &why) == DP_INVALID_QUESTION);
    CHECK(dp_accountant_epsilon((const dp_accountant *)(const void *)event, 1e-6, &bracket, &why) == DP_INVALID_HANDLE);
    CHECK(dp_accountant_epsilon(NULL, 1e-6, &bracket, &why) == DP_NULL_ARGUMENT);
    CHECK(dp_accountant_epsilon(accountant, 1e-6, NULL, &why) == DP_NULL_ARGUMENT);
    dp_accountant_free(accountant);
    CHECK(dp_accountant_new(DP_GAUSSIAN_ACCOUNTANT, DP_ADD_REMOVE, &accountant, &why) == DP_OK);
    dp_event *laplace = event_of("1:add-remove:laplace(l1Sensitivity=1,scale=1)");
    CHECK(dp_accountant_compose(accountant, laplace, 1, &why) == DP_UNSUPPORTED_EVENT);
    CHECK(dp_accountant_epsilon(accountant, 0, &bracket, &why) == DP_OK && bracket.upper == 0);
    dp_event_free(laplace);
    dp_event_free(event);
    dp_accountant_free(accountant);
    dp_event_free(NULL);
    dp_accountant_free(NULL);
}

static double calibrated(const dp_accountant *accountant, int32_t sought, const char *text, int64_t count) {
    double number = 0;
    CHECK(dp_accountant_calibrate(accountant, sought, text, strlen(text), count, 1, 1e-6, &number, &why) == DP_OK);
    return number;
}

static void calibration_keeps_its_target(void) {
    dp_accountant *accountant = NULL;
    CHECK(dp_accountant_new(DP_GAUSSIAN_ACCOUNTANT, DP_ADD_REMOVE, &accountant, &why) == DP_OK);
    const char *gaussian = "1:add-remove:gaussian(epsilon=0,delta=0,standardDeviation=?,l2Sensitivity=1)";
    double sigma = calibrated(accountant, DP_LEAST, gaussian, 1);
    CHECK(sigma >= 4.22467888932684 * (1 - 1e-14) && sigma <= 4.22467888932684 * (1 + 1e-12));
    CHECK(fabs(calibrated(accountant, DP_LEAST, gaussian, 100) / sigma - 10) < 1e-11);
    dp_event *event = event_of(gaussian_10);
    int64_t count = 0;
    CHECK(dp_accountant_most_releases(accountant, event, 1, 1e-6, &count, &why) == DP_OK);
    CHECK(count == (int64_t)floor(100 / (sigma * sigma)));
    double number = 1;
    CHECK(dp_accountant_calibrate(accountant, DP_LEAST, gaussian, strlen(gaussian), 1, 1, 0, &number, &why) ==
          DP_UNBOUNDED);
    CHECK(number == 0);
    CHECK(dp_accountant_calibrate(accountant, 3, gaussian, 8, 1, 1, 0, &number, &why) == DP_UNKNOWN_CODE);
    CHECK(dp_accountant_calibrate(accountant, DP_LEAST, gaussian, 8, 1, 1, 0, &number, &why) == DP_INVALID_EVENT);
    CHECK(dp_accountant_calibrate(accountant, DP_LEAST, gaussian_10, strlen(gaussian_10), 1, 1, 1e-6, &number, &why) ==
          DP_INVALID_EVENT);
    CHECK(dp_accountant_calibrate(accountant, DP_LEAST, gaussian, strlen(gaussian), 1, 0, 1e-6, &number, &why) ==
          DP_INVALID_QUESTION);
    dp_event_free(event);
    dp_accountant_free(accountant);

    CHECK(dp_accountant_new(DP_BASIC_ACCOUNTANT, DP_ADD_REMOVE, &accountant, &why) == DP_OK);
    // Each of 4 releases gets a quarter, whichever number is sought.
    CHECK(fabs(calibrated(accountant, DP_MOST, "1:add-remove:approximate(epsilon=?,delta=0)", 4) - 0.25) < 1e-12);
    CHECK(fabs(calibrated(accountant, DP_LEAST, "1:add-remove:laplace(l1Sensitivity=1,scale=?)", 4) - 4) < 1e-12);
    const char *discrete = "1:add-remove:discreteLaplace(epsilon=3/?,l1Sensitivity=3,scale=?,coordinates=1)";
    CHECK(fabs(calibrated(accountant, DP_LEAST, discrete, 4) - 12) < 1e-11);
    const char *sampled = "1:add-remove:poissonSampled(approximate(epsilon=1/2,delta=0),rate=?)";
    CHECK(calibrated(accountant, DP_MOST, sampled, 2) == 1);
    // 8 times ln(1 + rate (e^0.5 - 1)) is 1.
    double rate = calibrated(accountant, DP_MOST, sampled, 8);
    CHECK(fabs(rate - expm1(0.125) / expm1(0.5)) < 1e-12);
    dp_accountant_free(accountant);
}

int main(void) {
    events_are_their_text();
    statistics_mechanisms_and_selections_have_events();
    accountants_bracket_the_truth();
    copies_ask_what_if();
    what_is_not_known_has_a_status();
    calibration_keeps_its_target();
    return 0;
}
