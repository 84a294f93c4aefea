package org.vigie.model;

import java.util.regex.Pattern;

/// What publishers add to an address to learn where a reader came from. It says nothing about the
/// article: the same article has another tracker in each section feed.
public final class Trackers {
  /// `xtor` and `at_…` are AT Internet's, common on French sites; the others are on every list of
  /// trackers.
  private static final Pattern TRACKER =
      Pattern.compile(
          "(?i)(?:utm_\\w+|xtor|xtref|xtcr|xts|at_\\w+|mtm_\\w+|pk_\\w+|piwik_\\w+|fbclid|gclid"
              + "|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|mc_cid|mc_eid|ito|ns_mchannel"
              + "|ns_source|ns_campaign|ns_linkname|ns_fee|cmpid|_ga|s_kwcid|wt_mc"
              + "|ocid|smid|ncid|sr_share)(?:=.*)?");

  private static final Pattern PARAMETERS = Pattern.compile("[^=&]+(?:=[^&]*)?(?:&[^&]*)*");
  private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*|#.*", Pattern.DOTALL);

  private Trackers() {}

  /// The address or guid without known trackers in its query and fragment. A fragment that is no
  /// tracker stays, since some sites tell articles apart by it. Text that is neither an http
  /// address nor a bare fragment is returned as it is.
  public static String removed(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return address;
    }
    int hash = address.indexOf('#');
    String fragment = hash < 0 ? "" : address.substring(hash + 1);
    String rest = hash < 0 ? address : address.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : kept(rest.substring(mark + 1));
    String path = mark < 0 ? rest : rest.substring(0, mark);
    String tail = PARAMETERS.matcher(fragment).matches() ? kept(fragment) : fragment;
    return path + (query.isEmpty() ? "" : "?" + query) + (tail.isEmpty() ? "" : "#" + tail);
  }

  private static String kept(String parameters) {
    StringBuilder out = new StringBuilder();
    for (String parameter : parameters.split("&(?:amp;)?", -1)) {
      if (!parameter.isEmpty() && !TRACKER.matcher(parameter).matches()) {
        out.append(out.isEmpty() ? "" : "&").append(parameter);
      }
    }
    return out.toString();
  }
}
