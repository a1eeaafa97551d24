package io.github.losslane.verification.calls;

/** What an argument means, as far as choosing numbers for it goes. The same seed and index give the same number. */
public enum Values {

    /** A prediction, a logit, a coordinate. */
    REAL {
        @Override
        double ordinary(long random, int classes) {
            return 12 * unit(random) - 6;
        }
    },

    /** A cosine of an angle; its ends come with the kinks, also a bit beyond. */
    COSINE {
        @Override
        double ordinary(long random, int classes) {
            return 2 * unit(random) - 1;
        }
    },

    /** A probability; its ends come with the kinks. */
    PROBABILITY {
        @Override
        double ordinary(long random, int classes) {
            return unit(random);
        }
    },

    /** A class, a sign or a probability. */
    TARGET {
        @Override
        double ordinary(long random, int classes) {
            return TARGETS[(int) Long.remainderUnsigned(random, TARGETS.length)];
        }
    },

    /** What a class has of a dense target, often 0. */
    SHARE {
        @Override
        double ordinary(long random, int classes) {
            return Math.max(0, 1.5 * unit(random) - 0.5);
        }
    },

    /** A weight of a row, sometimes 0. */
    WEIGHT {
        @Override
        double ordinary(long random, int classes) {
            return Math.max(0, 2.25 * unit(random) - 0.25);
        }
    },

    /** Whether there is an object: 1, 0, or -1 for neither. */
    OBJECT {
        @Override
        double ordinary(long random, int classes) {
            return Long.remainderUnsigned(random, 3) - 1;
        }
    },

    /** Yes or no, 1 or 0. */
    FLAG {
        @Override
        double ordinary(long random, int classes) {
            return Long.remainderUnsigned(random, 2);
        }
    },

    /** The number of a class. */
    LABEL {
        @Override
        double ordinary(long random, int classes) {
            return Long.remainderUnsigned(random, classes);
        }
    },

    /** The number of a class, or the label some losses ignore. */
    LABEL_OR_IGNORED {
        @Override
        double ordinary(long random, int classes) {
            return random >>> 61 == 0 ? IGNORED : LABEL.ordinary(random, classes);
        }
    };

    /** A label that is no class, as other libraries have it. */
    public static final int IGNORED = -100;

    private static final double[] TARGETS = {0, 1, -1, 0.25};
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private static final double[] KINKS = {0, -0.0, 0.5, 1, -1, 1 + 0x1p-23, -1 - 0x1p-23, 1 - 0x1p-24};

    private static final double[] FLOAT_EDGES = {
        Float.MIN_VALUE, -Float.MIN_VALUE, 0x1p-130, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1e-30, -1e-30, 1e30, -1e30,
        Float.MAX_VALUE, -Float.MAX_VALUE, 88.7, 88.8, -87.4, -103.9, -104, 17.3, -17.3
    };

    private static final double[] DOUBLE_EDGES = {
        Double.MIN_VALUE, -Double.MIN_VALUE, 0x1p-1040, Double.MIN_NORMAL, -Double.MIN_NORMAL, 1e-200, -1e-200, 1e200,
        -1e200, Double.MAX_VALUE, -Double.MAX_VALUE, 709.7, 709.8, -708.5, -745.1, -746, 37.4, -37.4
    };

    abstract double ordinary(long random, int classes);

    /** The number at an index; labels are always classes. */
    double at(Data data, Class<?> type, long seed, int index, int classes) {
        long random = mix(seed + index * 0x9e3779b97f4a7c15L);
        long kind = mix(random) >>> 60;
        if (type == int.class || data == Data.ORDINARY || kind >= 4) {
            return ordinary(random, classes);
        }
        if (kind == 0 && data == Data.SPECIAL) {
            return pick(NOT_FINITE, random);
        }
        return pick(kind <= 1 ? KINKS : type == float.class ? FLOAT_EDGES : DOUBLE_EDGES, random);
    }

    private static double pick(double[] numbers, long random) {
        return numbers[(int) Long.remainderUnsigned(random, numbers.length)];
    }

    private static double unit(long random) {
        return (random >>> 11) * 0x1p-53;
    }

    /** The finaliser of SplitMix64 (Steele et al., Fast splittable pseudorandom number generators). */
    private static long mix(long z) {
        long y = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
