package org.vigie.model;

import java.util.regex.Pattern;

/// Removes tracking parameters from URLs. Publishers add them to measure where a reader came from;
/// they do not identify the article, since the same article has different ones in each section
/// feed.
public final class TrackingParameters {
  /// By whom they are added. None of these names is that of an article with any publisher: `id`,
  /// `p`, `article`, `cid`, `ref`, `source` and the like are none of them.
  private static final String NAMES =
      String.join(
          "|",
          // AT Internet (Piano), common on French sites
          "xt(?:or|ref|cr|s|mc|np|dt|atc|loc)|at_\\w+",
          // Google Analytics, Matomo, Mapp (Webtrekk), Webtrends, comScore, Adobe, Coremetrics.
          // Sites
          // have parameters of their own that begin with wt_ and ns_
          "utm_\\w+|_ga|_gl|ga_(?:source|medium|term|content|campaign|place)",
          "mtm_\\w+|pk_\\w+|piwik_\\w+|matomo_\\w+|wt\\.\\w+|wt_(?:z?mc\\w*|cc\\d+|kw)",
          "wtmc|wtrid|ns_(?:source|mchannel|campaign|linkname|fee)",
          "s_kwcid|s_cid|ef_id|cm_(?:mmc\\w*|sp|re|lm|ven|cat|pla|ite)|int_?cmp",
          "itm_\\w+|int_(?:source|medium|campaign)|cmpid|_?cmp(?!=\\d)|sc_cmp|sr_share|soc_(?:src|trk)",
          // advertisements
          "gclid|gclsrc|dclid|gbraid|wbraid|gad_\\w+|srsltid|msclkid|yclid|ymclid|_openstat|ttclid",
          "rb_clickid|obOrigURL|dicbo|tblci|hsa_\\w+|wickedid|irclickid|_branch_\\w+|guc(?:counter|e_\\w+)",
          // social networks
          "fbclid|fb_(?:ref|source|action_ids|action_types|comment_id)|action_\\w+_map|igshid|igsh",
          "twclid|li_fat_id|__twitter_impression|echobox|spm",
          // newsletters
          "mc_(?:cid|eid|tc)|mkt_tok|_hsenc|_hsmi|hsctatracking|__hs(?:tc|sc|fp)|hss_channel|vero_\\w+",
          "oly_(?:enc|anon)_id|sfmc_\\w+|et_[rc]id|elqtrack(?:id)?|elqaid|elqat|elqcampaignid",
          // single publishers: DW, RTS, Daily Mail, Microsoft, New York Times, AOL, CBS
          "maca|rts_source|ito|ocid|smid|smtyp|ncid|ftag");

  /// A feed that names itself: `ref=rss`, `source=rss_monde`, `from=feed`. Only the value tells.
  private static final String FEED =
      "(?:\\w+_)?(?:ref|referrer|referer|source|src|from|origin|origine|medium|media|campaign|canal|channel"
          + "|partner|provenance|cid|emc|mod|feed|f)=(?:rss|feed|flux|atom)(?:[-_.:].*)?"
          + "|rss(?:=(?:1|true|yes|on)?)?";

  private static final Pattern TRACKER =
      Pattern.compile("(?i)(?:" + NAMES + ")(?:=.*)?|" + FEED, Pattern.DOTALL);

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
