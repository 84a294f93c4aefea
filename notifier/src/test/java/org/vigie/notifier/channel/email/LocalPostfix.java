package org.vigie.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Postfix with a Dovecot of its own on loopback: mails for one domain, taken over STARTTLS
/// with a login, can be read over IMAP; none leaves the machine. Everything is in one
/// directory; the installation of the machine is not touched.
final class LocalPostfix {
  static final String DOMAIN = "desk.test";
  static final String USER = "redaction";

  /// What must be there; both start as root only.
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/postfix"), Path.of("/usr/sbin/dovecot"));

  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = %1$s/spool
      data_directory = %1$s/data
      maillog_file = %1$s/postfix.log
      maillog_file_prefixes = %1$s
      myhostname = localhost
      mydestination =
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      default_transport = error:no mail leaves this machine
      virtual_mailbox_domains = %2$s
      virtual_mailbox_base = %1$s/mail
      virtual_mailbox_maps = inline:{ %3$s@%2$s=%3$s/ }
      virtual_uid_maps = static:5000
      virtual_gid_maps = static:5000
      smtpd_tls_security_level = encrypt
      smtpd_tls_cert_file = %4$s
      smtpd_tls_key_file = %5$s
      smtpd_sasl_auth_enable = yes
      smtpd_sasl_type = dovecot
      smtpd_sasl_path = inet:127.0.0.1:%6$d
      smtpd_relay_restrictions = permit_sasl_authenticated, reject
      smtpd_recipient_restrictions = permit_sasl_authenticated, reject
      """;

  private static final String MASTER =
      """
      127.0.0.1:%d inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      proxymap unix - - n - - proxymap
      error unix - - n - - error
      retry unix - - n - - error
      virtual unix - n n - - virtual
      anvil unix - - n - 1 anvil
      postlog unix-dgram n - n - 1 postlogd
      """;

  private static final String DOVECOT =
      """
      base_dir = %1$s/dovecot
      log_path = %1$s/dovecot.log
      protocols = imap
      listen = 127.0.0.1
      ssl = no
      disable_plaintext_auth = no
      auth_mechanisms = plain login
      mail_location = maildir:%1$s/mail/%2$s
      passdb {
        driver = static
        args = password=%3$s
      }
      userdb {
        driver = static
        args = uid=5000 gid=5000 home=%1$s/mail allow_all_users=yes
      }
      service imap-login {
        inet_listener imap {
          port = %4$d
        }
        inet_listener imaps {
          port = 0
        }
      }
      service auth {
        inet_listener {
          address = 127.0.0.1
          port = %5$d
        }
      }
      """;

  private final Path directory;
  private final int submissionPort = findPort();
  private final int imapPort = findPort();

  private LocalPostfix(Path directory) {
    this.directory = directory;
  }

  /// Whether both servers can be started here.
  static boolean isAvailable() {
    return PROGRAMS.stream().allMatch(Files::isExecutable)
        && "root".equals(System.getProperty("user.name"));
  }

  /// Starts both servers and waits until they answer.
  ///
  /// @param directory becomes readable for all, as these servers give up root
  static LocalPostfix start(Path directory, LocalhostCertificate certificate) throws Exception {
    LocalPostfix servers = new LocalPostfix(directory);
    servers.writeConfiguration(certificate);
    try {
      servers.run("/usr/sbin/dovecot", "-c", servers.dovecotConfiguration());
      servers.run("/usr/sbin/postfix", "-c", directory.toString(), "start");
      for (int port : List.of(servers.submissionPort, servers.imapPort)) {
        await().atMost(1, TimeUnit.MINUTES).until(() -> isAnswering(port));
      }
      return servers;
    } catch (Throwable e) {
      servers.stop();
      throw e;
    }
  }

  private String dovecotConfiguration() {
    return directory.resolve("dovecot.conf").toString();
  }

  private void writeConfiguration(LocalhostCertificate certificate) throws Exception {
    int authPort = findPort();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path mail = Files.createDirectory(directory.resolve("mail"));
    Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createDirectory(directory.resolve("spool"));
    Files.createDirectory(directory.resolve("data"));
    run("/bin/chown", "postfix", directory.resolve("data").toString());
    Files.writeString(
        directory.resolve("main.cf"),
        MAIN.formatted(
            directory, DOMAIN, USER, certificate.pem(), certificate.writeKey(), authPort));
    Files.writeString(directory.resolve("master.cf"), MASTER.formatted(submissionPort));
    Files.writeString(
        directory.resolve("dovecot.conf"),
        DOVECOT.formatted(directory, USER, EmailSamples.PASSWORD, imapPort, authPort));
  }

  int submissionPort() {
    return submissionPort;
  }

  int imapPort() {
    return imapPort;
  }

  private void run(String... command) throws IOException, InterruptedException {
    assertThat(start(command)).as("%s, see %s", command[0], log()).isZero();
  }

  private Path log() {
    return directory.resolve("commands.log");
  }

  /// @return the exit code
  private int start(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start()
        .waitFor();
  }

  private static boolean isAnswering(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int findPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Stops what runs of the two.
  void stop() throws IOException, InterruptedException {
    start("/usr/sbin/postfix", "-c", directory.toString(), "stop");
    start("/usr/bin/doveadm", "-c", dovecotConfiguration(), "stop");
  }
}
