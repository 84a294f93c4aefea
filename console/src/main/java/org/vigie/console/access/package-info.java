/// Who may ask: tokens, sessions, roles, and how much each may ask.
///
/// A request is admitted by [AccessControl], by the token of its `Authorization` header or by the
/// session of its cookie. Nothing here ever logs or repeats a token.
@NullMarked
package org.vigie.console.access;

import org.jspecify.annotations.NullMarked;
