/// What the links in mails lead to: the end of a subscription for one mailbox, without a token.
@NullMarked
package org.vigie.console.unsubscribe;

import org.jspecify.annotations.NullMarked;
