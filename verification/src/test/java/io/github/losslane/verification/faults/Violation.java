package io.github.losslane.verification.faults;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that is wrong with a call, and what the exception for it says.
 *
 * @param type class of the exception
 * @param named names and numbers that the message holds
 */
record Violation(Class<? extends RuntimeException> type, List<String> named) {

    static Violation nothing(String name) {
        return new Violation(NullPointerException.class, List.of(name));
    }

    static Violation range(Object... named) {
        return new Violation(IndexOutOfBoundsException.class, texts(named));
    }

    static Violation argument(Object... named) {
        return new Violation(IllegalArgumentException.class, texts(named));
    }

    /** Whether an exception is one for this. */
    boolean explains(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return type.isInstance(thrown) && named.stream().allMatch(word -> contains(message, word));
    }

    private static boolean contains(String message, String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?!\\w)").matcher(message).find();
    }

    private static List<String> texts(Object... named) {
        return Arrays.stream(named).map(String::valueOf).toList();
    }
}
