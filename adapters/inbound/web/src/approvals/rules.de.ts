import type { rulesEn } from './rules.en.js'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

export const rulesDe: typeof rulesEn = {
  rules: 'Regeln',
  noRules: 'Noch keine Regeln. Eine Regel beantwortet künftige Aufrufe: Sie erlaubt, lehnt ab oder fragt.',
  newRule: 'Neue Regel',
  ruleEffect: 'Bei einem passenden Aufruf',
  ruleEffects: { allow: 'erlauben', ask: 'fragen', deny: 'ablehnen' },
  ruleEffectHint: 'Ablehnen geht vor Fragen, Fragen vor Erlauben.',
  ruleTool: 'Werkzeug',
  ruleKind: 'Passt nach',
  ruleKinds: { command: 'Befehl', path: 'Datei', host: 'Host', any: 'Jeder Aufruf' },
  ruleText: { command: 'Ein Befehl', path: 'Datei oder Ordner mit allem darunter', host: 'Host' },
  ruleHints: {
    command:
      'Wie in einer Shell, ohne ; && | oder >. Ein * am Ende steht für beliebige weitere Wörter. Jeder Teil eines längeren Befehls muss für sich erlaubt sein.',
    path: 'Absoluter Pfad. Links werden verfolgt.',
    host: 'Ohne https://. Ein Punkt davor steht für alle Subdomains.',
  },
  ruleProject: 'In',
  everyProject: 'jedem Projekt',
  ruleAgent: 'Von',
  everyAgent: 'jedem Agenten',
  tryRule: 'An früheren Aufrufen prüfen',
  tryAgainRule: 'Erneut prüfen',
  ruleCalls: (calls, tool) => `${many(calls, 'Aufruf', 'Aufrufen')} von ${tool}`,
  ruleTried: (calls, allowed, denied, asked) =>
    `Mit dieser Regel wären von ${calls} der letzten 30 Tage ${allowed} erlaubt und ${denied} abgelehnt worden; bei ${asked} wärst du gefragt worden.`,
  ruleSources: (fromLog, fromTranscripts) =>
    `Grundlage: ${many(fromLog, 'Aufruf', 'Aufrufe')} im Protokoll der Freigaben, ${many(fromTranscripts, 'Aufruf', 'Aufrufe')} ohne Freigabe in Transkripten von Claude Code.`,
  ruleConcerned: (count) => `Diese Regel gilt für ${many(count, 'Aufruf', 'Aufrufe')}:`,
  ruleOthers: 'Sie gilt zum Beispiel nicht für:',
  ruleUnreadable: (count) =>
    `${many(count, 'Befehl war', 'Befehle waren')} nicht sicher lesbar. Bei solchen Befehlen wirst du immer gefragt.`,
  ruleNoCalls: 'In den letzten 30 Tagen gab es keinen solchen Aufruf, an dem sie sich prüfen ließe.',
  ruleExample: (match, nearMiss) => `Passt auf „${match}“, nicht auf „${nearMiss}“.`,
  putInForce: 'Regel hinzufügen',
  putInForceAndAllow: 'Hinzufügen und erlauben',
  ruleInForce: 'Regel hinzugefügt',
  removeRule: 'Entfernen',
  removeRuleQuestion: 'Regel entfernen?',
  ruleRemoved: 'Regel entfernt',
  couldNotAddRule: 'Die Regel wurde nicht hinzugefügt',
  couldNotTryRule: 'Die Regel wurde nicht geprüft',
  couldNotRemoveRule: 'Die Regel wurde nicht entfernt',
  ruleParts: {
    tool: 'Der Name des Werkzeugs fehlt oder ist zu lang.',
    command: 'Gib einen einfachen Befehl ein: ohne ; && | oder >, ohne Variablen, und * nur als letztes Wort.',
    path: 'Gib einen absoluten Pfad ohne . und .. ein.',
    host: 'Gib einen Hostnamen ein, ohne https:// und ohne Pfad.',
    project: 'Dieses Projekt ist nicht registriert.',
    agent: 'Diesen Agenten gibt es nicht.',
    length: 'Der Text fehlt oder ist zu lang.',
    'more-than-one-pattern': 'Gib entweder Befehl, Datei oder Host ein.',
    'too-many': 'Es gibt schon 500 Regeln. Entferne zuerst eine.',
  },
  makeRule: 'Regel anlegen …',
  makeRuleFor: (tool) => `Regel für Aufrufe wie diesen von ${tool}`,
  proposedRules: 'Regel für',
}
