/// What readers say of alerts: too much, or missed. [FeedbackLog] is the door; the records have the
/// form of the REST API.
@NullMarked
package org.vigie.admin.feedback;

import org.jspecify.annotations.NullMarked;
