/// A small HTTP server with a table of routes, the same for every address that the process opens.
///
/// [HttpServer] binds a [BindAddress], takes the next free port if that one is taken, and answers
/// by the [Route]s it is given. Whatever is wrong is answered as a JSON problem (RFC 9457), never
/// as HTML. Connections, header sizes, bodies and idle times are bounded by [HttpLimits]. Jetty
/// stays inside this package.
@NullMarked
package org.vigie.runtime.http;

import org.jspecify.annotations.NullMarked;
