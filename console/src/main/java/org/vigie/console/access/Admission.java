package org.vigie.console.access;

import org.vigie.runtime.http.HttpReply;

/// Whether a request is carried out.
public sealed interface Admission {
  /// It is, for this caller.
  record Admitted(Caller caller) implements Admission {}

  /// It is not, and this is the answer.
  record Refused(HttpReply reply) implements Admission {}

  /// Refuses with a problem.
  static Refused refuse(int status, String detail) {
    return new Refused(HttpReply.problem(status, detail));
  }
}
