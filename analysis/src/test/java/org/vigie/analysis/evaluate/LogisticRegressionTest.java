package org.vigie.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.evaluate.LogisticRegression.SparseRow;

final class LogisticRegressionTest {
  private static SparseRow row(boolean positive, int column, double value) {
    return new SparseRow(new int[] {column}, new double[] {value}, positive);
  }

  @Test
  void findsTheMinimum() {
    double[] fitted =
        LogisticRegression.fit(
            List.of(row(true, 0, 1), row(false, 0, -1), row(false, 1, 2)), new double[] {0.5, 3});
    assertThat(0.5 * fitted[0]).isCloseTo(2 / (1 + Math.exp(fitted[0])), within(1e-4));
    assertThat(3 * fitted[1]).isCloseTo(-2 / (1 + Math.exp(-2 * fitted[1])), within(1e-4));
  }

  @Test
  void largeValuesDoNotOverflow() {
    double[] fitted =
        LogisticRegression.fit(List.of(row(true, 0, 1e4), row(false, 0, 2e4)), new double[] {1e-6});
    assertThat(fitted[0]).isFinite().isNegative();
  }
}
