/*
 * Losses and gradients over one type, included once for each. Each is written by hand for AVX-512: four independent vectors
 * a step where little is computed, everything in one sweep, sums in whatever order is fastest. Sizes are multiples of four
 * vectors. Returned is the mean loss.
 */

static inline V NAME(exp_)(V x) {
    V n = ROUND(MUL(x, SET(LOG2E)));
    V r = FNMA(n, SET(LN2_LOW), FNMA(n, SET(LN2_HIGH), x));
    return SCALE(NAME(exp_polynomial)(r), n);
}

static inline V NAME(log_)(V x) {
    V m = MANTISSA(x);
    V k = EXPONENT(DIV(x, m));
    V s = DIV(SUB(m, SET(1)), ADD(m, SET(1)));
    return FMA(k, SET(0.693147180559945309), MUL(ADD(s, s), NAME(atanh)(MUL(s, s))));
}

static double NAME(SquaredError)(const T *f, const T *y, T *g, long n) {
    V a0 = SET(0), a1 = a0, a2 = a0, a3 = a0, slope = SET((T) (2.0 / n));
    for (long i = 0; i < n; i += 4 * W) {
        V d0 = SUB(LOAD(f + i), LOAD(y + i)), d1 = SUB(LOAD(f + i + W), LOAD(y + i + W));
        V d2 = SUB(LOAD(f + i + 2 * W), LOAD(y + i + 2 * W)), d3 = SUB(LOAD(f + i + 3 * W), LOAD(y + i + 3 * W));
        a0 = FMA(d0, d0, a0);
        a1 = FMA(d1, d1, a1);
        a2 = FMA(d2, d2, a2);
        a3 = FMA(d3, d3, a3);
        STORE(g + i, MUL(d0, slope));
        STORE(g + i + W, MUL(d1, slope));
        STORE(g + i + 2 * W, MUL(d2, slope));
        STORE(g + i + 3 * W, MUL(d3, slope));
    }
    return (double) SUM(ADD(ADD(a0, a1), ADD(a2, a3))) / n;
}

