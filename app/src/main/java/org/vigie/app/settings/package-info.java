/// What the `vigie` command can be configured with: the settings of all modules joined into one
/// schema ([VigieSettings]), those that belong to no module, and the reference page.
@NullMarked
package org.vigie.app.settings;

import org.jspecify.annotations.NullMarked;
