/// Benchmarks. Each compares Vigie with a baseline or a limit that is measured in the same process
/// and the same minute.
///
/// A benchmark returns a list of [BenchmarkResult]s. [BenchmarkReport] prints them as a table and
/// writes them as JSON with the machine and the date, since an absolute figure means nothing
/// without them. Texts come from [SampleItems] or from a file of the user.
@NullMarked
package org.vigie.bench;

import org.jspecify.annotations.NullMarked;
