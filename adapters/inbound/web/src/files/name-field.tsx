import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { fileNameFault, parentOf, stemLength, type FileNameFault } from './file-paths.js'
import { useDraft } from '../app/drafts.js'
import { namesIn } from './file-actions.js'
import type { FileTreeState } from './file-tree-state.js'

interface Props {
  readonly tree: FileTreeState
  /** Parent folder of a new entry; `null` for a rename. */
  readonly parent: string | null
  readonly name: string
  /** `null`: the edit was cancelled. */
  readonly onName: (name: string | null) => void
}

/** Field that edits a name in place. Enter confirms, Esc cancels. The extension is not selected. */
export function NameField({ tree, parent, name, onName }: Props): VNode {
  const [typed, setTyped] = useDraft(`file-name ${name}`, name)
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  const folder = parent ?? parentOf(tree.renaming.peek() ?? '')
  const others = new Set([...namesIn(tree.root, folder)].filter((one) => one !== name))
  const fault = fileNameFault(typed, others)

  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(0, stemLength(name))
  }, [])

  const finish = (take: boolean): void => {
    if (settled.current) return
    if (take && fault) {
      // An invalid name is not submitted. The field stays open.
      return
    }
    settled.current = true
    onName(take && typed !== name ? typed : null)
  }

  return (
    <span class="name-field fill relative">
      <input
        ref={field}
        class="field"
        value={typed}
        spellcheck={false}
        autocomplete="off"
        aria-label={name === '' ? messages.value.newName : messages.value.renameField(name)}
        aria-invalid={fault !== null && typed !== ''}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') finish(true)
          if (event.key === 'Escape') finish(false)
        }}
        onBlur={() => finish(fault === null)}
      />
      {fault && typed !== '' && (
        <span class="fault" role="alert">
          {fileNameFaultText(fault)}
        </span>
      )}
    </span>
  )
}

function fileNameFaultText(fault: FileNameFault): string {
  const m = messages.value
  switch (fault) {
    case 'empty':
      return m.nameEmpty
    case 'slash':
      return m.fileNameSlash
    case 'dots':
      return m.fileNameDots
    case 'too-long':
      return m.fileNameTooLong
    case 'taken':
      return m.fileNameTaken
  }
}
