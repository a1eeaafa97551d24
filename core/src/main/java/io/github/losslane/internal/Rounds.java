package io.github.losslane.internal;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Calls pieces of work until the time of each no longer falls. */
final class Rounds {

    /** Calls with little data of either shape in a round, whose time is compared with that of the rounds before. */
    private static final int CALLS = 25;

    /** HotSpot takes a method for hot after 5,000 calls, with a few turns of loops in each. */
    private static final int LEAST = 110;

    /** HotSpot looks at the counts of a method after every 1,024 calls. */
    private static final int AGAIN = 21;

    private static final int STEADY = 20;

    private static final int LEAST_PASSES = 3;
    private static final int MOST_PASSES = 4;

    /** Nanoseconds for the compiler, if it has no processor of its own. */
    private static final long PAUSE = 5 * 1_000_000L;

    private static final long PASS_PAUSE = 100 * 1_000_000L;

    /** Of a piece, so that a busy machine does not warm up for ever. */
    private static final long MOST_NANOSECONDS = 4_000_000_000L;

    private Rounds() {}

    /**
     * Calls the pieces in passes. Once all, so that the compiler has seen every branch before it compiles what they share,
     * and throws nothing away. Then one after the other: the longer the compiler's queue, the more calls it asks for. And
     * again all, until none gets faster, as what was thrown away in spite of that is interpreted, and what waits in the queue
     * is slow.
     */
    static void run(List<Piece> pieces) {
        pieces.forEach(Piece::once);
        for (Piece piece : pieces) {
            piece.untilSteady(LEAST);
            LockSupport.parkNanos(PAUSE);
        }
        boolean faster = true;
        for (int pass = 0; pass < MOST_PASSES && (faster || pass < LEAST_PASSES); pass++) {
            LockSupport.parkNanos(PASS_PAUSE);
            faster = false;
            for (Piece piece : pieces) {
                faster |= piece.untilSteady(AGAIN);
            }
        }
    }

    /** A piece of work and its best time. */
    static final class Piece {

        private final Runnable odd;
        private final Runnable even;
        private final List<Runnable> others;
        private long best = Long.MAX_VALUE;

        /**
         * Calls with little data, in whole vectors or not, and calls of all other shapes, each of them once in a round:
         * often enough for the compiler not to leave out what they alone do, and spread, as it may take up a method at any
         * time.
         */
        Piece(Runnable odd, Runnable even, List<Runnable> others) {
            this.odd = odd;
            this.even = even;
            this.others = others;
        }

        private void once() {
            odd.run();
            even.run();
            others.forEach(Runnable::run);
        }

        /** Whether it became faster by more than a twentieth. */
        private boolean untilSteady(int least) {
            long before = best;
            long begin = System.nanoTime();
            int sinceBest = 0;
            for (int round = 0;
                    (round < least || sinceBest < STEADY) && System.nanoTime() - begin < MOST_NANOSECONDS;
                    round++) {
                sinceBest = round() ? 0 : sinceBest + 1;
            }
            return best < before - before / 20;
        }

        /** Whether it was the fastest by more than a twentieth. */
        private boolean round() {
            long begin = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                odd.run();
                even.run();
                for (int other = call; other < others.size(); other += CALLS) {
                    others.get(other).run();
                }
            }
            long time = System.nanoTime() - begin;
            boolean better = time < best - best / 20;
            best = better ? time : best;
            return better;
        }
    }
}
