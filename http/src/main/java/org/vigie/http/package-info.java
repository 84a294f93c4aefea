/// Restricts outgoing connections to public addresses.
///
/// The addresses of feeds and webhooks come from strangers. [AddressGuard] checks the addresses of
/// a host after name resolution, and [GuardedDnsResolver] gives the HTTP client only the checked
/// ones, so
/// that neither a second DNS answer nor a redirect can lead to an internal address. [UserAgent]
/// holds
/// the `User-Agent`.
@NullMarked
package org.vigie.http;

import org.jspecify.annotations.NullMarked;
