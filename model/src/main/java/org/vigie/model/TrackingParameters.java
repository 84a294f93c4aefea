package org.vigie.model;

import java.util.regex.Pattern;

/// Removes tracking parameters from URLs. Publishers add them to measure where a reader came from;
/// they do not identify the article, since the same article has different ones in each section
/// feed.
public final class TrackingParameters {
  /// `xtor` and `at_…` belong to AT Internet and are common on French sites; the others are on the
  /// usual lists of tracking parameters.
  private static final Pattern TRACKER =
      Pattern.compile(
          "(?i)(?:utm_\\w+|xtor|xtref|xtcr|xts|at_\\w+|mtm_\\w+|pk_\\w+|piwik_\\w+|fbclid|gclid"
              + "|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|mc_cid|mc_eid|ito|ns_mchannel"
              + "|ns_source|ns_campaign|ns_linkname|ns_fee|cmpid|_ga|s_kwcid|wt_mc"
              + "|ocid|smid|ncid|sr_share)(?:=.*)?");

  private static final Pattern ADDRESS_OR_FRAGMENT =
      Pattern.compile("(?i)https?://.*|#.*", Pattern.DOTALL);

  private TrackingParameters() {}

  /// Returns the address or guid without known tracking parameters in its query and fragment. A
  /// fragment that is not a tracking parameter is kept, since some sites identify articles by it.
  /// Text that is neither an http(s) address nor a bare fragment is returned unchanged.
  public static String removeFrom(String address) {
    if (!ADDRESS_OR_FRAGMENT.matcher(address).matches()) {
      return address;
    }
    int hash = address.indexOf('#');
    String fragment = hash < 0 ? "" : address.substring(hash + 1);
    String rest = hash < 0 ? address : address.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : withoutTracking(rest.substring(mark + 1));
    String path = mark < 0 ? rest : rest.substring(0, mark);
    boolean named = !fragment.startsWith("=") && !fragment.startsWith("&");
    String tail = named ? withoutTracking(fragment) : fragment;
    return path + (query.isEmpty() ? "" : "?" + query) + (tail.isEmpty() ? "" : "#" + tail);
  }

  private static String withoutTracking(String parameters) {
    StringBuilder out = new StringBuilder();
    for (String parameter : parameters.split("&(?:amp;)?", -1)) {
      if (!parameter.isEmpty() && !TRACKER.matcher(parameter).matches()) {
        out.append(out.isEmpty() ? "" : "&").append(parameter);
      }
    }
    return out.toString();
  }
}
