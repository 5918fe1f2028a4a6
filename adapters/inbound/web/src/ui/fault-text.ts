import { messages } from '../i18n/messages.js'
import type { FolderFault } from '../state/folders.js'
import type { NameFault } from '../state/names.js'

export function nameFaultText(fault: NameFault): string {
  const m = messages.value
  switch (fault) {
    case 'empty':
      return m.nameEmpty
    case 'too-long':
      return m.nameTooLong
    case 'letters':
      return m.nameLetters
    case 'taken':
      return m.nameTaken
  }
}

export function folderFaultText(fault: FolderFault): string {
  const m = messages.value
  return fault === 'empty' ? m.folderEmpty : m.folderRelative
}
