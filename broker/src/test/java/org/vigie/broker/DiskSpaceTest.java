package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
  private final AtomicLong free = new AtomicLong();
  private final DiskSpace space = new DiskSpace(Path.of("/data"), free::get);

  @Test
  void refusesAStartWithoutRoomAndSaysWhereAndHowMuch() {
    free.set(DiskSpace.ROLES - 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> space.require(DiskSpace.ROLES))
        .withMessage(
            "the disk of /data is full: 249 MB free, 250 MB needed to start; make room and start"
                + " again, nothing is lost");
    free.set(DiskSpace.ROLES);
    assertThatCode(() -> space.require(DiskSpace.ROLES)).doesNotThrowAnyException();
  }

  @Test
  void warnsBeforeItStops() {
    free.set(DiskSpace.WARNING);
    assertThat(space.measure().level()).isEqualTo(DiskSpace.Level.ENOUGH);
    free.set(DiskSpace.WARNING - 1);
    assertThat(space.measure().level()).isEqualTo(DiskSpace.Level.LOW);
    assertThat(space.measure().message()).contains("/data", "99 MB free", "below 32 MB");
    free.set(DiskSpace.STOP - 1);
    assertThat(space.measure().level()).isEqualTo(DiskSpace.Level.FULL);
    assertThat(space.measure().message()).contains("/data", "31 MB free, 32 MB needed to go on");
  }
}
