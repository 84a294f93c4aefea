/// Articles, stories and alerts as an index on disk, built from Kafka and rebuilt from it whenever
/// it is missing, damaged or made by other topic packs. [NewsIndex] is the door; the records of
/// this package are what it answers, in the form of the REST API.
@NullMarked
package org.vigie.admin.index;

import org.jspecify.annotations.NullMarked;
