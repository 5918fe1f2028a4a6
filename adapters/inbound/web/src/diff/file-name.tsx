import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { DiffFile } from './diff-file.js'

/** Status of a file as a coloured letter with the word as its accessible name. */
export function StatusLetter({ status }: Pick<DiffFile, 'status'>): VNode {
  const word = messages.value.fileStatus[status]
  return (
    <span
      class={`file-status rounded centre-items grid rigid s-${status === '?' ? 'new' : status}`}
      role="img"
      aria-label={word}
      data-tip={word}
    >
      {status === '?' ? 'N' : status}
    </span>
  )
}

/** Path of a file. The folder is truncated before the name. */
export function FileName({ path }: { readonly path: string }): VNode {
  const cut = path.lastIndexOf('/') + 1
  return (
    <span class="file-name" data-tip={path}>
      {cut > 0 && (
        <span class="file-folder shrink clip faint">
          <bdi>{path.slice(0, cut)}</bdi>
        </span>
      )}
      <span class="file-base clip">{path.slice(cut)}</span>
    </span>
  )
}
