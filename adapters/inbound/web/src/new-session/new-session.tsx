import { newSessionTexts } from '../app/texts/new-session-texts.js'
import './new-session.css'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isBranchName } from '../../../../../domain/board/names.js'
import type { HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { chord } from '../app/platform/keys.js'
import { gridOf } from '../app/routing/layout.js'
import { NEW_SESSION, OVERVIEW } from '../app/routing/route.js'
import { because, failed, hasCode } from '../app/failed.js'
import { folderFault, homely } from '../app/folders.js'
import { nameFault, suggestedName } from '../app/names.js'
import { go, replace, route } from '../app/router.js'
import { home, prefix, refresh, takenNames } from '../app/sessions.js'
import { Dialog } from '../ui/dialog.js'
import { folderFaultText, nameFaultText } from '../ui/fault-text.js'
import { chosenCli, command as chosenCommand, draft, keepChoice, patchDraft, SHELL, type Draft } from './draft.js'
import { FOLDER_ID, FolderField } from './folder-field.js'
import { CountField, ModelField, MoreOptions } from './more-options.js'
import { ProgramPicker } from './program-picker.js'
import { StartFailure } from './start-failure.js'
import { namesFor, startSessions } from './start-sessions.js'
import { TemplateRow } from './template-row.js'
import { useFolderState, useStartFolders } from './use-folders.js'
import { chosenBranch, WorktreeField } from './worktree-field.js'
import { Keys } from '../ui/keys.js'
import { useSuggestedText } from '../ui/use-suggested-text.js'

/** Dialog that starts a program in a folder. Its input is kept until the program has started. */
export function NewSession(): VNode {
  const m = messages.value
  const { folder, name, prompt, count } = draft.value
  const command = chosenCommand.value
  const cli = chosenCli.value
  // Ctrl Enter in a field also submits the form, in the same turn of the event loop.
  const starting = useRef(false)
  const nameField = useRef<HTMLInputElement>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const [suggestedFolder, setSuggestedFolder] = useState<string | null>(null)
  useEffect(() => {
    const here = route.value
    if (here.page === 'overview' && here.folder !== undefined)
      patchDraft({ folder: homely(here.folder, home.peek()), name: null })
  }, [])
  const startFolders = useStartFolders()
  const folderState = useFolderState(folder, startFolders)

  useEffect(() => {
    if (startFolders === null || draft.value.folder !== '') return
    const suggested = homely(startFolders.suggested, home.peek())
    setSuggestedFolder(suggested)
    patchDraft({ folder: suggested })
  }, [startFolders])

  const typedName = (name ?? suggestedName(prefix.value, folder, takenNames.value)).trim()
  useSuggestedText(nameField, name === null ? typedName : null)
  const names = namesFor(typedName, count, prefix.value, takenNames.value)
  const wrongFolder = folderFault(folder)
  const wrongName = names.map((one) => nameFault(prefix.value, one, takenNames.value)).find((fault) => fault !== null)
  const hasRepository = folderState === null || folderState === 'repository' || folderState === 'unknown'
  const branch = hasRepository || folderState === 'checking' ? chosenBranch(typedName) : null
  const wrongBranch = branch !== null && !isBranchName(branch)

  const close = (): void => replace(OVERVIEW)

  const start = async (): Promise<void> => {
    setTried(true)
    if (wrongFolder) document.getElementById(FOLDER_ID)?.focus()
    else if (wrongName) {
      // The field is in a part that is folded while all of it is as suggested.
      nameField.current?.closest('details')?.setAttribute('open', '')
      nameField.current?.focus()
    }
    if (wrongFolder || wrongName || wrongBranch || command === null || starting.current) return
    starting.current = true
    setBusy(true)
    setFailure(null)
    const started = await startSessions(
      {
        name: typedName,
        directory: folder.trim(),
        command: command === SHELL ? null : command,
        prompt: prompt.trim(),
        branch,
      },
      names,
      failedLater(draft.value),
    )
    starting.current = false
    setBusy(false)
    if (started.failure !== null) {
      setFailure(started.failure)
      if (started.names.length > 0) patchDraft({ count: count - started.names.length, name: null, branch: null })
      return
    }
    keepChoice()
    patchDraft({ name: null, branch: null, hasWorktree: false, prompt: '', count: 1 })
    await refresh()
    replace(OVERVIEW)
    const [session = ''] = started.names
    go({ page: 'terminal', session, ...(started.names.length > 1 ? { layout: gridOf(started.names) } : {}) })
  }

  // A rejection by the hub is shown at the field that caused it, until the field changes.
  const refusedFolder = failure !== null && hasCode(failure, 'UnusableDirectory')
  const nameTrouble = wrongName && (tried || name !== null) ? nameFaultText(wrongName) : null
  const folderTrouble = wrongFolder && tried ? folderFaultText(wrongFolder) : refusedFolder ? because(failure) : null

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
        <header class="new-session-head cluster between gap-12 shrink">
          <h2>{m.newSession}</h2>
          <TemplateRow />
        </header>
        {command !== SHELL && (
          <label class="labelled">
            <span>{newSessionTexts.value.firstPrompt}</span>
            <textarea
              class="field prompt-field"
              rows={3}
              value={prompt}
              placeholder={newSessionTexts.value.firstPromptHint}
              autofocus
              onInput={(event) => patchDraft({ prompt: event.currentTarget.value })}
            />
          </label>
        )}
        <FolderField
          known={startFolders?.folders ?? []}
          state={folderState}
          fault={folderTrouble}
          suggested={suggestedFolder}
          onChoose={(path) => {
            setFailure(null)
            setSuggestedFolder(null)
            patchDraft({ folder: path })
          }}
        />
        <ProgramPicker />
        <MoreOptions name={typedName} isOpen={nameTrouble !== null || wrongBranch}>
          <div class="new-session-fields grid gap-12">
            <label class="labelled">
              <span>{m.name}</span>
              <input
                ref={nameField}
                class="field"
                value={name ?? typedName}
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
            {cli?.models && <ModelField names={cli.models.names} />}
            {command !== SHELL && <CountField />}
          </div>
          {command !== SHELL && (
            <WorktreeField suggested={typedName} isPossible={hasRepository || folderState === 'checking'} />
          )}
        </MoreOptions>
        {failure && !refusedFolder && <StartFailure failure={failure} name={names[0] ?? typedName} />}
        <footer class="dialog-foot">
          <code class="runs" role="note" aria-label={m.commandLine}>
            {command === SHELL ? m.shellHint : command}
          </code>
          <button type="button" class="button" onClick={close}>
            {m.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {busy ? m.starting : m.start}
            {!busy && <Keys of="Ctrl Enter" />}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

/** Shows the failure of a program that ended at once after the dialog was closed, and keeps what was typed. */
const failedLater =
  (typed: Draft) =>
  (name: string, failure: HubFailure): void => {
    const kept = { ...typed, count: 1 }
    if (draft.value.prompt === '') draft.value = kept
    failed(messages.value.couldNotStart(name), failure, () => {
      draft.value = kept
      go(NEW_SESSION)
    })
  }
