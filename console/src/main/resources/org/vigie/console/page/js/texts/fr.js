/** The texts of the page in French. English has the same keys. */
export const fr = {
  'skip': 'Aller au contenu',
  'loading': 'Chargement…',
  'live-page': 'page en direct',

  'nav.label': 'Rubriques',
  'nav.now': 'En direct',
  'nav.subscriptions': 'Abonnements',
  'nav.archive': 'Archives',
  'nav.runs': 'Essais',
  'nav.operations': 'Exploitation',

  'theme.label': 'Apparence',
  'theme.auto': 'Auto',
  'theme.light': 'Clair',
  'theme.dark': 'Sombre',

  'connection.open': 'Connecté',
  'connection.connecting': 'Connexion…',
  'connection.closed': 'Hors ligne',

  'session.leave': 'Quitter',

  'login.title': 'Ouvrir la console',
  'login.help': 'Collez le jeton affiché au démarrage de Vigie, ou ouvrez l’adresse complète qui y figure.',
  'login.token': 'Jeton',
  'login.enter': 'Entrer',
  'login.wrong': 'Ce jeton n’est pas connu. Vérifiez qu’il est complet et qu’il vient du dernier démarrage.',

  'problem.unreachable': 'Le serveur ne répond pas. Vérifiez que Vigie est en marche.',
  'problem.status': 'Le serveur a répondu {status} sans autre explication.',

  'action.again': 'Réessayer',
  'action.cancel': 'Annuler',
  'action.close': 'Fermer',
  'action.more': 'Afficher la suite',
  'action.read': 'Lire l’article',
  'action.read-at': 'Lire l’article : {outlet} (nouvel onglet)',
  'action.undo': 'Revenir en arrière',

  'time.now': 'à l’instant',

  'mark.query': 'trouvé par la recherche',
  'topic.score.title': 'Score : 1 suffit tout juste',

  'index.problem': 'L’index ne suit plus Kafka :',
  'index.progress': 'L’index se constitue : {done} enregistrements lus sur {total}. Les listes sont encore incomplètes.',

  'filter.label': 'Filtres',
  'filter.topics': 'Sujets',
  'filter.countries': 'Pays',
  'filter.outlets': 'Médias',
  'filter.clear': 'Effacer les filtres',

  'picker.add': 'Ajouter…',
  'picker.remove': 'Retirer {name}',
  'picker.unknown': 'Ce nom n’est pas connu.',

  'search.label': 'Rechercher',
  'search.placeholder': 'Rechercher, par exemple : trêve SAUF olympique',
  'search.go': 'Chercher',

  'query.help': 'Écrire une recherche',
  'query.and': 'les deux mots, sous toutes leurs formes, avec ou sans accents',
  'query.or': 'l’un ou l’autre (aussi : OR)',
  'query.not': 'sans ce mot (aussi : NOT)',
  'query.exact': 'exactement ces mots, dans cet ordre',
  'query.near': 'au plus cinq mots entre les deux (aussi : PROCHE/5)',
  'query.prefix': 'toute fin de mot',
  'query.fields': 'un sujet, un pays',
  'query.outlet': 'un média',

  'outlets.count': {one: '{n} média', other: '{n} médias'},
  'outlets.others': {one: '{n} autre', other: '{n} autres'},
  'sources.count': {one: '{n} source', other: '{n} sources'},

  'now.pending': {one: '{n} nouvelle dépêche — afficher', other: '{n} nouvelles dépêches — afficher'},
  'now.pending-many': 'De nombreuses nouvelles dépêches — afficher',
  'now.no-longer': 'hors des filtres désormais',
  'now.empty': 'Aucune dépêche pour l’instant. Celles qui traitent d’un des sujets apparaîtront ici dès leur lecture.',
  'now.empty-filtered': 'Aucune dépêche ne correspond à ces filtres. Les prochaines apparaîtront ici.',

  'missing.title': 'Page introuvable',
  'missing.text': 'Cette adresse ne mène nulle part.',
};
