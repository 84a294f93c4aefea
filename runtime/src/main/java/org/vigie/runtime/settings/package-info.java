/// What is configured, and where each value came from.
///
/// Each module declares its [Setting]s and reads its own record from [Settings]; the launcher joins
/// the lists into one [SettingsSchema]. `vigie config`, the reference in `docs/configuration.md`
/// and the reading of file and environment all come from that schema:
///
/// ```java
/// public record WebhookSettings(Duration deadline) {
///   static final Setting<Duration> DEADLINE =
///       new Setting<>("webhook.deadline", "15s", SettingType.duration(), "How long a call may
/// take.");
///   public static final List<Setting<?>> SETTINGS = List.of(DEADLINE);
///
///   public static WebhookSettings of(Settings settings) {
///     return new WebhookSettings(settings.get(DEADLINE));
///   }
/// }
/// ```
///
/// Reading is strict: a key that is not in the schema, a key given twice or a value that cannot be
/// read stops the start and names the place. The environment may override a setting, it cannot
/// invent one. Nothing here builds anything that runs, and no class of the server or the metrics is
/// loaded.
@NullMarked
package org.vigie.runtime.settings;

import org.jspecify.annotations.NullMarked;
