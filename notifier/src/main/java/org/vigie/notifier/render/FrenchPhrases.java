package org.vigie.notifier.render;

import java.util.List;
import java.util.Locale;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.HoldReason;

/// The words of messages in French.
final class FrenchPhrases implements Phrases {
  static final Phrases FRENCH = new FrenchPhrases();

  private static final String COLON = "\u00a0: ";

  private FrenchPhrases() {}

  @Override
  public Locale locale() {
    return Locale.FRENCH;
  }

  @Override
  public String colon() {
    return COLON;
  }

  @Override
  public String query() {
    return "Requête";
  }

  @Override
  public String untitled() {
    return "(sans titre)";
  }

  @Override
  public String unsent() {
    return "archive, non envoyée";
  }

  @Override
  public String before() {
    return "avant" + COLON;
  }

  @Override
  public String contents() {
    return "Sommaire";
  }

  @Override
  public String readArticle() {
    return "Lire l’article";
  }

  @Override
  public String unsubscribe() {
    return "Se désabonner";
  }

  @Override
  public String trial() {
    return "Essai";
  }

  @Override
  public String join(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " et " + parts.getLast();
  }

  @Override
  public String others(int count) {
    return count + " autres";
  }

  @Override
  public String quote(String text) {
    return "«\u00a0" + text + "\u00a0»";
  }

  @Override
  public String kind(Alert.Kind kind, int seq) {
    return switch (kind) {
      case NEW -> "nouveau";
      case UPDATE -> "mise à jour " + seq;
      case CORRECTION -> "correction " + seq;
    };
  }

  @Override
  public String reason(Alert.UpdateReason reason) {
    return switch (reason) {
      case OUTLETS -> "médias";
      case TOPICS -> "sujets";
      case NUMBERS -> "chiffres";
      case HEADLINE -> "titre";
      case MATCH -> "de nouveau pertinent";
      case NEWS -> "information";
      case DEVELOPMENT -> "développement";
    };
  }

  @Override
  public String newCountry(String name) {
    return "nouveau" + COLON + name;
  }

  @Override
  public String strongerMatch() {
    return "bien plus net";
  }

  @Override
  public String withdrawn(List<String> topics) {
    return topics.isEmpty()
        ? "ne répond plus à la demande"
        : "ne porte plus sur " + String.join(", ", topics);
  }

  @Override
  public String form(ArticleForm form) {
    return switch (form) {
      case NEWS -> "";
      case LIVE -> "direct";
      case OPINION -> "opinion";
      case ANALYSIS -> "analyse";
      case ROUNDUP -> "récapitulatif";
      case DOSSIER -> "dossier";
      case MEDIA -> "vidéo ou audio";
      case PICTURE -> "images";
    };
  }

  @Override
  public String dayOfMonth(int day) {
    return day == 1 ? "1er" : Integer.toString(day);
  }

  @Override
  public String recipients(String subscriptions) {
    return "pour " + subscriptions;
  }

  @Override
  public String stories(int count) {
    return count == 1 ? "1 actualité" : count + " actualités";
  }

  @Override
  public String held(HoldReason reason, int stories) {
    String kept = stories == 1 ? "Actualité retenue" : stories(stories) + " retenues";
    return switch (reason) {
      case DIGEST -> "Votre synthèse" + COLON + stories(stories) + ".";
      case QUIET -> kept + " pendant vos heures de silence.";
      case CAP -> kept + COLON + "votre limite de messages par heure était atteinte.";
      case COOL_DOWN ->
          stories == 1
              ? "Ce qui a changé depuis la dernière alerte de cette actualité."
              : "Ce qui a changé depuis la dernière alerte de ces " + stories(stories) + ".";
      case PAUSED -> kept + " pendant la pause de votre abonnement.";
      case PROMOTED ->
          stories == 1
              ? "Une actualité qui ne vous avait pas été signalée."
              : stories(stories) + " qui ne vous avaient pas été signalées.";
    };
  }

  @Override
  public String trialLead(String channel) {
    return "Ceci est un essai du canal "
        + quote(channel)
        + COLON
        + "l’alerte qui suit est un exemple, rien de tel n’est arrivé.";
  }

  @Override
  public String why(String subscriptions, boolean several, String match) {
    return "Vous recevez ce message pour "
        + (several ? "vos abonnements " : "votre abonnement ")
        + subscriptions
        + (match.isEmpty() ? "" : " (" + match + ")")
        + ".";
  }

  @Override
  public String matchedTopics(List<String> labels) {
    return (labels.size() == 1 ? "sujet" : "sujets") + COLON + String.join(", ", labels);
  }

  @Override
  public String matchedWords(List<String> words) {
    return "la requête trouve " + String.join(", ", words.stream().map(this::quote).toList());
  }

  @Override
  public String stopStory(String command) {
    return "Ne plus suivre cette actualité" + COLON + command;
  }

  @Override
  public String stopOneStory(String command) {
    return "Ne plus suivre une actualité, par le code entre crochets qui l’accompagne"
        + COLON
        + command
        + " CODE";
  }

  @Override
  public String pause(String command) {
    return "Suspendre l’abonnement" + COLON + command;
  }

  @Override
  public String remove(String command) {
    return "Supprimer l’abonnement" + COLON + command;
  }

  @Override
  public String anySubscription() {
    return "ABONNEMENT";
  }

  @Override
  public String noticeSubject(String channel, String subscription) {
    return "Le canal " + quote(channel) + " de l’abonnement " + subscription + " ne fonctionne pas";
  }

  @Override
  public String noticeLead(
      String channel, String kind, String subscription, String since, String problem) {
    return "Une alerte"
        + (since.isEmpty() ? "" : " du " + since)
        + " n’a pas pu être envoyée par le canal "
        + quote(channel)
        + " ("
        + kind
        + ") de l’abonnement "
        + subscription
        + COLON
        + problem;
  }

  @Override
  public String noticeWhy() {
    return "Vous recevez ce message parce que cet autre canal du même abonnement fonctionne.";
  }

  @Override
  public String noticeList(String command) {
    return "Voir ce qui n’est pas parti" + COLON + command;
  }

  @Override
  public String noticeEdit(String command) {
    return "Corriger le canal" + COLON + command;
  }

  @Override
  public String noticeRetry(String command) {
    return "Renvoyer l’alerte" + COLON + command;
  }
}
