/// One fetch over HTTP, its result a value: [Fetcher] sends the requests, [ResponseReader] reads a
/// response, [FetchResult] is the result. Requests are
/// conditional, with validators byte for byte; one deadline covers the whole fetch; the decoded
/// size is limited; there are no cookies, one request per host at a time, and no request to an
/// address that is not public unless private ones are allowed.
@NullMarked
package org.vigie.ingest.fetch;

import org.jspecify.annotations.NullMarked;
