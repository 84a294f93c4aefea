/// One polite question to a server and its answer as a value: [Fetcher] asks, [Answers] reads what
/// comes, [FailureWords] says what went wrong, [FetchResult] is what came of it. Conditional
/// requests with validators byte for byte, one deadline over the whole
/// exchange, a limit on the decoded size, no cookies, one request per host at a time, and no way
/// to an address that is not public.
@NullMarked
package org.vigie.ingest.fetch;

import org.jspecify.annotations.NullMarked;
