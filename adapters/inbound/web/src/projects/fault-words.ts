import { messages } from '../i18n/messages.js'
import type { TextFault } from './plan.js'

export function itemFaultText(fault: TextFault): string {
  const m = messages.value
  return { empty: m.itemEmpty, 'too-long': m.itemTooLong, letters: m.noBraces }[fault]
}

export function versionFaultText(fault: TextFault): string {
  const m = messages.value
  return { empty: m.versionEmpty, 'too-long': m.versionTooLong, letters: m.versionLetters }[fault]
}