/* With c = d clamped to [-1, 1]: loss c (d - c / 2), gradient c. */
#define SMOOTH(j) \
    V d##j = SUB(LOAD(f + i + j * W), LOAD(y + i + j * W)); \
    V c##j = MIN(MAX(d##j, SET(-1)), SET(1)); \
    a##j = FMA(c##j, FNMA(c##j, SET(0.5), d##j), a##j); \
    STORE(g + i + j * W, MUL(c##j, slope));

static double NAME(SmoothL1)(const T *f, const T *y, T *g, long n) {
    V a0 = SET(0), a1 = a0, a2 = a0, a3 = a0, slope = SET((T) (1.0 / n));
    for (long i = 0; i < n; i += 4 * W) {
        SMOOTH(0) SMOOTH(1) SMOOTH(2) SMOOTH(3)
    }
    return (double) SUM(ADD(ADD(a0, a1), ADD(a2, a3))) / n;
}

#define HINGE(j) \
    V y##j = LOAD(y + i + j * W); \
    V m##j = FNMA(y##j, LOAD(f + i + j * W), SET(1)); \
    M on##j = ABOVE(m##j, SET(0)); \
    a##j = ADD_WHERE(a##j, on##j, m##j); \
    STORE(g + i + j * W, MUL_WHERE(on##j, y##j, slope));

static double NAME(Hinge)(const T *f, const T *y, T *g, long n) {
    V a0 = SET(0), a1 = a0, a2 = a0, a3 = a0, slope = SET((T) (-1.0 / n));
    for (long i = 0; i < n; i += 4 * W) {
        HINGE(0) HINGE(1) HINGE(2) HINGE(3)
    }
    return (double) SUM(ADD(ADD(a0, a1), ADD(a2, a3))) / n;
}

static double NAME(Exponential)(const T *f, const T *y, T *g, long n) {
    V a0 = SET(0), a1 = a0, slope = SET((T) (-1.0 / n));
    for (long i = 0; i < n; i += 2 * W) {
        V y0 = LOAD(y + i), y1 = LOAD(y + i + W);
        V e0 = NAME(exp_)(FNMA(y0, LOAD(f + i), SET(0))), e1 = NAME(exp_)(FNMA(y1, LOAD(f + i + W), SET(0)));
        a0 = ADD(a0, e0);
        a1 = ADD(a1, e1);
        STORE(g + i, MUL(MUL(y0, slope), e0));
        STORE(g + i + W, MUL(MUL(y1, slope), e1));
    }
    return (double) SUM(ADD(a0, a1)) / n;
}

/*
 * e = exp(-|f|), r = 1 / ((1 + e)(2 + e)): sigmoid(-|f|) = e r (2 + e), log1p(e) = 2 atanh(e / (2 + e)) with e / (2 + e)
 * = r e (1 + e). Loss max(f, 0) - f y + log1p(e).
 */
static inline V NAME(logistic)(V z, V t, V slope, T *g) {
    V e = NAME(exp_)(MINUS_MAGNITUDE(z));
    V one = ADD(e, SET(1)), two = ADD(e, SET(2));
    V r = NAME(reciprocal)(MUL(one, two));
    V re = MUL(r, e);
    V s = MUL(re, one);
    V tail = MUL(re, two);
    V p = BLEND(ABOVE(SET(0), z), SUB(SET(1), tail), tail);
    STORE(g, MUL(SUB(p, t), slope));
    return FMA(ADD(s, s), NAME(atanh)(MUL(s, s)), FNMA(z, t, MAX(z, SET(0))));
}

static double NAME(Logistic)(const T *f, const T *y, T *g, long n) {
    V a0 = SET(0), a1 = a0, slope = SET((T) (1.0 / n));
    for (long i = 0; i < n; i += 2 * W) {
        a0 = ADD(a0, NAME(logistic)(LOAD(f + i), LOAD(y + i), slope, g + i));
        a1 = ADD(a1, NAME(logistic)(LOAD(f + i + W), LOAD(y + i + W), slope, g + i + W));
    }
    return (double) SUM(ADD(a0, a1)) / n;
}

/* The order is that of FloatPointwiseIntrinsicsBenchmark. */
double NAME(pointwise)(int loss, const T *f, const T *y, T *g, long n) {
    switch (loss) {
    case 0: return NAME(SquaredError)(f, y, g, n);
    case 1: return NAME(SmoothL1)(f, y, g, n);
    case 2: return NAME(Hinge)(f, y, g, n);
    case 3: return NAME(Exponential)(f, y, g, n);
    default: return NAME(Logistic)(f, y, g, n);
    }
}

/* exp(z - shift) to e; returns the sum. */
static inline T NAME(exponentials)(const T *z, T shift, T *e, long n) {
    V a0 = SET(0), a1 = a0, shifts = SET(shift);
    long i = 0;
    for (; i + 2 * W <= n; i += 2 * W) {
        V e0 = NAME(exp_)(SUB(LOAD(z + i), shifts)), e1 = NAME(exp_)(SUB(LOAD(z + i + W), shifts));
        a0 = ADD(a0, e0);
        a1 = ADD(a1, e1);
        STORE(e + i, e0);
        STORE(e + i + W, e1);
    }
    if (i < n) {
        V e0 = NAME(exp_)(SUB(LOAD(z + i), shifts));
        a0 = ADD(a0, e0);
        STORE(e + i, e0);
    }
    return SUM(ADD(a0, a1));
}

/*
 * A row is done while it is in the first-level cache, without a shift if its sum allows; logarithms are taken W rows at a
 * time. The number of rows is a multiple of W.
 */
double NAME(cross_entropy)(const T *z, const int *labels, T *g, long rows, long classes) {
    T sums[W] __attribute__((aligned(64)));
    V logs = SET(0);
    double picked = 0;
    T scale = (T) (1.0 / rows);
    for (long r = 0; r < rows; r++) {
        const T *row = z + r * classes;
        T *out = g + r * classes;
        T shift = 0;
        T sum = NAME(exponentials)(row, shift, out, classes);
        if (!(sum > (T) 1e-20 && sum < (T) 1e30)) {
            shift = row[0];
            for (long c = 1; c < classes; c++) {
                shift = row[c] > shift ? row[c] : shift;
            }
            sum = NAME(exponentials)(row, shift, out, classes);
        }
        V factor = SET(scale / sum);
        for (long c = 0; c < classes; c += W) {
            STORE(out + c, MUL(LOAD(out + c), factor));
        }
        out[labels[r]] -= scale;
        picked += row[labels[r]] - shift;
        sums[r % W] = sum;
        if (r % W == W - 1) {
            logs = ADD(logs, NAME(log_)(LOAD(sums)));
        }
    }
    return ((double) SUM(logs) - picked) / rows;
}

#undef SMOOTH
#undef HINGE
