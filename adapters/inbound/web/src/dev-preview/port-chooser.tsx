import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import * as E from 'fp-ts/lib/Either.js'
import { parsePreviewPort } from '../../../../../domain/preview/preview-port.js'
import { devPreviewTexts } from './dev-preview-texts.js'
import { useDraft } from '../app/drafts.js'
import type { DevPreview } from './dev-preview-state.js'

/** Selection of a listening program or of any port number. */
export function PortChooser({ preview }: { readonly preview: DevPreview }): VNode {
  const m = devPreviewTexts.value
  const [typed, setTyped] = useDraft('preview-port', '')
  const [isWrong, setWrong] = useState(false)
  const { activePort = null, listening = false } = preview.config.value ?? {}
  return (
    <div class="port-chooser grid gap-16">
      <p role="status">{activePort === null || listening ? m.choosePort : m.nothingListens(activePort)}</p>
      {preview.ports.value.length > 0 && (
        <ul aria-label={m.listeningPorts}>
          {preview.ports.value.map(({ port, process }) => (
            <li key={port}>
              <button type="button" class="button" onClick={() => void preview.choose(port)}>
                <span class="mono">{port}</span>
                <span class="quiet">{process}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const port = parsePreviewPort(typed)
          setWrong(E.isLeft(port))
          if (E.isRight(port)) void preview.choose(port.right)
        }}
      >
        <label class="labelled">
          <span>{m.otherPort}</span>
          <input
            class="field mono"
            inputMode="numeric"
            autocomplete="off"
            placeholder="5173"
            value={typed}
            aria-invalid={isWrong}
            onInput={({ currentTarget }) => {
              setTyped(currentTarget.value)
              setWrong(false)
            }}
          />
        </label>
        <p class="fault" role="alert">
          {isWrong ? m.portRange : ''}
        </p>
        <button type="submit" class="button primary">
          {m.show}
        </button>
      </form>
    </div>
  )
}
