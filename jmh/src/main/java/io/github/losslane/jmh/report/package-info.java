/** Tables and charts of the results of the benchmarks: {@link io.github.losslane.jmh.report.Report}. */
package io.github.losslane.jmh.report;
