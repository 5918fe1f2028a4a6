import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { conflict, type PendingConflict } from './transfers.js'
import { Dialog } from '../ui/dialog.js'

/** Dialog for a name conflict. */
export function ConflictDialog(): VNode | null {
  const asked = conflict.value
  return asked && <Question key={`${asked.folder}/${asked.name}`} asked={asked} />
}

function Question({ asked: { name, folder, many, answer } }: { readonly asked: PendingConflict }): VNode {
  const m = messages.value
  const [forAll, setForAll] = useState(false)
  return (
    <Dialog label={m.nameTakenTitle(name)} class="conflict" onClose={() => answer('skip', forAll)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          answer('keep-both', forAll)
        }}
      >
        <h2>{m.nameTakenTitle(name)}</h2>
        <p>{folder === '' ? m.nameTakenInRoot : m.nameTakenIn(folder)}</p>
        {many && (
          <label class="check">
            <input type="checkbox" checked={forAll} onChange={(event) => setForAll(event.currentTarget.checked)} />
            {m.forAllConflicts}
          </label>
        )}
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={() => answer('skip', forAll)}>
            {m.skip}
          </button>
          <span class="spring" />
          <button type="button" class="button" onClick={() => answer('replace', forAll)}>
            {m.replace}
          </button>
          <button type="submit" class="button primary" autofocus>
            {m.keepBoth}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
