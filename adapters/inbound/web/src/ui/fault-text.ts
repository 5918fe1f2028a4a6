import { messages } from '../app/texts/messages.js'
import type { FolderFault } from '../app/folders.js'
import type { NameFault } from '../app/names.js'

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
