package io.github.losslane.jmh.report;

/** Who computed it. */
enum Side {
    LOSSLANE("losslane"),
    LOOP("plain loop"),
    REFERENCE("reference"),
    LIBTORCH("libtorch");

    private final String title;

    Side(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
