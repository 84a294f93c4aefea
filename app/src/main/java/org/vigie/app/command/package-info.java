/// One class per command. A command parses its arguments, calls the module that does the work and
/// prints the result. What reads or changes the state of a cluster is done by admin, see
/// [org.vigie.app.command.AdminCalls].
///
/// To add one: a class here with picocli's `@Command`, `Callable<Integer>` and a constructor that
/// takes a [org.vigie.app.terminal.Terminal], and its line in the table of [org.vigie.app.Main].
/// `call` returns 0, or 1 if something failed that it has printed on standard error; it throws
/// [org.vigie.app.terminal.CliException] to end with one sentence. Fields and methods of a filter
/// have no Kafka type: picocli reflects on every one of them, and filters start without Kafka.
@NullMarked
package org.vigie.app.command;

import org.jspecify.annotations.NullMarked;
