/// What kind of text an article is: news, roundup, opinion, video page and so on, by the rules of
/// `forms.txt`.
@NullMarked
package org.vigie.analysis.form;

import org.jspecify.annotations.NullMarked;
