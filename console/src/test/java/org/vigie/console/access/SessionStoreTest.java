package org.vigie.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStoreTest {
  private final SessionStore sessions = new SessionStore(() -> Instant.EPOCH);

  @Test
  void forgetsTheSessionThatWasUsedLeastRecently() {
    List<String> cookies = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      cookies.add(sessions.open(AccessLevel.READER).cookie());
    }
    assertThat(sessions.use(cookies.get(0))).isPresent();
    sessions.open(AccessLevel.READER);
    assertThat(sessions.use(cookies.get(0))).isPresent();
    assertThat(sessions.use(cookies.get(1))).isEmpty();
    assertThat(sessions.use(cookies.get(2))).isPresent();
  }

  @Test
  void namesASessionWithoutGivingItsCookieAway() {
    SessionStore.OpenedSession opened = sessions.open(AccessLevel.EDITOR);
    assertThat(opened.session().key()).doesNotContain(opened.cookie());
    assertThat(opened.session().toString()).doesNotContain(opened.session().csrf());
  }
}
