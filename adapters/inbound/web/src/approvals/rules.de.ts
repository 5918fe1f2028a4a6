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
  ruleKind: 'Verglichen mit',
  ruleKinds: { command: 'Befehl', path: 'Datei', host: 'Host', any: 'Jeder Aufruf' },
  ruleText: { command: 'Ein Befehl', path: 'Datei oder Ordner mit allem darunter', host: 'Host' },
  ruleHints: {
    command:
      'Wie in einer Shell, ohne ; && | oder >. Ein letztes Wort * steht für beliebige weitere Wörter. Jeder Teil eines längeren Befehls muss für sich erlaubt sein.',
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
    `Quellen: ${many(fromLog, 'Aufruf', 'Aufrufe')} aus dem Protokoll der Freigaben, ${many(fromTranscripts, 'Aufruf', 'Aufrufe')} ohne Freigabe aus Verläufen von Claude Code.`,
  ruleConcerned: (count) => `Diese Regel entscheidet ${many(count, 'Aufruf', 'Aufrufe')}:`,
  ruleOthers: 'Sie entscheidet zum Beispiel nicht:',
  ruleUnreadable: (count) =>
    `${many(count, 'Befehl war', 'Befehle waren')} nicht sicher lesbar. Bei solchen Befehlen wirst du immer gefragt.`,
  ruleNoCalls:
    'Im Protokoll der Freigaben und in den Verläufen der letzten 30 Tage steht kein solcher Aufruf; die Wirkung lässt sich nicht zeigen.',
  ruleExample: (match, nearMiss) => `Passt auf „${match}“, nicht auf „${nearMiss}“.`,
  putInForce: 'Regel hinzufügen',
  putInForceAndAllow: 'Hinzufügen und erlauben',
  ruleInForce: 'Regel hinzugefügt',
  removeRule: 'Entfernen',
  removeRuleQuestion: 'Regel entfernen?',
  ruleRemoved: 'Die Regel wurde entfernt',
  couldNotAddRule: 'Die Regel konnte nicht hinzugefügt werden',
  couldNotTryRule: 'Die Regel konnte nicht geprüft werden',
  couldNotRemoveRule: 'Die Regel konnte nicht entfernt werden',
  ruleParts: {
    tool: 'Der Name des Werkzeugs fehlt oder ist zu lang.',
    command: 'Einen einfachen Befehl angeben: ohne ; && | oder >, ohne Variablen, und * nur als letztes Wort.',
    path: 'Einen absoluten Pfad ohne . und .. angeben.',
    host: 'Den Namen eines Hosts angeben, ohne https:// und ohne Pfad.',
    project: 'Dieses Projekt ist nicht eingetragen.',
    agent: 'Diesen Agenten gibt es nicht.',
    length: 'Der Text fehlt oder ist zu lang.',
    'more-than-one-pattern': 'Nur Befehl, Datei oder Host angeben.',
    'too-many': 'Es gibt 500 Regeln. Zuerst eine entfernen.',
  },
  makeRule: 'Regel anlegen …',
  makeRuleFor: (tool) => `Regel für Aufrufe wie diesen von ${tool}`,
  proposedRules: 'Regel für',
}
