package io.github.losslane.verification.math;

import java.util.stream.LongStream;

/** Judges a function on many floats, on every core. */
final class Binary32Judge {

    private static final int BLOCK = 4096;

    private Binary32Judge() {}

    /** The worst of the floats with bits 0, stride, 2 stride, .. up to 2^32. */
    static Binary32Error worst(Binary32Function function, int stride) {
        long count = ((1L << 32) + stride - 1) / stride;
        return LongStream.range(0, (count + BLOCK - 1) / BLOCK)
                .parallel()
                .mapToObj(block -> worst(function, block * BLOCK, (int) Math.min(BLOCK, count - block * BLOCK), stride))
                .reduce(Binary32Error.NONE, Binary32Error::worse);
    }

    private static Binary32Error worst(Binary32Function function, long first, int length, int stride) {
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = Float.intBitsToFloat((int) ((first + i) * stride));
        }
        return worst(function, x);
    }

    /** The worst of the given floats. */
    static Binary32Error worst(Binary32Function function, float[] x) {
        float[] out = new float[x.length];
        function.simd(x, out, x.length);
        int worst = 0;
        double most = -1;
        for (int i = 0; i < x.length; i++) {
            double ulps = Binary32Error.ulps(out[i], function.exact(x[i]));
            if (ulps > most) {
                most = ulps;
                worst = i;
            }
        }
        return new Binary32Error(x[worst], out[worst], function.exact(x[worst]), most);
    }
}
