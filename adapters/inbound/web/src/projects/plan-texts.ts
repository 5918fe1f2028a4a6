import { messages } from '../app/texts/messages.js'
import type { TextFault } from './plan.js'
import type { SectionName } from '../app/projects.js'

/** Localized title of a plan section. */
export function sectionTitle(section: SectionName): string {
  const m = messages.value
  switch (section) {
    case 'dev':
      return m.inDevelopment
    case 'backlog':
      return m.backlog
    case 'released':
      return m.released
  }
}

export function itemFaultText(fault: TextFault): string {
  const m = messages.value
  return { empty: m.itemEmpty, 'too-long': m.itemTooLong, letters: m.noBraces }[fault]
}

export function versionFaultText(fault: TextFault): string {
  const m = messages.value
  return { empty: m.versionEmpty, 'too-long': m.versionTooLong, letters: m.versionLetters }[fault]
}
