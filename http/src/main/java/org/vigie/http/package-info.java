/// Requests to addresses that strangers name.
///
/// The addresses of feeds and webhooks are untrusted. [GuardedHttpClient] sends requests to them:
/// [AddressGuard] checks the addresses of a host after name resolution, so that neither a second
/// DNS answer nor a redirect can lead to an internal address; a deadline covers each request.
/// [HttpFailureMessages] describes failures, [RetryAfter] reads how long a server asks to wait,
/// [UserAgent] holds the `User-Agent`.
@NullMarked
package org.vigie.http;

import org.jspecify.annotations.NullMarked;
