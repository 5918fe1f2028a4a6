import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { draftSignal } from '../app/drafts.js'
import { folderFault } from '../app/folders.js'
import { chord } from '../app/platform/keys.js'
import { projectNameFault } from './plan.js'
import { PROJECTS, projectRoute } from '../app/routing/route.js'
import { because } from '../app/failed.js'
import { go, replace } from '../app/router.js'
import { Dialog } from '../ui/dialog.js'
import { folderFaultText } from '../ui/fault-text.js'
import { FolderPicker } from './folder-picker.js'
import { Keys } from '../ui/keys.js'
import { ask, client } from '../app/the-hub.js'

interface ProjectDraft {
  readonly folder: string
  /** `null` while the folder's name is used. */
  readonly name: string | null
}

const EMPTY: ProjectDraft = { folder: '', name: null }

/** Input of the dialog, kept when it is closed, when the hub is unreachable and over a reload. */
const projectDraft = draftSignal('new-project', EMPTY, hasShapeOf(EMPTY))

const lastPart = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** Dialog that registers a folder as a project. Its input is kept until the registration succeeds. */
export function NewProject(): VNode {
  const m = messages.value
  const { folder, name } = projectDraft.value
  const sending = useRef(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<HubFailure | null>(null)

  const typedName = name ?? lastPart(folder)
  const wrongFolder = folderFault(folder)
  const wrongName = projectNameFault(typedName)
  const nameTrouble =
    (tried || name !== null) && wrongName
      ? { empty: m.projectNameEmpty, 'too-long': m.projectNameTooLong, letters: m.noBraces }[wrongName]
      : null

  const close = (): void => replace(PROJECTS)

  const register = async (): Promise<void> => {
    setTried(true)
    // Ctrl Enter in a field also submits the form, in the same turn of the event loop.
    if (wrongFolder || wrongName || sending.current) return
    sending.current = true
    setBusy(true)
    const answer = await ask(
      client.createProject({ body: { displayName: typedName.trim(), path: folder.trim() } }),
      ({ body }) => body.id,
    )
    sending.current = false
    setBusy(false)
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok) return
    projectDraft.value = { folder: '', name: null }
    replace(PROJECTS)
    go(projectRoute(answer.value))
  }

  return (
    <Dialog label={m.newProject} class="new-project" onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void register()
        }}
        onKeyDown={(event) => {
          if (chord(event) === 'Mod+Enter') void register()
        }}
      >
        <h2>{m.newProject}</h2>
        <FolderPicker
          folder={folder}
          fault={wrongFolder && tried ? folderFaultText(wrongFolder) : null}
          onFolder={(path) => {
            setFailure(null)
            projectDraft.value = { ...projectDraft.value, folder: path }
          }}
        />
        <label class="labelled">
          <span>{m.projectName}</span>
          <input
            class="field"
            value={typedName}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={nameTrouble !== null}
            aria-describedby="project-name-fault"
            onInput={(event) => {
              setFailure(null)
              projectDraft.value = { ...projectDraft.value, name: event.currentTarget.value }
            }}
          />
          <span id="project-name-fault" class="fault" role="alert">
            {nameTrouble}
          </span>
        </label>
        <p class="hint">{m.registerHint}</p>
        {failure && (
          <p class="fault" role="alert">
            {m.failedTo(m.couldNotRegister(typedName), because(failure))}
          </p>
        )}
        <footer class="dialog-foot">
          <span class="spring" />
          <button type="button" class="button" onClick={close}>
            {m.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {busy ? m.registering : m.registerProject}
            {!busy && <Keys of="Ctrl Enter" />}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
