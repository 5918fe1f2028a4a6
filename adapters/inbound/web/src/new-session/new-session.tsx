import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HubFailure } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { folderFault } from '../state/folders.js'
import { chord } from '../platform/keys.js'
import { nameFault, suggestedName } from '../state/names.js'
import { OVERVIEW } from '../routing/route.js'
import { go, replace } from '../state/router.js'
import { prefix, refresh, takenNames } from '../state/sessions.js'
import { hub } from '../state/the-hub.js'
import { Dialog } from '../ui/dialog.js'
import { folderFaultText, nameFaultText } from '../ui/fault-text.js'
import { command as chosenCommand, draft, patchDraft, SHELL } from './draft.js'
import { FOLDER_ID, FolderField } from './folder-field.js'
import { ProgramPicker } from './program-picker.js'
import { StartFailure } from './start-failure.js'

/** Dialog that starts a program in a folder. Its input is kept until the program has started. */
export function NewSession(): VNode {
  const m = messages.value
  const { folder, name } = draft.value
  const command = chosenCommand.value
  // Ctrl Enter in a field also submits the form, in the same turn of the event loop.
  const starting = useRef(false)
  const nameField = useRef<HTMLInputElement>(null)
  const [recent, setRecent] = useState<ReadonlyArray<string>>([])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<HubFailure | null>(null)

  useEffect(() => {
    void hub.recentFolders(10).then((answer) => {
      if (!answer.ok) return
      setRecent(answer.value)
      const [latest] = answer.value
      if (draft.value.folder === '') patchDraft({ folder: latest ?? '~' })
    })
  }, [])

  const typedName = name ?? suggestedName(prefix.value, folder, takenNames.value)
  const wrongFolder = folderFault(folder)
  const wrongName = nameFault(prefix.value, typedName, takenNames.value)

  const close = (): void => {
    replace(OVERVIEW)
  }

  const start = async (): Promise<void> => {
    setTried(true)
    if (wrongFolder) document.getElementById(FOLDER_ID)?.focus()
    else if (wrongName) nameField.current?.focus()
    if (wrongFolder || wrongName || command === null || starting.current) return
    starting.current = true
    setBusy(true)
    setFailure(null)
    const answer = await hub.start({
      name: typedName.trim(),
      directory: folder.trim(),
      command: command === SHELL ? null : command,
    })
    starting.current = false
    setBusy(false)
    if (!answer.ok) {
      setFailure(answer.failure)
      return
    }
    patchDraft({ name: null })
    await refresh()
    replace(OVERVIEW)
    go({ page: 'terminal', session: answer.value })
  }

  // A rejection by the hub is shown at the field that caused it, until the field changes.
  const refusedFolder = failure?._tag === 'Refused' && failure.status === 400 && !/name/i.test(failure.error)
  const nameTrouble = wrongName && (tried || name !== null) ? nameFaultText(wrongName) : null
  const folderTrouble = wrongFolder && tried ? folderFaultText(wrongFolder) : refusedFolder ? failure.error : null

  return (
    <Dialog label={m.newSession} class="new-session" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
        onKeyDown={(event) => {
          if (chord(event) === 'Mod+Enter') void start()
        }}
      >
        <h2>{m.newSession}</h2>
        <ProgramPicker />
        <FolderField
          recent={recent}
          fault={folderTrouble}
          onChange={() => {
            setFailure(null)
          }}
        />
        <label class="labelled">
          <span>{m.name}</span>
          <input
            ref={nameField}
            class="field"
            value={typedName}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={nameTrouble !== null}
            aria-describedby="name-fault"
            onInput={(event) => {
              setFailure(null)
              patchDraft({ name: event.currentTarget.value })
            }}
          />
          <span id="name-fault" class="fault" role="alert">
            {nameTrouble}
          </span>
        </label>
        {failure && !refusedFolder && <StartFailure failure={failure} name={typedName} />}
        <footer class="dialog-foot">
          <code class="runs" role="note" aria-label={m.commandLine}>
            {command === SHELL ? m.shellHint : command}
          </code>
          <button type="button" class="button" onClick={close}>
            {m.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {busy ? m.starting : m.start}
            {!busy && <kbd>{m.startHint}</kbd>}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
