import type { obstaclesEn } from './obstacles.en.js'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

export const obstaclesDe: typeof obstaclesEn = {
  obstacles: {
    'dirty-tree': {
      what: 'Der Checkout des Projekts hat Änderungen.',
      todo: 'Committe oder verwirf sie dort, oder stashe sie.',
    },
    'no-base': { what: 'Der Zielbranch fehlt hier.', todo: 'Lege ihn an: git fetch, dann git branch <Ziel>.' },
    'no-remote': { what: 'Es gibt kein Remote „origin“.', todo: 'Richte eines ein, oder schließe ohne Push ab.' },
    'worktree-dirty': {
      what: 'Der Worktree der Karte hat nicht Committetes.',
      todo: 'Committe oder stashe es, oder lass es den Agenten committen.',
    },
    'base-behind': {
      what: 'Das Ziel im Remote ist weiter als deines.',
      todo: 'Aktualisiere deines: Es bewegt sich nur vorwärts.',
    },
    'base-diverged': {
      what: 'Dein Ziel und das im Remote laufen auseinander.',
      todo: 'Führe sie im Projekt zusammen.',
    },
    'remote-silent': { what: 'Das Remote antwortet nicht.', todo: 'Prüfe das Netz, oder schließe ohne Push ab.' },
    'no-branch': {
      what: 'Der Branch der Karte ist weg.',
      todo: 'Stelle ihn wieder her, oder schiebe die Karte zurück.',
    },
    conflict: { what: 'Der Branch hat Konflikte.', todo: 'Lass den Agenten das Ziel hineinführen. Dateien:' },
    'preflight-error': { what: 'git konnte das Zusammenführen nicht proben.', todo: 'Siehe die Einzelheiten unten.' },
    'no-changelog-section': {
      what: 'Das Changelog kann den Eintrag nicht aufnehmen.',
      todo: 'Gib CHANGELOG.md die Überschrift „## In Development: v…“.',
    },
    'worktree-detached': {
      what: 'Der Worktree ist nicht auf dem Branch der Karte.',
      todo: 'Checke den Branch dort aus.',
    },
    'worktree-busy': { what: 'Im Worktree läuft ein Merge oder Rebase.', todo: 'Beende es dort oder brich es ab.' },
    'index-locked': {
      what: 'Ein anderes git arbeitet gerade.',
      todo: 'Warte, oder entferne ein liegengebliebenes index.lock.',
    },
    'branch-is-base': {
      what: 'Der Branch der Karte ist das Ziel selbst.',
      todo: 'Nichts zusammenzuführen: schiebe sie nach Fertig.',
    },
    'taken-back': {
      what: 'Das Ziel hat einen Commit, der diesen Branch zurücknimmt: für git ist er schon zusammengeführt.',
      todo: 'Lass den Agenten die Commits mit dem Befehl unten neu anlegen.',
    },
    'finish-pending': {
      what: 'Ein früherer Abschluss wartet auf sein Remote.',
      todo: 'Er wird jede Minute neu versucht; prüfe das Remote.',
    },
    'push-failed': {
      what: 'Das Remote hat den Push nicht angenommen.',
      todo: 'Sieh seine Antwort unten an und schließe dann erneut ab.',
    },
    'base-moved': { what: 'Der Zielbranch hat sich inzwischen geändert.', todo: 'Prüfe erneut und schließe dann ab.' },
    interrupted: {
      what: 'Ein Neustart des Hubs hat den Abschluss unterbrochen.',
      todo: 'Prüfe erneut und schließe dann ab.',
    },
    'check-failed': {
      what: 'Die Prüfung des Projekts schlug fehl.',
      todo: 'Lass den Agenten nachbessern; die Ausgabe steht unten.',
    },
  },
  stashOpen: 'Stashen',
  stashed: (title) => `Änderungen bei „${title}“ sind gestasht.`,
  couldNotStash: (title) => `Die Änderungen bei „${title}“ wurden nicht gestasht`,
  stashCount: (count) => `${many(count, 'Stash', 'Stashes')} in diesem Repository`,
  applyStash: 'Anwenden',
  applyStashNamed: (name) => `„${name}“ anwenden`,
  stashApplied: (name) => `„${name}“ angewendet.`,
  couldNotApplyStash: (name) => `„${name}“ wurde nicht angewendet und bleibt im Stash`,
  commitOpen: 'Committen',
  commitMessageOf: 'Commit-Nachricht',
  openCommitted: (message) => `„${message}“ committet.`,
  couldNotCommitOpen: (title) => `Der Worktree von „${title}“ wurde nicht committet`,
  updateBase: 'Holen und aktualisieren',
  baseUpdated: 'Das Ziel ist auf dem Stand des Remotes.',
  couldNotUpdateBase: (title) => `Das Ziel von „${title}“ wurde nicht aktualisiert`,
}
