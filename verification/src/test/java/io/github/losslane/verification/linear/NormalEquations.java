package io.github.losslane.verification.linear;

/** A symmetric positive definite system, solved by elimination, which needs no pivots there. */
final class NormalEquations {

    private NormalEquations() {}

    /** The solution of n equations of n coefficients and a right side each; overwrites them. */
    static double[] solve(double[][] equations) {
        int n = equations.length;
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double factor = equations[i][k] / equations[k][k];
                for (int j = k; j <= n; j++) {
                    equations[i][j] -= factor * equations[k][j];
                }
            }
        }
        double[] solution = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            double rest = equations[k][n];
            for (int j = k + 1; j < n; j++) {
                rest -= equations[k][j] * solution[j];
            }
            solution[k] = rest / equations[k][k];
        }
        return solution;
    }
}
