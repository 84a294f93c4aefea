/// The management address of a process: health and metrics over HTTP.
@NullMarked
package org.vigie.runtime.management;

import org.jspecify.annotations.NullMarked;
