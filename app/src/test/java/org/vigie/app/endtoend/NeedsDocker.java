package org.vigie.app.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// Skips a test, with a message, if no Docker engine answers.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
@interface NeedsDocker {

  /// Asks the engine once; without an engine this ends in less than a second and pulls no image.
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return ConditionEvaluationResult.enabled("a Docker engine answers");
      }
      String reason =
          "no Docker engine answers (DOCKER_HOST=%s): %s skipped"
              .formatted(System.getenv().getOrDefault("DOCKER_HOST", ""), context.getDisplayName());
      if (context.getTestMethod().isEmpty()) {
        System.err.println(reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
