import type { promptsEn } from './prompts.en.js'

/** Texts of the prompt queue in German. */
export const promptsDe: typeof promptsEn = {
  queuePrompt: 'Einreihen',
  queuedPrompts: 'Eingereihte Aufträge',
  queued: (count) => `${String(count)} eingereiht`,
  promptsAreHeld: 'Ein eingereihter Auftrag braucht dich',
  promptIsQueued: (session) => `Eingereiht. ${session} bekommt ihn, sobald der Agent frei ist.`,
  couldNotQueue: 'Der Auftrag konnte nicht eingereiht werden',
  couldNotSend: 'Der Auftrag konnte nicht gesendet werden',
  agentNotReady: {
    asking: 'Nicht gesendet: Der Agent fragt in seinem Terminal, und Enter wäre die Antwort. Antworte zuerst dort.',
    unseen: 'Nicht gesendet: Der Agent zeigt keine Eingabe. Sieh im Terminal nach, oder reihe den Auftrag ein.',
    draft: 'Nicht gesendet: In der Eingabe steht schon Text. Sende oder entferne ihn zuerst im Terminal.',
    ended: 'Nicht gesendet: Die Sitzung läuft nicht.',
  },
  queueUnchanged: 'Die Warteschlange ist unverändert',
  movePrompt: 'Ziehen, oder Alt ↑ und Alt ↓',
  editPrompt: 'Auftrag bearbeiten',
  removePrompt: 'Auftrag entfernen',
  sendNow: 'Jetzt senden',
  sendAgain: 'Noch einmal senden',
  promptIsSent: 'Unterwegs: Der Agent hat ihn noch nicht bestätigt.',
  promptFaults: {
    ended: 'Nicht gesendet: Die Sitzung war vorher zu Ende.',
    unavailable:
      'Vielleicht gesendet: Das Terminal hat nicht geantwortet. Sieh dort nach und sende noch einmal oder entferne den Auftrag.',
    dialog:
      'Ohne Enter getippt: Ein Dialog ging auf. Beantworte ihn im Terminal und sende noch einmal oder entferne den Auftrag.',
    unconfirmed:
      'Vielleicht gesendet: Der Agent hat ihn nicht bestätigt. Sieh im Terminal nach und sende noch einmal oder entferne den Auftrag.',
    restart:
      'Vielleicht gesendet: Der Hub wurde neu gestartet. Sieh im Terminal nach und sende noch einmal oder entferne den Auftrag.',
  },
  queueWaitsFor: {
    restore: 'Die Sitzung ist zu Ende. Die Warteschlange geht weiter, sobald sie wiederhergestellt ist.',
    decision: 'Die Warteschlange steht, bis du über den Auftrag unten entscheidest.',
    answer: 'Der Agent wartet zuerst auf deine Antwort.',
    turn: 'Einer nach dem anderen, jeweils nach einer Runde.',
    report: 'Gesendet wird, sobald der Agent sich beim Hub meldet.',
  },
}
