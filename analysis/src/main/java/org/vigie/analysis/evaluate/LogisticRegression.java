package org.vigie.analysis.evaluate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Logistic regression with an L2 penalty, by L-BFGS (D. Liu, J. Nocedal, 1989) over all rows at
/// once. Sums are made in the order of the rows by one thread and functions are those of
/// [StrictMath], so that the same rows give the same bits on every machine.
final class LogisticRegression {
  private static final int MAX_STEPS = 300;
  private static final int MEMORY = 10;
  private static final double TOLERANCE = 1e-5;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /// A row of a sparse table.
  ///
  /// @param columns columns with a value other than 0
  /// @param values their values
  record SparseRow(int[] columns, double[] values, boolean positive) {}

  private final List<SparseRow> rows;
  private final double[] penalties;

  /// A step of the search and the change of the gradient along it.
  private record Curvature(double[] step, double[] change, double scale) {}

  private LogisticRegression(List<SparseRow> rows, double[] penalties) {
    this.rows = rows;
    this.penalties = penalties;
  }

  /// Returns the coefficients of the columns that minimise the loss.
  ///
  /// @param penalties strength of the penalty of each column
  static double[] fit(List<SparseRow> rows, double[] penalties) {
    return new LogisticRegression(rows, penalties).minimise();
  }

  private double[] minimise() {
    double[] at = new double[penalties.length];
    double[] gradient = new double[at.length];
    double loss = computeLoss(at, gradient);
    Deque<Curvature> memory = new ArrayDeque<>();
    for (int step = 0; step < MAX_STEPS && norm(gradient) > TOLERANCE * rows.size(); step++) {
      double[] direction = findDirection(gradient, memory);
      double slope = dot(direction, gradient);
      double length = memory.isEmpty() ? 1 / Math.max(1, norm(gradient)) : 1;
      double[] next = new double[at.length];
      double[] nextGradient = new double[at.length];
      double nextLoss;
      do {
        for (int i = 0; i < at.length; i++) {
          next[i] = at[i] + length * direction[i];
        }
        nextLoss = computeLoss(next, nextGradient);
        length /= 2;
      } while (nextLoss > loss + 2 * length * SUFFICIENT_DECREASE * slope && length > 1e-12);
      remember(memory, subtract(next, at), subtract(nextGradient, gradient));
      at = next;
      gradient = nextGradient;
      loss = nextLoss;
    }
    return at;
  }

  /// Returns the loss; writes its gradient.
  private double computeLoss(double[] at, double[] gradient) {
    double loss = 0;
    for (int i = 0; i < at.length; i++) {
      gradient[i] = penalties[i] * at[i];
      loss += gradient[i] * at[i] / 2;
    }
    for (SparseRow row : rows) {
      double sum = 0;
      for (int i = 0; i < row.columns().length; i++) {
        sum += at[row.columns()[i]] * row.values()[i];
      }
      double margin = row.positive() ? sum : -sum;
      double small = StrictMath.exp(-Math.abs(margin));
      loss += Math.max(0, -margin) + StrictMath.log1p(small);
      double miss = margin >= 0 ? small / (1 + small) : 1 / (1 + small);
      for (int i = 0; i < row.columns().length; i++) {
        gradient[row.columns()[i]] -= (row.positive() ? miss : -miss) * row.values()[i];
      }
    }
    return loss;
  }

  /// The two-loop recursion.
  private static double[] findDirection(double[] gradient, Deque<Curvature> memory) {
    double[] direction = gradient.clone();
    double[] factors = new double[memory.size()];
    int index = 0;
    for (Curvature one : memory) { // the latest first
      factors[index] = one.scale() * dot(one.step(), direction);
      addMultiple(direction, -factors[index++], one.change());
    }
    if (!memory.isEmpty()) {
      Curvature latest = memory.getFirst();
      double scale = 1 / (latest.scale() * dot(latest.change(), latest.change()));
      Arrays.setAll(direction, i -> direction[i] * scale);
    }
    for (Iterator<Curvature> earliest = memory.descendingIterator(); earliest.hasNext(); ) {
      Curvature one = earliest.next();
      double factor = factors[--index] - one.scale() * dot(one.change(), direction);
      addMultiple(direction, factor, one.step());
    }
    Arrays.setAll(direction, i -> -direction[i]);
    return direction;
  }

  private static void remember(Deque<Curvature> memory, double[] step, double[] change) {
    double product = dot(step, change);
    if (product > 0) {
      memory.addFirst(new Curvature(step, change, 1 / product));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double[] subtract(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return difference;
  }

  private static void addMultiple(double[] sum, double factor, double[] added) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * added[i];
    }
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double norm(double[] vector) {
    return StrictMath.sqrt(dot(vector, vector));
  }
}
