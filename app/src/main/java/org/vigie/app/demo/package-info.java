/// A small press that plays for half a minute, for those who want to see Vigie work without a
/// network. Outlets, headlines and the seconds at which they appear are data
/// ([org.vigie.app.demo.SamplePress], one YAML file an outlet beside this package);
/// [org.vigie.app.demo.SampleClock] says which second it is, and
/// [org.vigie.app.demo.PressServer] answers polls with what each feed shows at that second, in the
/// form and encoding of that feed.
///
/// Names, guids and addresses hold nothing that changes from run to run, so items, stories and
/// alerts have the same ids in every run.
@NullMarked
package org.vigie.app.demo;

import org.jspecify.annotations.NullMarked;
