/// What the tests of several modules use: [org.vigie.testkit.LocalHttpServer] as feed server and
/// webhook receiver, [org.vigie.testkit.LocalSmtpServer] as mail server,
/// [org.vigie.testkit.ChildProcess] for processes that are killed,
/// [org.vigie.testkit.SampleAlerts] for records. Modules depend on it in test scope only.
@NullMarked
package org.vigie.testkit;

import org.jspecify.annotations.NullMarked;
