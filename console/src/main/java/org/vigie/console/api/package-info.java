/// The REST API: one class for each resource, whose [ApiRoute]s [ApiPipeline] turns into routes of
/// the server.
///
/// The OpenAPI document says which parameters and bodies a route takes, and [ApiDocument] holds
/// requests to it, so that no route checks types and lengths itself. What is wrong with a request
/// beyond that is found by `admin`.
@NullMarked
package org.vigie.console.api;

import org.jspecify.annotations.NullMarked;
