package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir Path parent;

  @Test
  void isRemovedWithAllItHolds() throws IOException {
    Path path;
    try (TemporaryDirectory directory = TemporaryDirectory.create(parent)) {
      path = directory.path();
      Files.writeString(
          Files.createDirectories(path.resolve("kafka/topic-0")).resolve("0.log"), "x");
      directory.close();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void removesWhatKilledRunsHaveLeftAndNothingElse() throws IOException {
    Path left = Files.createDirectories(parent.resolve("vigie-demo-1/kafka"));
    Files.createFile(parent.resolve("vigie-demo-1/in-use.lock"));
    Path empty = Files.createDirectory(parent.resolve("vigie-demo-2"));
    Path foreign = Files.createDirectories(parent.resolve("vigie-demo-3/of-somebody"));
    Path other = Files.createDirectory(parent.resolve("vigie-other"));
    Path linked = Files.createDirectory(parent.resolve("linked"));
    Files.createFile(linked.resolve("in-use.lock"));
    Files.createSymbolicLink(parent.resolve("vigie-demo-4"), linked);
    try (TemporaryDirectory first = TemporaryDirectory.create(parent);
        TemporaryDirectory second = TemporaryDirectory.create(parent)) {
      assertThat(left.getParent()).doesNotExist();
      assertThat(empty).doesNotExist();
      assertThat(foreign).exists();
      assertThat(other).exists();
      assertThat(linked.resolve("in-use.lock")).exists();
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
    }
  }

  @Test
  void aDirectoryThatAnotherStartRemovesBeforeItIsLockedIsNotTaken() throws IOException {
    Path file = parent.resolve("in-use.lock");
    try (FileChannel taken = open(file)) {
      assertThat(TemporaryDirectory.lock(taken, file)).isSameAs(taken);
    }
    Files.delete(file);
    try (FileChannel removed = open(file)) {
      Files.delete(file);
      assertThat(TemporaryDirectory.lock(removed, file)).isNull();
      assertThat(removed.isOpen()).isFalse();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
