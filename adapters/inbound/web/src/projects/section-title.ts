import { messages } from '../i18n/messages.js'
import type { SectionName } from './the-projects-hub.js'

/** What a section of a plan is called on the page. */
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
