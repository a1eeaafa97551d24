/* Losses and gradients by AVX-512 intrinsics: what a C programmer would reach. Compiled by jmh/intrinsics.sh. */
#include <immintrin.h>

#define LOG2E 1.44269504088896341

/* float: 16 lanes, polynomials of degree 6 and 4 */
#define T float
#define V __m512
#define M __mmask16
#define W 16
#define NAME(x) float_##x
#define SET(x) _mm512_set1_ps(x)
#define LOAD(p) _mm512_loadu_ps(p)
#define STORE(p, x) _mm512_storeu_ps(p, x)
#define ADD(a, b) _mm512_add_ps(a, b)
#define SUB(a, b) _mm512_sub_ps(a, b)
#define MUL(a, b) _mm512_mul_ps(a, b)
#define DIV(a, b) _mm512_div_ps(a, b)
#define FMA(a, b, c) _mm512_fmadd_ps(a, b, c)
#define FNMA(a, b, c) _mm512_fnmadd_ps(a, b, c)
#define MIN(a, b) _mm512_min_ps(a, b)
#define MAX(a, b) _mm512_max_ps(a, b)
#define ABOVE(a, b) _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ)
#define BLEND(m, a, b) _mm512_mask_blend_ps(m, a, b)
#define ADD_WHERE(a, m, b) _mm512_mask_add_ps(a, m, a, b)
#define MUL_WHERE(m, a, b) _mm512_maskz_mul_ps(m, a, b)
#define MINUS_MAGNITUDE(x) _mm512_or_ps(x, _mm512_set1_ps(-0.0f))
#define ROUND(x) _mm512_roundscale_ps(x, 0)
#define SCALE(x, n) _mm512_scalef_ps(x, n)
#define MANTISSA(x) _mm512_getmant_ps(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src)
#define EXPONENT(x) _mm512_getexp_ps(x)
#define SUM(x) _mm512_reduce_add_ps(x)
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f

/* An estimate of 14 bits and a step of Newton's method. */
static inline V float_reciprocal(V x) {
    V r = _mm512_rcp14_ps(x);
    return MUL(r, FNMA(x, r, SET(2)));
}

static inline V float_exp_polynomial(V r) {
    V p = FMA(r, SET(0x1.694cd2p-10f), SET(0x1.123988p-7f));
    p = FMA(p, r, SET(0x1.555a26p-5f));
    p = FMA(p, r, SET(0x1.555492p-3f));
    p = FMA(p, r, SET(0x1.fffffap-2f));
    p = FMA(p, r, SET(1));
    return FMA(p, r, SET(1));
}

/* atanh(s) / s in u = s^2 on [0, 1/9]; relative error 2^-25.9. */
static inline V float_atanh(V u) {
    V p = FMA(u, SET(0.13425749f), SET(0.14118310f));
    p = FMA(p, u, SET(0.20003780f));
    p = FMA(p, u, SET(0.33333320f));
    return FMA(p, u, SET(1));
}

#include "losses.h"

#undef T
#undef V
#undef M
#undef W
#undef NAME
#undef SET
#undef LOAD
#undef STORE
#undef ADD
#undef SUB
#undef MUL
#undef DIV
#undef FMA
#undef FNMA
#undef MIN
#undef MAX
#undef ABOVE
#undef BLEND
#undef ADD_WHERE
#undef MUL_WHERE
#undef MINUS_MAGNITUDE
#undef ROUND
#undef SCALE
#undef MANTISSA
#undef EXPONENT
#undef SUM
#undef LN2_HIGH
#undef LN2_LOW

/* double: 8 lanes, polynomials of degree 11 both */
#define T double
#define V __m512d
#define M __mmask8
#define W 8
#define NAME(x) double_##x
#define SET(x) _mm512_set1_pd(x)
#define LOAD(p) _mm512_loadu_pd(p)
#define STORE(p, x) _mm512_storeu_pd(p, x)
#define ADD(a, b) _mm512_add_pd(a, b)
#define SUB(a, b) _mm512_sub_pd(a, b)
#define MUL(a, b) _mm512_mul_pd(a, b)
#define DIV(a, b) _mm512_div_pd(a, b)
#define FMA(a, b, c) _mm512_fmadd_pd(a, b, c)
#define FNMA(a, b, c) _mm512_fnmadd_pd(a, b, c)
#define MIN(a, b) _mm512_min_pd(a, b)
#define MAX(a, b) _mm512_max_pd(a, b)
#define ABOVE(a, b) _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ)
#define BLEND(m, a, b) _mm512_mask_blend_pd(m, a, b)
#define ADD_WHERE(a, m, b) _mm512_mask_add_pd(a, m, a, b)
#define MUL_WHERE(m, a, b) _mm512_maskz_mul_pd(m, a, b)
#define MINUS_MAGNITUDE(x) _mm512_or_pd(x, _mm512_set1_pd(-0.0))
#define ROUND(x) _mm512_roundscale_pd(x, 0)
#define SCALE(x, n) _mm512_scalef_pd(x, n)
#define MANTISSA(x) _mm512_getmant_pd(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src)
#define EXPONENT(x) _mm512_getexp_pd(x)
#define SUM(x) _mm512_reduce_add_pd(x)
#define LN2_HIGH 0x1.62e42fefa39efp-1
#define LN2_LOW 0x1.abc9e3b39803fp-56

static inline V double_reciprocal(V x) {
    return DIV(SET(1), x);
}

static inline V double_exp_polynomial(V r) {
    V p = FMA(r, SET(0x1.af85784e87677p-26), SET(0x1.28afabfb2ccdp-22));
    p = FMA(p, r, SET(0x1.71dddfd53fd0bp-19));
    p = FMA(p, r, SET(0x1.a01997588ed8ap-16));
    p = FMA(p, r, SET(0x1.a01a01bade505p-13));
    p = FMA(p, r, SET(0x1.6c16c1855055p-10));
    p = FMA(p, r, SET(0x1.111111110d644p-7));
    p = FMA(p, r, SET(0x1.5555555550228p-5));
    p = FMA(p, r, SET(0x1.5555555555561p-3));
    p = FMA(p, r, SET(0x1.000000000000bp-1));
    p = FMA(p, r, SET(1));
    return FMA(p, r, SET(1));
}

/* atanh(s) / s in u = s^2 on [0, 1/9]; relative error 2^-62.7. */
static inline V double_atanh(V u) {
    V p = FMA(u, SET(0.078152889004614253), SET(0.037460718977753836));
    p = FMA(p, u, SET(0.05422589197440007));
    p = FMA(p, u, SET(0.05867139530651599));
    p = FMA(p, u, SET(0.06667589315724628));
    p = FMA(p, u, SET(0.07692271982430275));
    p = FMA(p, u, SET(0.09090909948981357));
    p = FMA(p, u, SET(0.11111111099118385));
    p = FMA(p, u, SET(0.14285714285800050));
    p = FMA(p, u, SET(0.19999999999999761));
    p = FMA(p, u, SET(0.33333333333333333));
    return FMA(p, u, SET(1));
}

#include "losses.h"
