/// The countries of the world in French: names, capitals and nationalities by ISO 3166 code.
@NullMarked
package org.vigie.analysis.country;

import org.jspecify.annotations.NullMarked;
