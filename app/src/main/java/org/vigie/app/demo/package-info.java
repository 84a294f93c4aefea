/// Sample feeds that run for half a minute, to see Vigie work without a network. Outlets, headlines
/// and the seconds at which they appear are data ([org.vigie.app.demo.SamplePress], one YAML file
/// per outlet beside this package); [org.vigie.app.demo.SampleClock] gives the current second, and
/// [org.vigie.app.demo.SampleFeedServer] answers polls with the content of each feed at that
/// second, in the feed's format and encoding.
///
/// Names, guids and addresses contain nothing that changes from run to run, so items, stories and
/// alerts have the same ids in every run.
@NullMarked
package org.vigie.app.demo;

import org.jspecify.annotations.NullMarked;
