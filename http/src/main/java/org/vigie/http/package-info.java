/// Which addresses may be called.
///
/// Feeds and webhooks are addresses that strangers hand us, so every connection goes through one
/// judge: [AddressGuard] looks at the addresses of a host after the name was resolved, and
/// [GuardedDns] hands the HTTP client exactly the judged ones. A second DNS answer or a redirect
/// therefore cannot lead inside the house. [Product] is what we call ourselves towards all of them.
@NullMarked
package org.vigie.http;

import org.jspecify.annotations.NullMarked;
