import { messages } from '../i18n/messages.js'
import type { SectionName } from './the-projects-hub.js'

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
