package io.github.losslane.verification.digits;

import io.github.losslane.Kernels;

/** Trains with the SIMD kernels in a JVM of its own and prints the lanes in use and the hash of the weights. */
final class WeightsHash {

    private WeightsHash() {}

    /** Takes the number of epochs. */
    public static void main(String[] arguments) {
        Schedule schedule = Schedule.TOUR.withEpochs(Integer.parseInt(arguments[0]));
        System.out.println(Kernels.simd().laneBits() + " " + of(schedule));
    }

    static String of(Schedule schedule) {
        Split split = Split.of(Digits.read(), schedule.seed());
        return Long.toHexString(Training.run(Kernels.simd(), split, schedule, epoch -> {}).weightsHash());
    }
}
