import type { denialEn } from './denial.en.js'

/** German texts of the reason of a denial. */
export const denialDe: typeof denialEn = {
  left: (count) => `Noch ${count.toLocaleString('de')} Zeichen`,
  tooLong: (over) => `${over.toLocaleString('de')} Zeichen zu lang.`,
  severalLines: 'Hier passt nur eine Zeile ohne Steuerzeichen.',
  noneAtDialog: 'Der Dialog im Terminal nimmt keinen Grund an.',
  none: 'Der Agent nimmt hier keinen Grund an.',
}
