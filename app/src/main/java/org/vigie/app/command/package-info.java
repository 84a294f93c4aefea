/// One class a command. A command says what its arguments mean, calls the module that does the work
/// and prints what came of it.
///
/// To add one: a class here with picocli's `@Command`, `Callable<Integer>` and a constructor that
/// takes a [org.vigie.app.terminal.Terminal], and its line in the table of [org.vigie.app.Main].
/// `call` returns 0, or 1 where something failed that it has said on standard error; it throws
/// [org.vigie.app.terminal.CliException] to end with one sentence. Fields and methods of a filter
/// name
/// no Kafka type: picocli looks at every one of them, and filters start without Kafka.
@NullMarked
package org.vigie.app.command;

import org.jspecify.annotations.NullMarked;
