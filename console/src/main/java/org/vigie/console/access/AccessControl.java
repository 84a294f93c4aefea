package org.vigie.console.access;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vigie.runtime.http.HttpReply;
import org.vigie.runtime.http.HttpRequest;

/// Decides which requests are carried out. Thread-safe.
public final class AccessControl {
  /// Wrong tokens that an address may send in a minute.
  private static final int FAILURES = 10;

  /// Sessions that a token opens: a newsroom at the start of its day.
  private static final int LOGIN_BURST = 300;

  private static final double LOGINS_PER_SECOND = 0.2;
  private static final int REQUEST_BURST = 200;
  private static final int REQUESTS_PER_SECOND = 50;

  private static final String CSRF = "X-Vigie-Csrf";

  private final AccessTokens tokens;
  private final RequestOrigin origin;
  private final SessionStore sessions;
  private final RateLimits failures;
  private final RateLimits requests;
  private final RateLimits logins;

  /// @param hosts configured names under which the console is reached
  /// @param clock for the age of sessions
  /// @param nanoTime a clock that never goes back, for rates
  public AccessControl(
      AccessTokens tokens, List<String> hosts, InstantSource clock, LongSupplier nanoTime) {
    this.tokens = tokens;
    origin = RequestOrigin.of(hosts);
    sessions = new SessionStore(clock);
    failures = new RateLimits(FAILURES, FAILURES / 60.0, nanoTime);
    requests = new RateLimits(REQUEST_BURST, REQUESTS_PER_SECOND, nanoTime);
    logins = new RateLimits(LOGIN_BURST, LOGINS_PER_SECOND, nanoTime);
  }

  /// Finds out who asks, and whether they may.
  ///
  /// @param needed by the route
  public Admission admit(HttpRequest request, AccessLevel needed) {
    return switch (identify(request)) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted(Caller caller) -> {
        if (!requests.take(caller.key())) {
          yield tooMany("There are too many requests; wait a moment.", requests);
        }
        yield caller.level().includes(needed)
            ? new Admission.Admitted(caller)
            : Admission.refuse(
                403, "This needs the role %s; you are %s.".formatted(needed, caller.level()));
      }
    };
  }

  private Admission identify(HttpRequest request) {
    Optional<String> header = request.header("Authorization");
    return header.isPresent() ? identify(request, header.get()) : identifyByCookie(request);
  }

  private Admission identify(HttpRequest request, String header) {
    int blank = header.indexOf(' ');
    String scheme = header.substring(0, Math.max(0, blank)).toLowerCase(Locale.ROOT);
    String credentials = header.substring(blank + 1).strip();
    return switch (scheme) {
      case "bearer" -> checkToken(request, credentials);
      case "basic" ->
          isRead(request)
              ? checkToken(request, readPassword(credentials))
              : Admission.refuse(403, "Basic authentication is for reading only.");
      default -> unauthorized(request, "The Authorization header is neither Bearer nor Basic.");
    };
  }

  private static String readPassword(String credentials) {
    try {
      String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return decoded.substring(decoded.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// A right token is taken even if wrong ones came from the same address, which several people may
  /// share: no token is short enough to be guessed.
  private Admission checkToken(HttpRequest request, String token) {
    Optional<AccessLevel> level = tokens.findLevel(token);
    if (level.isPresent()) {
      return new Admission.Admitted(
          new Caller(level.get(), SecretText.toKey(token), Optional.empty()));
    }
    return failures.take(request.clientAddress())
        ? unauthorized(request, "The token is not known.")
        : tooManyFailures();
  }

  private Admission identifyByCookie(HttpRequest request) {
    Optional<UserSession> found = SessionCookie.read(request).flatMap(sessions::use);
    if (found.isEmpty()) {
      return unauthorized(request, "There is no session; open one with a token.");
    }
    UserSession session = found.get();
    if (!origin.isOwn(request)) {
      return Admission.refuse(403, "The request comes from another site.");
    }
    if (!isRead(request) && !SecretText.isSame(request.header(CSRF).orElse(""), session.csrf())) {
      return Admission.refuse(
          403, "A change needs the session's value in the header " + CSRF + ".");
    }
    return new Admission.Admitted(new Caller(session.level(), session.key(), Optional.of(session)));
  }

  private static boolean isRead(HttpRequest request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /// Exchanges a token for a session.
  ///
  /// @return who asks, and the cookie to set; or a refusal
  public Login logIn(HttpRequest request, String token) {
    if (!origin.isOwn(request)) {
      return new Login.LoginRefused(HttpReply.problem(403, "The request comes from another site."));
    }
    Optional<AccessLevel> level = tokens.findLevel(token);
    if (level.isEmpty()) {
      return new Login.LoginRefused(
          failures.take(request.clientAddress())
              ? HttpReply.problem(401, "The token is not known.")
              : tooManyFailures().reply());
    }
    if (!logins.take(SecretText.toKey(token))) {
      return new Login.LoginRefused(
          tooMany("There were too many logins with this token; wait a moment.", logins).reply());
    }
    SessionStore.OpenedSession opened = sessions.open(level.get());
    return new Login.Opened(
        opened.session(), SessionCookie.format(request, opened.cookie(), origin.isSecure(request)));
  }

  /// Whether a caller may go on with what it has begun, such as a stream; a session counts as used.
  public boolean keepAlive(Caller caller) {
    return caller.session().map(sessions::keepAlive).orElse(true);
  }

  /// Ends a session.
  ///
  /// @return the cookie that removes the session's
  public String logOut(HttpRequest request, UserSession session) {
    sessions.close(session);
    return SessionCookie.formatRemoval(request, origin.isSecure(request));
  }

  /// A reader of feeds asks for a password if it is told to; a browser that runs the page must not.
  private static Admission unauthorized(HttpRequest request, String detail) {
    String challenge = request.path().startsWith("/atom/") ? "Basic realm=\"Vigie\"" : "Bearer";
    return new Admission.Refused(
        HttpReply.problem(401, detail).withHeader("WWW-Authenticate", challenge));
  }

  private Admission.Refused tooManyFailures() {
    return tooMany("There were too many wrong tokens from this address; wait a moment.", failures);
  }

  private static Admission.Refused tooMany(String detail, RateLimits limits) {
    return new Admission.Refused(
        HttpReply.problem(429, detail)
            .withHeader("Retry-After", Long.toString(limits.secondsToWait())));
  }
}
