/// The configuration and the origin of each value.
///
/// [SettingKeys] is the table of all settings with their defaults and descriptions; `vigie config`,
/// the
/// reference in `docs/configuration.md` and the reading of file and environment use it. Reading is
/// strict: a key that is not in the table, a key given twice or a value that cannot be parsed stops
/// the start and names the place. The environment can override a key but not add one. Modules own
/// the records that these values are put into; nothing here creates a running component.
@NullMarked
package org.vigie.app.settings;

import org.jspecify.annotations.NullMarked;
